"""Words by which German news describe persons that they have named before.

Source: own compilation, forms after Duden, Die Grammatik, on Personenbezeichnungen, Movierung and Einwohnernamen. The
names of peoples are in `nationalities.csv`.
"""

from __future__ import annotations

import re

DETERMINERS = {
    "der": ("m", "f"), "die": ("f",), "den": ("m",), "dem": ("m",), "des": ("m",), "beim": ("m",), "vom": ("m",),
    "zum": ("m",), "zur": ("f",), "dieser": ("m", "f"), "diese": ("f",), "diesen": ("m",), "diesem": ("m",),
    "dieses": ("m",),
}  # fmt: skip
"""Articles, contracted prepositions and demonstratives before somebody known, with the genders of their singular."""

INDEFINITE = frozenset({"ein", "eine", "einen", "einem", "einer", "eines"})
"""Articles that introduce somebody new."""

AGE_NOUN = re.compile(r"(?P<age>\d{1,3})-?[Jj]ährige(?P<ending>[rn]?)")
"""`57-Jährige` and its forms, also as the adjective before a name."""

PERSON_NOUNS = {
    "m": frozenset({
        "Mann", "Politiker", "Christdemokrat", "Angeklagte", "Angeklagter", "Beschuldigte", "Tatverdächtige",
        "Verdächtige", "Verurteilte", "Verstorbene", "Verletzte", "Verunglückte", "Getötete", "Autor", "Künstler",
        "Musiker", "Schauspieler", "Sportler", "Fußballer", "Sänger", "Schriftsteller", "Wissenschaftler", "Forscher",
        "Unternehmer", "Preisträger", "Fahrer", "Spieler", "Trainer", "Rennfahrer", "Regisseur", "Journalist",
        "Abgeordnete", "Parlamentarier", "Jurist", "Ökonom", "Historiker",
    }),
    "f": frozenset({
        "Frau", "Politikerin", "Angeklagte", "Beschuldigte", "Tatverdächtige", "Verdächtige", "Verurteilte",
        "Verstorbene", "Verletzte", "Verunglückte", "Getötete", "Autorin", "Künstlerin", "Musikerin", "Schauspielerin",
        "Sportlerin", "Fußballerin", "Sängerin", "Schriftstellerin", "Wissenschaftlerin", "Forscherin",
        "Unternehmerin", "Preisträgerin", "Fahrerin", "Spielerin", "Trainerin", "Regisseurin", "Journalistin",
        "Abgeordnete", "Parlamentarierin", "Juristin", "Ökonomin", "Historikerin",
    }),
}  # fmt: skip
"""Nouns for a person of whom the article need not have said that they are one, by gender, in the nominative."""

UNNAMED = {
    "m": frozenset({
        "Junge", "Täter", "Passant", "Anwohner", "Zeuge", "Vater", "Sohn", "Bruder", "Kollege", "Freund", "Nachfolger",
        "Vorgänger", "Ehemann", "Gegner", "Rivale", "Anhänger", "Privatdetektiv", "Gast", "Kunde", "Schüler", "Nachbar",
        "Insasse", "Häftling", "Onkel", "Neffe", "Großvater", "Gesprächspartner", "Amtskollege", "Mandant",
    }),
    "f": frozenset({
        "Zeugin", "Mutter", "Tochter", "Schwester", "Kollegin", "Freundin", "Nachfolgerin", "Vorgängerin", "Ehefrau",
        "Gegnerin", "Rivalin", "Kundin", "Schülerin", "Nachbarin", "Tante", "Nichte", "Großmutter", "Amtskollegin",
    }),
}  # fmt: skip
"""Nouns for persons who stand in a relation to another one or stay unnamed; a pronoun may stand for them."""

PARTY_NOUNS = {
    "Christdemokrat": ("CDU",), "Christsoziale": ("CSU",), "Sozialdemokrat": ("SPD", "SPÖ", "SP"),
    "Liberale": ("FDP",), "Liberaldemokrat": ("FDP",), "Freidemokrat": ("FDP",),
    "Grüne": ("Grüne", "Grünen", "Die Grünen", "Bündnis 90/Die Grünen", "B90/Grüne"),
    "Linke": ("Linke", "Die Linke", "Linkspartei"), "Republikaner": ("Republikaner", "R"),
    "Demokrat": ("Demokraten", "Demokratische Partei", "D"),
}  # fmt: skip
"""Nouns for the members of a party in the masculine or the form in -e, and how brackets name the party."""

ROLE_SYNONYMS = {
    "regierungschef": ("ministerpräsident", "premierminister", "premier", "kanzler"),
    "regierungschefin": ("ministerpräsidentin", "premierministerin", "kanzlerin"),
    "staatschef": ("präsident", "könig", "kaiser", "emir"),
    "staatschefin": ("präsidentin", "königin"),
    "premier": ("ministerpräsident", "premierminister"),
    "premierminister": ("premier", "ministerpräsident"),
    "ministerpräsident": ("premier", "premierminister"),
    "ressortchef": ("minister",),
    "ressortchefin": ("ministerin",),
    "parteichef": ("parteivorsitzende", "parteivorsitzender", "vorsitzende", "vorsitzender"),
    "parteichefin": ("parteivorsitzende", "vorsitzende"),
    "politiker": ("minister", "kanzler", "abgeordnete", "senator"),
    "politikerin": ("ministerin", "kanzlerin", "abgeordnete", "senatorin"),
}
"""Roles in lower case, and other roles whose bearers are called so too."""
