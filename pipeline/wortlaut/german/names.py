"""Words before, inside and after the names of persons, organisations and places in German news.

Source: own compilation; legal forms after the German company law (AktG § 4, GmbHG § 4, HGB § 19, BGB § 65) and the
usual foreign ones; nobiliary particles after Duden, Die deutsche Rechtschreibung, on Personennamen.
"""

from __future__ import annotations

import re
from functools import cache

from wortlaut.german import word_lists

ADDRESSES = {"Herr": "m", "Herrn": "m", "Frau": "f", "Fräulein": "f", "Mr.": "m", "Mrs.": "f", "Ms.": "f"}
"""Forms of address, with the gender that they imply."""

TITLES = frozenset({
    *ADDRESSES, "Dr", "Dr.", "Prof", "Prof.", "Mag.", "Ing.", "Dipl.-Ing.", "PD", "Univ.-Prof.",
    "Univ.-Doz.", "Priv.-Doz.", "Ass.-Prof.", "Assoz.-Prof.", "habil.", "h.c.", "h.", "c.", "med.",
    "jur.", "phil.", "rer.", "nat.", "oec.", "pol.", "theol.", "Sir", "Lord", "Scheich", "Ayatollah", "Imam", "Pater",
    "St.", "Sankt", "LH", "LHStv.", "LR", "LRin", "LAbg.", "Abg.", "NAbg.", "NR", "Bgm.", "OB", "OBM",
    "BGM",
})  # fmt: skip
"""Titles and forms of address before a person's name, in Austria and in minutes also those of offices; they are not
part of it."""

TRANSLITERATED_GIVEN_NAMES = {
    **dict.fromkeys((
        "Anwar", "Ariel", "Barack", "Baschar", "Bashar", "Dmitrij", "Ehud", "Evo", "Haschem", "Hosni", "Jassir",
        "Jewgeni", "Joschka", "Kofi", "Lech", "Manmohan", "Mitt", "Muammar", "Pervez", "Petro", "Ratko", "Saddam",
        "Schimon", "Witali", "Wladislaw", "Wolodymyr", "Xi", "Yitzhak",
    ), "m"),
    **dict.fromkeys(("Aung", "Benazir", "Condoleezza", "Dilma", "Hillary", "Tsai", "Tzipi", "Zipi"), "f"),
}  # fmt: skip
"""Given names of people in world news, in German transliteration, missing from `given_names.csv`; own compilation."""


@cache
def given_names() -> dict[str, str]:
    """Return the gender (`m`, `f`) of each given name: `given_names.csv`, with the transliterations."""
    listed = {row["name"]: row["gender"] for row in word_lists.rows("given_names.csv")}
    return listed | TRANSLITERATED_GIVEN_NAMES


ROLELESS_ABBREVIATIONS = frozenset({
    "AKW", "AIDS", "DJ", "DNA", "EDV", "EM", "IT", "KI", "LKW", "PC", "PKW", "PR", "TV", "UFO", "US", "VIP", "WM",
})  # fmt: skip
"""Abbreviations before a role ("TV-Moderator", "US-Präsident") that are not an organisation; "US" is a country."""

COUNTRY_ABBREVIATIONS = {"US": "USA"}
"""Abbreviations that stand for a country only before a hyphen, with its name."""

PARTICLES = frozenset({
    "von", "vom", "zu", "zum", "zur", "der", "den", "dem", "van", "de", "del", "della", "degli", "di", "da",
    "des", "do", "dos", "du", "la", "le", "el", "al", "bin", "ibn", "ben", "bint", "ter", "ten", "te", "af", "av", "y",
    "e",
})  # fmt: skip
"""Lower-case words inside a person's name ("Ursula von der Leyen", "Mohammed bin Salman")."""

CAPITAL_PARTICLES = frozenset({"Von", "Van", "De", "Di", "Da", "Del", "Della", "La", "Le", "El", "Ter", "Ten"})
"""Particles that also open a surname with a capital letter ("Von der Leyen sagte", "De Maizière")."""

COMPOUND_PARTICLES = frozenset({
    "von der", "von den", "von dem", "van der", "van den", "van de", "van het", "de la", "von und zu", "van", "ten",
    "ter", "del", "della", "al", "zu der", "von de",
})  # fmt: skip
"""Particles that are hardly ever prepositions, so that they belong to a surname even where no given name precedes."""

ARABIC_SURNAME = re.compile(r"(?:a[dlnrstz]|as[ch]h?|el)-[A-ZÄÖÜ]\w+")
"""A surname with an Arabic article, which may be assimilated to the first letter: `al-Hadi`, `asch-Schami`."""

CLUB_PREFIXES = frozenset({
    "ASV", "BSC", "BSG", "BSV", "DJK", "ESV", "FC", "FSG", "FSV", "FV", "HC", "HSG", "JFV", "JSG", "KSV", "MSG", "MTV",
    "OSC", "RSV", "SC", "SG", "SK", "SKV", "SSC", "SSV", "SV", "SVG", "SpVgg", "Spvgg", "TSC", "TSG", "TSV", "TuS",
    "TuRa", "VfB", "VfL", "VfR", "VSG",
})  # fmt: skip
"""Abbreviations that open the names of sports clubs."""

INSTITUTIONS = frozenset({
    "Universität", "Hochschule", "Fachhochschule", "Kunsthochschule", "Musikhochschule", "Akademie", "Uni", "Gymnasium",
    "Grundschule", "Gesamtschule", "Realschule", "Klinikum", "Krankenhaus", "Universitätsklinikum", "Amtsgericht",
    "Landgericht", "Oberlandesgericht", "Arbeitsgericht", "Landesarbeitsgericht", "Sozialgericht",
    "Landessozialgericht", "Verwaltungsgericht", "Oberverwaltungsgericht", "Finanzgericht", "Kammergericht",
    "Staatsanwaltschaft", "Generalstaatsanwaltschaft", "Polizeipräsidium", "Finanzamt", "Landratsamt",
    "Regierungspräsidium", "Landeskriminalamt", "Staatstheater", "Stadttheater", "Staatsoper", "Handelskammer",
    "Handwerkskammer", "Sparkasse", "Volksbank", "Verlag", "Stadtwerke",
})  # fmt: skip
"""Nouns that with a place or person directly after them name an organisation: "Landgericht Hamburg"."""

FOUNDATIONS = frozenset({"Stiftung", "Kulturstiftung", "Bürgerstiftung", "Verbraucherstiftung"})
"""Nouns that are part of the name after them, since that alone names something else: "Stiftung Morgen"."""

PLACE_QUALIFIERS = frozenset({
    "Oder", "Saale", "Bodensee", "Main", "Rhein", "Neckar", "Donau", "Elbe", "Weser", "Spree", "Lahn", "Ruhr", "Sieg",
    "Eder", "Havel", "Mosel", "Inn", "Isar", "Ilm", "Wümme", "Aller", "Fulda", "Werra", "Leine", "Unstrut",
    "Unterweser", "Wied", "Mark", "Ems", "Aare", "Enns", "Mur", "Drau", "Ybbs", "Leitha", "Westf.", "Westfalen",
    "Allgäu", "Holstein", "Eifel", "Lausitz", "Taunus", "Weinstraße", "Westerwald", "Breisgau", "Dithmarschen",
    "Oberlausitz",
})  # fmt: skip
"""Rivers and regions that distinguish towns of one name, in brackets or after a slash: "Halle (Saale)"."""

GENERATIONS = frozenset({
    "jr", "jr.", "jun.", "junior", "sr", "sr.", "sen.", "senior", "ii", "ii.", "iii", "iii.", "iv", "iv.",
})  # fmt: skip
"""Suffixes that distinguish a person from a parent of the same name, casefolded."""

PERSONAL_ENDS = re.compile(r"[^\W\d_]\.|[IVX]+\.")
"""Last words of a person's name with a full stop: a surname reduced to a letter ("Karl M."), and numerals."""

SURNAME_ENDINGS = (
    "er", "mann", "meister", "macher", "knecht", "bauer", "hauer", "baum", "berg", "bach", "feld", "stein", "wald",
    "hof", "burg", "bein", "haus", "thal", "tal", "kamp", "horst", "hardt", "fuß", "kopf", "bart", "hammer",
    "schmidt", "schmied", "brecht", "weber", "vogel", "hahn", "wolf", "fuchs", "haupt", "land", "brink", "rath",
    "mut", "lieb", "freund", "sohn", "blum", "beck", "eck", "bock", "busch", "brock", "heim", "hagen", "kötter",
    "mayer", "maier", "meyer", "meier", "winkel", "walter", "schulz", "schulze", "rich", "mund", "brand", "stolz",
    "stern", "teich", "kraut",
)  # fmt: skip
"""Endings of German surnames that are words of their own, so that a surname looks like a compound; own compilation."""

LEGAL_FORMS = frozenset(
    tuple(form.split())
    for form in (
        "AG", "SE", "GmbH", "gGmbH", "mbH", "KG", "KGaA", "OHG", "GbR", "UG", "eG", "e. V.", "e.V.",
        "Aktiengesellschaft", "Inc", "Inc.", "Corp", "Corp.", "Ltd", "Ltd.", "LLC", "LLP", "plc", "PLC", "Co", "Co.",
        "&", "S.A.", "S.p.A.",
        "SpA", "N.V.", "NV", "B.V.", "BV", "A/S", "ASA", "Oy", "Oyj",
    )
)  # fmt: skip
"""Words at the end of an organisation's name that give its legal form; "GmbH & Co. KG" consists of several."""

ABBREVIATED_ENDS = re.compile(r"(?:\w\.){2,}|V\.|Inc\.|Corp\.|Ltd\.|Co\.|[JjSs]r\.|[JjSs](?:un|en)\.")
"""Last words of a name that include the final full stop."""

DATIVE_PLURALS = {"Niederlanden": "Niederlande", "Emiraten": "Emirate", "Färöern": "Färöer"}
"""Names of countries that are plural and take an -n in the dative."""

INFLECTED_ADJECTIVE = re.compile(
    r"(?P<stem>\w+(?:isch|lich|ig|iert|inigt)|(?:[Uu]n|Süd|Nord|West|Ost|Mittel)?[Dd]eutsch|Vereint|Weiß|Schwarz|Rot|Grün|Blau|Gelb|Grau|Neu|"
    r"Jung|Letzt|Alt|Groß|Klein|Hoh|Ober|Unter|Inner|Äußer|Nah|Fern|Mittler|Frei|Heilig|Erst|Zweit|Dritt|Viert|Fünft|Link|"
    r"(?:Inter|Trans|Supra)?[Nn]ational|[Ss]ozial|[Ll]iberal|[Ff]ederal|[Zz]entral|[Gg]lobal|Regional|Allgemein)"
    r"(?:e|er|es|en|em)"
)
"""An inflected adjective inside a name ("Vereinte Nationen", "im Weißen Haus", "der Deutschen Bahn")."""

ADJECTIVE_ENDINGS = ("e", "er", "es", "en", "em")
"""Endings of an adjective before a noun."""

GENITIVE_IN_ES = ("t", "d", "st", "ch", "f", "ff", "g", "k", "b", "m", "us")
"""Endings of nouns in names that may take -es in the genitive ("Landgerichtes", "Wetterdienstes", "Hauses")."""

LOCALE = "de"
"""The locale whose names of countries are used."""

UNNAMED_TERRITORIES = frozenset({"001", "018", "021", "057", "EU", "EZ", "QO", "UM", "UN", "XA", "XB", "ZZ"})
"""Codes of territories in the Common Locale Data Repository that are no place, or that no text calls so ("Welt")."""

AMBIGUOUS_TERRITORIES = frozenset({"Ascension", "Jersey"})
"""Names of territories that are often something else."""

GENITIVE_ARTICLES = frozenset({"des", "eines", "dieses", "jenes"})
"""Articles after which a masculine or neuter noun is in the genitive."""

GENITIVE_PREPOSITIONS = frozenset({
    "abseits", "angesichts", "anlässlich", "anstatt", "aufgrund", "außerhalb", "beiderseits", "bezüglich", "diesseits",
    "hinsichtlich", "infolge", "innerhalb", "jenseits", "laut", "mithilfe", "namens", "nordwestlich", "nordöstlich",
    "nördlich", "oberhalb", "seitens", "statt", "südlich", "südwestlich", "südöstlich", "trotz", "unterhalb", "unweit",
    "westlich", "während", "wegen", "zugunsten", "zuungunsten", "östlich",
})  # fmt: skip
"""Prepositions with the genitive that occur before names (Duden, Die Grammatik, on Präpositionen)."""

LOCATIVE_PREPOSITIONS = frozenset({"in", "im", "nach", "aus", "nahe"})
"""Prepositions after which a name denotes a place rather than a person."""

SIBILANTS = ("s", "ß", "z", "x", "ce")
"""Endings of names that take an apostrophe instead of an s in the genitive (Duden, Rechtschreibung, K 16)."""
CURRENCIES = frozenset({
    "Cent", "Dollar", "Dollars", "Euro", "Euros", "Franken", "Kronen", "Lira", "Pfund", "Rubel", "Rupien", "US-Dollar",
    "US-Dollars", "Yen", "Yuan", "Złoty", "Zloty",
})  # fmt: skip
"""Currency units. GermEval 2014 annotates some of them as names; here they are not names."""
