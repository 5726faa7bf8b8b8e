"""Verb forms that are unambiguously subjunctive (Konjunktiv).

Source: Duden, Die Grammatik, conjugation tables of the auxiliaries and modals. Forms that are identical to
the indicative (`haben`, `werden`, `können`, `sollte`, `wollte`) are excluded.
"""

from __future__ import annotations

SUBJUNCTIVE_I = frozenset({
    "sei", "seien", "seist", "seiest", "seiet", "habe", "werde", "könne", "müsse", "solle", "wolle", "dürfe",
    "möge", "wisse", "lasse", "gebe", "gehe", "komme", "stehe", "bleibe", "liege", "halte", "sehe", "finde",
})  # fmt: skip
"""Third person forms of Konjunktiv I, including the most frequent full verbs."""
SET_PHRASES = frozenset({("gott", "sei", "dank"), ("es", "sei", "denn")})
"""Phrases whose Konjunktiv I does not report speech."""
SUBJUNCTIVE_II = frozenset({
    "wäre", "wären", "hätte", "hätten", "würde", "würden", "könnte", "könnten", "müsste", "müssten", "müßte",
    "müßten", "dürfte", "dürften", "möchte", "möchten", "gäbe", "gäben", "käme", "kämen", "ginge",
    "bliebe", "läge", "lägen", "stünde", "stünden", "wüsste", "wüssten",
})  # fmt: skip
"""Konjunktiv II. `dürfte` and `möchte` are mostly the author's voice."""
FORMS_OF_SEIN = frozenset({"ist", "sind", "war", "waren", "sei", "seien", "wäre", "wären"})
"""Third person forms of sein."""
