"""Words with which German news describes persons already named.

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
"""Articles, contracted prepositions and demonstratives before a known person, with their genders in the singular."""

ACCUSATIVE_PREPOSITIONS = frozenset({"an", "auf", "durch", "für", "gegen", "ohne", "um", "über"})
"""Prepositions after which "den" is a masculine accusative singular rather than a dative plural."""

INDEFINITE = frozenset({"ein", "eine", "einen", "einem", "einer", "eines"})
"""Articles that introduce a new person."""

AGE_NOUN = re.compile(r"(?P<age>\d{1,3})-?[Jj]ährige(?P<ending>[rn]?)")
"""`57-Jährige` and its inflected forms, also as an adjective before a name."""

NON_BINARY = re.compile(r"(?:nicht-?binär|non-?binär|non-?binary|genderqueer|agender)", re.IGNORECASE)
"""How words for people who are neither women nor men begin; as they use them themselves, own compilation."""

SAID_NON_BINARY = re.compile(
    r"\s?(?:[,(]\s?|ist |lebt |(?:bezeichnet|definiert|identifiziert|versteht) sich (?:selbst )?als )(?:eine? )?"
    + NON_BINARY.pattern,
    re.IGNORECASE,
)
"""The same said after a name: "Kim Falk (nichtbinär)", "Kim Falk versteht sich als nichtbinär"."""

PERSON_NOUNS = {
    "m": frozenset({
        "Mann", "Politiker", "Christdemokrat", "Angeklagte", "Angeklagter", "Beschuldigte", "Tatverdächtige",
        "Verdächtige", "Verurteilte", "Verstorbene", "Verletzte", "Verunglückte", "Getötete", "Autor", "Künstler",
        "Musiker", "Schauspieler", "Sportler", "Fußballer", "Sänger", "Schriftsteller", "Wissenschaftler", "Forscher",
        "Unternehmer", "Preisträger", "Fahrer", "Spieler", "Trainer", "Rennfahrer", "Regisseur", "Journalist",
        "Abgeordnete", "Parlamentarier", "Jurist", "Ökonom", "Historiker", "Gerettete", "Festgenommene", "Verhaftete",
        "Vermisste", "Entführte", "Inhaftierte", "Geflüchtete", "Bariton", "Bassbariton", "Bäcker", "Förster", "Geiger",
        "Imker", "Jäger", "Metzger", "Ordensmann", "Schäfer", "Tenor", "Unparteiische", "Winzer",
    }),
    "f": frozenset({
        "Frau", "Politikerin", "Angeklagte", "Beschuldigte", "Tatverdächtige", "Verdächtige", "Verurteilte",
        "Verstorbene", "Verletzte", "Verunglückte", "Getötete", "Autorin", "Künstlerin", "Musikerin", "Schauspielerin",
        "Sportlerin", "Fußballerin", "Sängerin", "Schriftstellerin", "Wissenschaftlerin", "Forscherin",
        "Unternehmerin", "Preisträgerin", "Fahrerin", "Spielerin", "Trainerin", "Regisseurin", "Journalistin",
        "Abgeordnete", "Parlamentarierin", "Juristin", "Ökonomin", "Historikerin", "Gerettete", "Festgenommene",
        "Verhaftete", "Vermisste", "Entführte", "Inhaftierte", "Geflüchtete", "Torfrau", "Ordensfrau",
        "Ordensschwester", "Bäckerin", "Försterin", "Geigerin", "Imkerin", "Jägerin", "Metzgerin", "Schäferin",
        "Sopranistin", "Unparteiische", "Winzerin", "Hebamme",
    }),
}  # fmt: skip
"""Nouns for a person that the article need not have introduced as such, by gender, in the nominative."""

UNNAMED = {
    "m": frozenset({
        "Junge", "Täter", "Passant", "Anwohner", "Zeuge", "Augenzeuge", "Vater", "Sohn", "Bruder", "Kollege", "Freund",
        "Nachfolger", "Vorgänger", "Ehemann", "Gegner", "Rivale", "Anhänger", "Privatdetektiv", "Gast", "Kunde",
        "Schüler", "Nachbar", "Insasse", "Häftling", "Onkel", "Neffe", "Großvater", "Amtskollege", "Mandant",
        "Vertraute", "Angehörige", "Bekannte", "Überlebende", "Betroffene", "Geschädigte", "Jugendliche", "Reisende",
        "Besucher", "Bewohner", "Cousin", "Enkel", "Fahrgast", "Fan", "Helfer", "Kamerad", "Leser", "Mieter", "Opa",
        "Patient", "Senior", "Spaziergänger", "Teilnehmer", "Tourist", "Urlauber", "Vermieter", "Witwer",
    }),
    "f": frozenset({
        "Zeugin", "Augenzeugin", "Mutter", "Tochter", "Schwester", "Kollegin", "Freundin", "Nachfolgerin",
        "Vorgängerin", "Ehefrau", "Gegnerin", "Rivalin", "Kundin", "Schülerin", "Nachbarin", "Tante", "Nichte",
        "Großmutter", "Amtskollegin", "Mandantin", "Vertraute", "Angehörige", "Bekannte", "Überlebende", "Betroffene",
        "Geschädigte", "Jugendliche", "Reisende", "Anwohnerin", "Besucherin", "Bewohnerin", "Cousine", "Dame",
        "Enkelin", "Helferin", "Kameradin", "Leserin", "Mieterin", "Oma", "Passantin", "Patientin", "Seniorin",
        "Spaziergängerin", "Teilnehmerin", "Touristin", "Urlauberin", "Vermieterin", "Witwe",
    }),
}  # fmt: skip
"""Nouns for persons who are related to another person or remain unnamed; a pronoun may refer to them."""

CHILDREN = frozenset({"kindern", "töchtern", "söhnen", "zwillingen"})
"""Words after `von` that make a mother or father a description: "die Mutter von drei Kindern"."""

FORMER = ("früher", "ehemalig", "einstig", "vormalig", "langjährig")
"""Stems of adjectives of roles that somebody had, and may have beside another."""

ACCUSED = frozenset({"Angeklagte", "Beschuldigte", "Tatverdächtige", "Verdächtige", "Verurteilte"})
"""Nouns for persons who have no other role in the article: the judge and the counsel are not the accused."""

OFFICES = frozenset({
    "Amt", "Amtes", "Amts", "Posten", "Postens", "Position", "Rolle", "Funktion", "Titel", "Aufgabe", "Wahl", "Stelle",
    "als", "das",
})  # fmt: skip
"""Words that make a following role (in the genitive or not) an office, not a person: "das Amt des Präsidenten"."""

OFFICE_HOLDERS = (
    "bürgermeister", "chef", "direktor", "geschäftsführer", "general", "gouverneur", "kanzler", "könig", "landrat",
    "leiter", "minister", "papst", "präsident", "premier", "richter", "sekretär", "senator", "sprecher", "vorsitzende",
    "vorsitzender", "vorstand",
)  # fmt: skip
"""Ends of roles, in lower case, that a person has besides no other: a director who is called "der Minister" is another.

Professions and the like ("der Forscher") say something new of somebody whose role the article has given.
"""

COUNTERPARTS = (
    "amtsinhaber", "anwalt", "anwältin", "beamte", "betreiber", "betreuer", "eigentümer", "ermittler", "gutachter",
    "inhaber", "kommissar", "mitarbeiter", "moderator", "pilot", "polizist", "rat", "referent", "reporter", "richter",
    "sprecher", "stellvertreter", "verteidiger", "vertreter", "vorsitzende", "vorsitzender",
)  # fmt: skip
"""Ends of roles, in lower case, of people who deal with the person that a text is about, so that they are others."""

AGENT_ENDINGS = (
    "ant", "ast", "at", "ent", "er", "et", "eur", "graf", "ist", "log", "loge", "nom", "or", "rät", "soph", "ör",
)  # fmt: skip
"""Ends of nouns for people who do something, before -in; Duden, Die Grammatik, on Nomina Agentis and Motion."""

PLAYERS = ("innenverteidiger", "außenverteidiger", "linksverteidiger", "rechtsverteidiger", "titelverteidiger")
"""Ends of roles that look like those of `COUNTERPARTS`."""

INHABITANTS = {
    "Aargauer": "Aargau", "Appenzeller": "Appenzell", "Basler": "Basel", "Bayer": "Bayern", "Brandenburger":
    "Brandenburg", "Bremer": "Bremen", "Bündner": "Graubünden", "Burgenländer": "Burgenland", "Dresdner": "Dresden",
    "Glarner": "Glarus", "Holsteiner": "Holstein", "Kärntner": "Kärnten", "Münchner": "München", "Niederösterreicher":
    "Niederösterreich", "Oberösterreicher": "Oberösterreich", "Ostschweizer": "Ostschweiz", "Pfälzer": "Pfalz",
    "Rheinländer": "Rheinland", "Saarländer": "Saarland", "Steirer": "Steiermark", "Südtiroler": "Südtirol",
    "Tessiner": "Tessin", "Thüringer": "Thüringen", "Thurgauer": "Thurgau", "Tiroler": "Tirol", "Vorarlberger":
    "Vorarlberg", "Walliser": "Wallis", "Westschweizer": "Westschweiz", "Zürcher": "Zürich",
}  # fmt: skip
"""Men from states, cantons and cities whose name changes before -er, and where they come from."""

PARTY_NOUNS = {
    "Christdemokrat": ("Deutschland", "CDU"), "Christsoziale": ("Deutschland", "CSU"),
    "Sozialdemokrat": ("Deutschland", "SPD", "SPÖ", "SP"), "Freidemokrat": ("Deutschland", "FDP"),
    "Liberale": ("Deutschland", "FDP"),
    "Grüne": ("Deutschland", "Grüne", "Grünen", "Die Grünen", "Bündnis 90/Die Grünen", "B90/Grüne"),
    "Linke": ("Deutschland", "Linke", "Die Linke", "Linkspartei"),
    "Republikaner": ("USA", "Republikaner", "R"), "Demokrat": ("USA", "Demokraten", "Demokratische Partei", "D"),
}  # fmt: skip
"""Nouns for members of a party, masculine or in -e, with its country and its names as written in brackets."""
PARTIES = frozenset(name for _, *names in PARTY_NOUNS.values() for name in names)

ROLE_SYNONYMS = {
    "regierungschef": ("ministerpräsident", "premierminister", "premier", "kanzler"),
    "regierungschefin": ("ministerpräsidentin", "premierministerin", "kanzlerin"),
    "staatschef": ("präsident", "könig", "kaiser", "emir"),
    "staatschefin": ("präsidentin", "königin"),
    "premier": ("ministerpräsident", "premierminister"),
    "premierminister": ("premier", "ministerpräsident"),
    "ministerpräsident": ("premier", "premierminister"),
    "vorsitzender": ("vereinschef", "verbandschef", "gewerkschaftschef", "parteichef", "fraktionschef"),
    "vorsitzende": ("vereinschefin", "verbandschefin", "gewerkschaftschefin", "parteichefin", "fraktionschefin"),
    "ressortchef": ("minister",),
    "ressortchefin": ("ministerin",),
    "parteichef": ("parteivorsitzende", "parteivorsitzender", "vorsitzende", "vorsitzender"),
    "parteichefin": ("parteivorsitzende", "vorsitzende"),
    "ankläger": ("staatsanwalt", "oberstaatsanwalt"),
    "anklägerin": ("staatsanwältin", "oberstaatsanwältin"),
    "anklagevertreter": ("staatsanwalt", "oberstaatsanwalt"),
    "anklagevertreterin": ("staatsanwältin", "oberstaatsanwältin"),
    "rathauschef": ("bürgermeister", "oberbürgermeister"),
    "rathauschefin": ("bürgermeisterin", "oberbürgermeisterin"),
    "landwirt": ("bauer",),
    "landwirtin": ("bäuerin",),
    "mediziner": ("arzt", "chefarzt", "oberarzt", "chirurg"),
    "medizinerin": ("ärztin", "chefärztin", "oberärztin", "chirurgin"),
    "jurist": ("anwalt", "rechtsanwalt", "richter", "staatsanwalt"),
    "juristin": ("anwältin", "rechtsanwältin", "richterin", "staatsanwältin"),
    "notenbanker": ("notenbankchef", "notenbankpräsident"),
    "geistliche": ("pfarrer", "pastor", "priester", "bischof", "kardinal", "pfarrerin", "pastorin", "bischöfin"),
    "pädagoge": ("lehrer", "schulleiter", "rektor"),
    "pädagogin": ("lehrerin", "schulleiterin", "rektorin"),
    "coach": ("trainer", "cheftrainer", "bundestrainer"),
    "politiker": ("minister", "kanzler", "abgeordnete", "senator"),
    "politikerin": ("ministerin", "kanzlerin", "abgeordnete", "senatorin"),
    "abgeordnete": (
        "fraktionschef",
        "fraktionschefin",
        "fraktionsführer",
        "fraktionsführerin",
        "klubobfrau",
        "klubobmann",
    ),
    "amtsleiter": ("amtschef", "dezernent", "direktor"),
    "amtsleiterin": ("amtschefin", "dezernentin", "direktorin"),
    "anwalt": ("verteidiger", "rechtsbeistand"),
    "anwältin": ("verteidigerin",),
    "behördenchef": ("behördenleiter", "direktor", "präsident"),
    "behördenchefin": ("behördenleiterin", "direktorin", "präsidentin"),
    "behördenleiter": ("behördenchef", "direktor", "präsident"),
    "behördenleiterin": ("behördenchefin", "direktorin", "präsidentin"),
    "brandmeister": ("einsatzleiter", "feuerwehrchef", "kommandant", "wehrführer", "wehrleiter"),
    "dorfchef": ("bürgermeister", "gemeindepräsident", "ortsvorsteher"),
    "dorfchefin": ("bürgermeisterin", "gemeindepräsidentin", "ortsvorsteherin"),
    "ermittler": ("kommissar", "kriminaldirektor", "kriminalrat", "kripochef", "fahnder", "polizist"),
    "ermittlerin": ("kommissarin", "kriminaldirektorin", "kriminalrätin", "kripochefin", "fahnderin", "polizistin"),
    "feuerwehrmann": ("brandmeister", "einsatzleiter", "feuerwehrchef", "kommandant", "wehrführer", "wehrleiter"),
    "feuerwehrfrau": ("brandmeisterin", "einsatzleiterin", "feuerwehrchefin", "kommandantin", "wehrführerin"),
    "firmenchef": ("geschäftsführer", "inhaber", "gründer", "vorstandschef"),
    "firmenchefin": ("geschäftsführerin", "inhaberin", "gründerin", "vorstandschefin"),
    "fußballlehrer": ("trainer", "coach"),
    "gemeindechef": ("bürgermeister", "gemeindepräsident"),
    "gemeindechefin": ("bürgermeisterin", "gemeindepräsidentin"),
    "kommunalpolitiker": ("bürgermeister", "gemeinderat", "kreisrat", "landrat", "ortsvorsteher", "stadtrat"),
    "kommunalpolitikerin": ("bürgermeisterin", "gemeinderätin", "kreisrätin", "landrätin", "stadträtin"),
    "konzernchef": ("vorstandschef", "vorstandsvorsitzende", "vorstandsvorsitzender"),
    "konzernchefin": ("vorstandschefin", "vorstandsvorsitzende"),
    "kriminalist": ("kommissar", "kriminalrat", "ermittler"),
    "kriminalistin": ("kommissarin", "kriminalrätin", "ermittlerin"),
    "landeschef": ("landeshauptmann", "ministerpräsident"),
    "landeschefin": ("landeshauptfrau", "ministerpräsidentin"),
    "manager": ("vorstand", "vorstandschef", "konzernchef", "geschäftsführer", "finanzchef", "personalchef"),
    "managerin": (
        "vorständin",
        "vorstandschefin",
        "konzernchefin",
        "geschäftsführerin",
        "finanzchefin",
        "personalchefin",
    ),
    "mandatar": ("abgeordneter", "gemeinderat", "nationalrat", "stadtrat"),
    "mandatarin": ("abgeordnete", "gemeinderätin", "nationalrätin", "stadträtin"),
    "ortschef": ("bürgermeister", "ortsvorsteher"),
    "ortschefin": ("bürgermeisterin", "ortsvorsteherin"),
    "rechtsanwalt": ("verteidiger", "rechtsbeistand"),
    "rechtsanwältin": ("verteidigerin",),
    "regierungsrat": (
        "baudirektor",
        "bildungsdirektor",
        "finanzdirektor",
        "gesundheitsdirektor",
        "justizdirektor",
        "sicherheitsdirektor",
        "umweltdirektor",
        "volkswirtschaftsdirektor",
    ),
    "regierungsrätin": (
        "baudirektorin",
        "bildungsdirektorin",
        "finanzdirektorin",
        "gesundheitsdirektorin",
        "justizdirektorin",
        "sicherheitsdirektorin",
        "umweltdirektorin",
        "volkswirtschaftsdirektorin",
    ),
    "schulleiter": ("rektor", "direktor"),
    "schulleiterin": ("rektorin", "direktorin"),
    "stadtchef": ("bürgermeister",),
    "stadtchefin": ("bürgermeisterin",),
    "unternehmenschef": ("geschäftsführer", "vorstandschef", "vorstandsvorsitzende", "vorstandsvorsitzender"),
    "unternehmenschefin": ("geschäftsführerin", "vorstandschefin", "vorstandsvorsitzende"),
    "vereinschef": ("obmann", "präsident", "vorsitzende", "vorsitzender"),
    "vereinschefin": ("obfrau", "präsidentin", "vorsitzende"),
    "verteidiger": ("anwalt",),
    "verteidigerin": ("anwältin",),
    "verwaltungschef": ("bürgermeister", "landrat", "stadtdirektor"),
    "verwaltungschefin": ("bürgermeisterin", "landrätin", "stadtdirektorin"),
}
"""Roles in lower case, with other roles whose holders may be called the same."""
