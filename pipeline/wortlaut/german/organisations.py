"""Words beside German nouns for organisations, which are in `organisation_nouns.csv`.

Source of both: own compilation. In the list, `gender` is `m`, `f`, `n` or `p` (plural only), and `kinds` are the noun's
own kind and further ones of organisations that it may refer to, as in `known_names.csv`. `alone` and `compounds` say
how a noun stands for an organisation by itself or as the last part of a compound:

- `name`: like a name, since there is one of it where the text is set: "die Polizei", "die Bildungsdirektion";
- `reference`: only for one that the article names: "der Konzern", "das Geldhaus";
- `either`: for one that the article names, else like a name: "das Gericht", "das Ministerium";
- `place`: only with a place directly after it: "das Land Tirol";
- `no`: not at all.
"""

from __future__ import annotations

DEFINITE_ARTICLES = {
    "m": frozenset({"der", "den", "dem", "des", "beim", "vom", "zum", "im", "am"}),
    "f": frozenset({"die", "der", "zur"}),
    "n": frozenset({"das", "dem", "des", "beim", "vom", "zum", "im", "am", "ins", "ans"}),
    "p": frozenset({"die", "den", "der"}),
}
"""Articles before a known organisation, also fused with a preposition, by the noun's gender; `p` is the plural."""

DEMONSTRATIVES = {
    "m": frozenset({"dieser", "diesen", "diesem", "dieses"}),
    "f": frozenset({"diese", "dieser"}),
    "n": frozenset({"dieses", "diesem"}),
    "p": frozenset({"diese", "diesen", "dieser"}),
}
"""Demonstratives that do the same."""

INDEFINITE_ARTICLES = {
    "m": frozenset({"ein", "einen", "einem", "eines"}),
    "f": frozenset({"eine", "einer"}),
    "n": frozenset({"ein", "einem", "eines"}),
    "p": frozenset[str](),
}
"""Articles before an organisation that is new to the reader."""

STRONG_ENDINGS = {"m": "er", "f": "e", "n": "es", "p": "e"}
"""Endings of adjectives in the nominative without an article: "Statistisches Landesamt"."""

OTHERS = (
    "ander", "eigen", "erst", "gegnerisch", "gleich", "jeweilig", "konkurrierend", "neu", "nächst", "weiter", "zweit",
)  # fmt: skip
"""Stems of adjectives that show that another person or organisation is meant than the one named before."""

PUBLIC = frozenset({"authority", "court", "ministry", "university", "institute"})
"""Kinds of organisations whose names go on with "für" and their field: "Landesamt für Gesundheit"."""

DECISIONS = ("Urteil", "Urteils", "Urteilsbegründung", "Richterspruch", "Gerichtsbeschluss", "Gerichtsentscheidung")
"""What courts write."""
TITLED = frozenset({"newspaper", "platform", "broadcaster", "agency"})
"""Kinds of organisations whose names are written in quotation marks."""

NAMED_AFTER_NOUN = frozenset({
    "agency", "association", "bank", "broadcaster", "club", "company", "newspaper", "party", "platform", "union",
})  # fmt: skip
"""Kinds of organisations whose noun is directly before their name: "die Gewerkschaft Verdi", "der Autobauer Morgen"."""

NAMED_AFTER_MEMBERS = (
    "Arbeitsgemeinschaft", "Bund", "Fraktion", "Gewerkschaft", "Interessengemeinschaft", "Verband", "Vereinigung",
    "Zentralrat", "fraktion", "verband", "vereinigung",
)  # fmt: skip
"""Ends of nouns for associations whose names go on with their members: "Verband der Köche", "Fraktion der Grünen"."""

NO_MEMBERS = frozenset({"Branche", "Gemeinde", "Partei", "Region", "Stadt", "Welt"})
"""Nouns after them that only say whose association it is."""

NAMED_FREELY = frozenset({"company", "party", "union"})
"""Kinds of organisations whose names are rarely places, even if they look like one: "die Gewerkschaft Nord"."""

GENERIC_COMPANIES = (
    "Anbieter", "Discounter", "Firma", "Hersteller", "Kette", "Konzern", "Unternehmen", "Versicherer", "anbieter",
    "discounter", "firma", "hersteller", "kette", "konzern", "unternehmen", "versicherer",
)  # fmt: skip
"""Ends of nouns for companies that a name follows, not the place where they are, as in "Brauerei Nordheim"."""

ORGANS = (
    "Aufsichtsrat", "Ausgabe", "Direktorium", "Führung", "Geschäftsführung", "Geschäftsleitung", "Kabinett", "Leitung",
    "Management", "Pressestelle", "Redaktion", "Spitze", "Verwaltungsrat", "Vorstand", "führung", "leitung",
    "redaktion", "spitze",
)  # fmt: skip
"""Ends of nouns for those who speak for the organisation named after them: "die Führung der Armee"."""

UNLISTED_KINDS = frozenset({"association", "club", "company"})
"""Kinds of organisations that most names in no list belong to."""

NAMED_WITH_PLACE = frozenset({"authority", "court", "hospital", "military", "school", "university"})
"""Kinds of organisations whose noun forms one name with the place directly after it: "Polizei Hamburg"."""

NAMED_AFTER_PLACES = frozenset({"hospital", "school"})
"""Kinds of organisations whose noun is often followed by the name of a place that no list has: "Klinikum Westküste"."""

NATIONAL_PREFIX = "Bundes"
"""First part of the names of national authorities, to which the country's adjective adds nothing."""
