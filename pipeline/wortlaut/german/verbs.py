"""Prefixes of verbs, and forms of auxiliaries and modals.

Source: Duden, Die Grammatik, on Präfix- and Partikelverben; conjugation tables of the auxiliaries and modals. Forms
that are identical to the indicative (`haben`, `werden`, `können`, `sollte`, `wollte`) are excluded.
"""

from __future__ import annotations

UNSTRESSED_PREFIXES = (
    "be", "emp", "ent", "er", "ge", "miss", "ver", "zer", "hinter", "unter", "über", "wider", "wieder",
)  # fmt: skip
"""Prefixes of verbs that have no ge- in the participle."""
_PARTICLES = (
    "ab", "an", "auf", "aus", "bei", "da", "dar", "durch", "ein", "empor", "entgegen", "fehl", "fern", "fest", "fort",
    "frei", "gegenüber", "gleich", "heim", "heraus", "herauf", "herbei", "herein", "herum", "herunter", "hervor", "her",
    "hinauf", "hinaus", "hinein", "hinunter", "hinzu", "hin", "hoch", "kennen", "klar", "los", "mit", "nach", "nahe",
    "nieder", "offen", "quer", "raus", "rein", "runter", "sicher", "statt", "still", "teil", "um", "unter", "vorab",
    "voran", "voraus", "vorbei", "vorüber", "vor", "wahr", "weg", "weiter", "wett", "zurecht", "zurück", "zusammen",
    "zuvor", "zu", "zwischen", "übrig",
)  # fmt: skip
"""Particles and adverbs that are written together with a verb."""
PREFIXES = tuple(sorted({*_PARTICLES, *UNSTRESSED_PREFIXES}, key=lambda prefix: (-len(prefix), prefix)))
"""All of them, the longest first."""

SET_PHRASES = frozenset({("gott", "sei", "dank"), ("es", "sei", "denn")})
"""Phrases whose Konjunktiv I does not report speech."""
UNATTRIBUTED = frozenset({
    "analysieren", "aufdecken", "ausgehen", "ausschließen", "begründen", "entscheiden", "erfahren", "erwarten",
    "festhalten", "festlegen", "prüfen", "rechnen",
})  # fmt: skip
"""Verbs that say what is the case, and not what was said, where nobody is named: `Es wird erwartet, dass …`."""
DECIDING = frozenset({"analysieren", "beraten", "entscheiden", "festlegen", "klären", "prüfen", "urteilen"})
"""Verbs with which `ob` is what has to be decided, and nobody's words: `Der Rat entscheidet, ob …`."""
PERCEIVING = frozenset({"bemerken", "entdecken", "erfahren", "erkennen", "feststellen"})
"""Verbs that tell a story in a clause with `als`: `Als sie bemerkte, dass …`."""
CONFIRMING = "bestätigen"
"""Negated, it reports nothing (`wollte nicht bestätigen, dass …`), nor does a fear that `sich bestätigt`."""
SEI_ES = ("sei", "es")
"""How alternatives begin, of which there are several: `sei es im Zelt, sei es im Freien`."""
REMINDING = frozenset({"erinnern", "gemahnen"})
"""Verbs for what monuments and dates do too, without speaking."""
SUBJUNCTIVE_II = frozenset({
    "wäre", "wären", "hätte", "hätten", "würde", "würden", "könnte", "könnten", "müsste", "müssten", "müßte",
    "müßten", "dürfte", "dürften", "möchte", "möchten", "gäbe", "gäben", "käme", "kämen", "ginge",
    "bliebe", "läge", "lägen", "stünde", "stünden", "wüsste", "wüssten",
})  # fmt: skip
"""Konjunktiv II. `dürfte` and `möchte` are mostly the author's voice."""
FORMS_OF_SEIN = frozenset({"ist", "sind", "war", "waren", "sei", "seien", "wäre", "wären"})
"""Third person forms of sein."""
SOUNDS = frozenset({"brummen", "knurren", "schnauben", "tönen"})
"""Verbs for sounds with which one speaks, and which things and animals make too."""
GIVING_VERBS = frozenset({
    "bekommen", "erhalten", "ernten", "folgen", "geben", "kommen", "liegen", "stammen", "vorliegen",
})  # fmt: skip
"""Verbs with a noun for words and those whose words they are: Kritik kam vom Verband; own selection."""
REPORTING_ADJECTIVES = {
    "überzeugt": False, "sicher": True, "einig": True, "zuversichtlich": False, "froh": False, "optimistisch": False,
    "skeptisch": False, "stolz": False, "enttäuscht": False, "entsetzt": False, "besorgt": False, "gewiss": True,
}  # fmt: skip
"""Adjectives that report a view with sein (ist überzeugt, dass …), and whether they need sich (ist sich sicher)."""
