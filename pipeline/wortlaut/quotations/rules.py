"""List the rules that find quotations, with the phase in which each is tried.

To add a frame without a verb, add a row to `german/frames.csv`; a verb, to `german/reporting_verbs.csv`; a noun, to
`german/reporting_nouns.csv`. To add a kind of rule, add a row to `RULES` with the function that finds it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import NamedTuple

from wortlaut.quotations.candidates import Context, QuotationCandidate
from wortlaut.quotations.direct import find_direct
from wortlaut.quotations.indirect import find_indirect, find_inverted
from wortlaut.quotations.nouns import find_by_noun
from wortlaut.quotations.partial_quotes import find_marked_phrases, find_named_words, find_pieces, find_views
from wortlaut.quotations.prepositional import find_prepositional
from wortlaut.quotations.sentence_groups import SentenceGroup
from wortlaut.quotations.unframed import (
    find_anaphoric,
    find_continuation,
    find_hearsay,
    find_reported,
    find_subjunctive,
)

Finder = Callable[[SentenceGroup, Context], Iterator[QuotationCandidate]]
"""Yields what a rule finds in a sentence group, given the quotation and the group before it."""


class Rule(NamedTuple):
    """A rule that finds quotations.

    Attributes:
        name: The value of the column `rule`.
        type: The type of the quotations that it finds.
        phase: When it is tried: `indirect` and `marks` first; if neither finds anything, `continuation`, and then
            `unframed`; `pieces` unless a continuation was found. `nested` are words in marks inside what was found,
            `turn` is the answer of an interview. See `_candidates` in `wortlaut.quotations`.
        finder: The function that finds it and possibly others; None in the phases `nested` and `turn`.
        summary: What it finds, for the documentation.
        example: A sentence with the cue in bold type, for the documentation.
    """

    name: str
    type: str
    phase: str
    finder: Finder | None
    summary: str
    example: str


RULES = (
    Rule(
        "indirect-clause", "Indirect", "indirect", find_indirect,
        "a clause with *dass*, *ob* or a question word after a reporting verb",
        "Sie **teilte mit**, dass die Brücke zu bleibt.",
    ),
    Rule(
        "indirect-subjunctive", "Indirect", "indirect", find_indirect,
        "a main clause in the subjunctive after a reporting verb",
        "Sie **sagte**, die Brücke sei alt.",
    ),
    Rule(
        "indirect-main-clause", "Indirect", "indirect", find_indirect,
        "a main clause in the indicative after one of the few verbs that allow it",
        "Sie **glaubt**, die Brücke ist alt.",
    ),
    Rule(
        "indirect-infinitive", "Indirect", "indirect", find_indirect,
        "an infinitive with *zu* after a reporting verb, not *um*, *ohne*, *statt … zu*",
        "Sie **versprach**, die Brücke zu erneuern.",
    ),
    Rule(
        "indirect-fronted", "Indirect", "indirect", find_indirect,
        "the reporting verb and its subject come after the reported clause, or interrupt it",
        "Die Brücke sei alt, **sagte** sie, und werde erneuert.",
    ),
    Rule(
        "indirect-inverted", "Indirect", "indirect", find_inverted,
        "a clause in Konjunktiv I before any other verb and a person or an organisation",
        "Die Brücke sei zu alt, **ärgerte** sich Ada Brunner.",
    ),
    Rule(
        "indirect-wie", "Indirect", "indirect", find_indirect,
        "the sentence around a clause with *wie* that ends with a reporting verb",
        "Die Brücke ist alt, wie sie **sagte**.",
    ),
    Rule(
        "indirect-wonach", "Indirect", "indirect", find_prepositional,
        "a relative clause after a source, with *wonach*, *nach dem*, *laut denen*",
        "Es gibt Berichte, **wonach** der Fahrer schlief.",
    ),
    Rule(
        "indirect-laut", "Indirect", "indirect", find_prepositional,
        "*laut* and a source",
        "**Laut** Polizei ist niemand verletzt.",
    ),
    Rule(
        "indirect-zufolge", "Indirect", "indirect", find_prepositional,
        "a source and *zufolge*",
        "Der Polizei **zufolge** ist niemand verletzt.",
    ),
    Rule(
        "indirect-nach", "Indirect", "indirect", find_prepositional,
        "*nach* and a noun for words or views, also after it",
        "**Nach** Angaben der Polizei ist niemand verletzt.",
    ),
    Rule(
        "indirect-gemäß", "Indirect", "indirect", find_prepositional,
        "*gemäß* and such a noun, a person or an organisation",
        "**Gemäß** einer Studie steigt der Preis.",
    ),
    Rule(
        "indirect-entsprechend", "Indirect", "indirect", find_prepositional,
        "*entsprechend* and such a noun",
        "**Entsprechend** einer Prognose steigt der Preis.",
    ),
    Rule(
        "indirect-aus", "Indirect", "indirect", find_prepositional,
        "*aus* and *Sicht*, *Perspektive* or *Kreisen*",
        "**Aus** Sicht der Gewerkschaft ist das zu wenig.",
    ),
    Rule(
        "indirect-geht-es-nach", "Indirect", "indirect", find_prepositional,
        "*geht es nach* and a source",
        "**Geht es nach** dem Verein, wird bald gebaut.",
    ),
    Rule(
        "indirect-glaubt-man", "Indirect", "indirect", find_prepositional,
        "*glaubt man*, *folgt man* and a source",
        "**Glaubt man** dem Verein, wird bald gebaut.",
    ),
    Rule(
        "indirect-so", "Indirect", "indirect", find_prepositional,
        "*so* and a noun phrase, set off by commas",
        "Die Brücke werde erneuert, **so** der Minister.",
    ),
    Rule(
        "indirect-demnach", "Indirect", "indirect", find_prepositional,
        "*demnach*, *demzufolge*; *danach* with Konjunktiv I, or with the present tense after a text",
        "**Demnach** war die Straße vereist.",
    ),
    Rule(
        "indirect-noun", "Indirect", "indirect", find_by_noun,
        "a reported clause after a noun for words or views, or a sentence after one with its holder and a colon "
        "(*Falks Fazit: …*)",
        "Er vertrat **die Ansicht**, der Vertrag sei ungültig.",
    ),
    Rule(
        "direct-verb", "Direct", "marks", find_direct,
        "speech in marks with a reporting verb before, after or inside it",
        "„Wir warten“, **sagte** Ada Brunner.",
    ),
    Rule(
        "direct-inverted", "Direct", "marks", find_direct,
        "speech in marks before any other verb and a person",
        "„Wir warten“, **strahlte** Ada Brunner.",
    ),
    Rule(
        "direct-so", "Direct", "marks", find_direct,
        "speech in marks with *so* and a name",
        "„Wir warten ab“, **so** Ada Brunner.",
    ),
    Rule(
        "direct-signed", "Direct", "marks", find_direct,
        "speech in marks with nothing but a person after a dash or in brackets, or in brackets after a person",
        "„Wir warten ab“ – Ada Brunner, Trainerin",
    ),
    Rule(
        "direct-resumed", "Direct", "marks", find_direct,
        "speech in marks to which *mit diesen Worten* and the like points back",
        "„Wir warten ab“ – **mit diesen Worten** begann Ada Brunner.",
    ),
    Rule(
        "direct-colon", "Direct", "marks", find_direct,
        "speech in marks after a colon, with no reporting verb; the speaker is whom the clause before is about, else "
        "whose words it mentions (*das Fazit von …*), else whom it names, else as for `direct-unframed`",
        "Ada Brunner: „Wir warten ab.“",
    ),
    Rule(
        "direct-unframed", "Direct", "marks", find_direct,
        "speech in marks that fills its sentence; the speaker is that of the quotation just before; of speech that "
        "opens a paragraph, whom the next sentence is about; else whom the sentence before is about; else the last "
        "speaker",
        "Ada Brunner blieb hart. „Wir warten ab.“",
    ),
    Rule(
        "direct-phrase", "Direct", "marks", find_marked_phrases,
        "single words in marks that the verb of the clause presents as somebody's, but not a name that *man* uses",
        "Sie **nannte** den Plan „völlig unreif“.",
    ),
    Rule(
        "direct-noun", "Direct", "marks", find_named_words,
        "words in marks after a noun that denotes words",
        "Der **Satz** „Wir warten ab“ blieb hängen.",
    ),
    Rule(
        "direct-für", "Direct", "marks", find_views,
        "a judgement in marks that is somebody's view",
        "**Für** die Trainerin war das „bitter und unverdient“.",
    ),
    Rule(
        "continuation-I", "IndirectFreeIndirect", "continuation", find_continuation,
        "a sentence whose first main clause is in Konjunktiv I, without a frame",
        "(Sie sagte, die Brücke sei alt.) Sie müsse erneuert werden.",
    ),
    Rule(
        "continuation-II", "IndirectFreeIndirect", "continuation", find_continuation,
        "the same in Konjunktiv II right after a quotation, not with *wenn* or *falls*, not *dürfte* or *möchte*",
        "(Sie sagte, die Brücke sei alt.) Die Pfeiler hätten Risse.",
    ),
    Rule(
        "indirect-das", "Indirect", "unframed", find_anaphoric,
        "the sentence before, to which *das* or *dies* with a reporting verb points back; the two spans are that "
        "sentence and the pointing word",
        "Die Brücke ist zu. Das **teilte** die Stadt **mit**.",
    ),
    Rule(
        "reported-verb", "Reported", "unframed", find_reported,
        "a main clause with a subject whose verb summarises words",
        "Die Gewerkschaft **forderte** höhere Löhne.",
    ),
    Rule(
        "indirect-mood", "Indirect", "pieces", find_subjunctive,
        "any other clause in Konjunktiv I; the speaker is whom the clause above it, or before a colon, is about, else "
        "as for `direct-unframed`",
        "Ada Brunner plant ein Haus, das den Lärm **dämpfe**.",
    ),
    Rule(
        "hearsay", "FreeIndirect", "unframed", find_hearsay,
        "*soll* with an infinitive perfect, or in a main clause right after a quotation",
        "Er **soll** drei Banken überfallen **haben**.",
    ),
    Rule(
        "direct-piece", "Direct", "pieces", find_pieces,
        "three words or more in marks that are part of a sentence and not a name; the speaker is the person or "
        "organisation that the sentence is about, else that of the quotation just before",
        "Der Plan wurde „mit sehr heißer Nadel“ genäht.",
    ),
    Rule(
        "direct-nested", "Direct", "nested", None,
        "words in marks inside an indirect quotation",
        "Sie sagte, die Lage sei „ernster als gedacht“.",
    ),
    Rule(
        "interview-answer", "Direct", "turn", None,
        "an answer in an interview, all its paragraphs, without marks around it",
        "SZ: Wie lange noch? **Brunner:** Wir warten ab.",
    ),
)  # fmt: skip
"""The rules; the finders of a phase are tried in this order, and each tries its own rules in an order of its own."""


@cache
def finders(phase: str) -> tuple[Finder, ...]:
    """Return the functions of a phase in the order of `RULES`."""
    return tuple(dict.fromkeys(rule.finder for rule in RULES if rule.phase == phase and rule.finder is not None))
