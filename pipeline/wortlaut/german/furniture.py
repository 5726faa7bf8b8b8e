"""Lines around an article on German news pages, by kind: credits, dates, bylines, links, players, consent, contacts.

The patterns are our own, based on how newspapers, broadcasters, agencies and press offices word these lines. Each is
matched against a whole line of limited length, and no repetition contains another one, so the time is linear.
"""

from __future__ import annotations

import re

from wortlaut.german.news import AGENCIES, NAME, NAMES, PICTURES

_DAY = r"(?:Montag|Dienstag|Mittwoch|Donnerstag|Freitag|Samstag|Sonnabend|Sonntag|Mo|Di|Mi|Do|Fr|Sa|So)"
_MONTH = (
    r"(?:Januar|Jänner|Jan\.?|Februar|Feber|Feb\.?|März|April|Mai|Juni|Juli|August|Aug\.?|September|Sept?\.?|Oktober|"
    r"Okt\.?|November|Nov\.?|Dezember|Dez\.?)"
)
_DATE = (
    rf"(?:{_DAY}\.?,? (?:den |dem )?)?(?:\d{{1,2}}\. ?\d{{1,2}}\. ?(?:\d{{4}}|\d\d)?|"
    rf"\d{{1,2}}\. ?{_MONTH}(?: \d{{4}})?|\d{{4}}-\d\d-\d\d)"
)
_TIME = r"(?:\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?: ?Uhr)?|\d{1,2} Uhr)"
_WHEN = rf"(?:{_DATE}(?:(?:,| um| -| –| \||,? gegen)? {{1,2}}{_TIME})?|{_TIME}(?:,? (?:am )?{_DATE})?)"
DATE_LINE = re.compile(
    rf"(?:Dieser|Diese|Dieses) (?:Artikel|Beitrag|Text|Meldung) wurde (?:zuletzt |erstmals )?am {_WHEN} "
    r"(?:aktualisiert|geändert|"
    r"veröffentlicht|bearbeitet)\.?|\(?(?:(?:(?:Zuletzt|zuletzt|Letzte|Letztes|Neu) )?(?:[Aa]ktualisiert|"
    r"Aktualisierung|Update|Änderung|geändert|"
    r"Geändert|"
    r"bearbeitet|Veröffentlicht|veröffentlicht|Veröffentlichung|Erstellt|erstellt|Publiziert|publiziert|Erschienen|"
    r"Online seit|"
    rf"Stand|Datum|Artikel vom|Meldung vom|Beitrag vom|Vom)(?: am| um| seit| vom)?:? {{0,2}}(?:am |vom |"
    rf"der )?{_WHEN}[,;|]? ?){{1,2}}\)?\.?"
)
"""`Aktualisiert am 04.03.2025, 08:00 Uhr`, `Veröffentlicht: 4. März 2025`."""
TIMESTAMP = re.compile(rf"{_DATE},?(?: um| -| –| \|)? {{1,2}}{_TIME}(?: ?[|–-] ?.{{0,40}})?|(?:{_DATE})(?<=\d{{4}})")
"""A separate line that is a date, or a date and a time: `04.03.2025, 08:00 Uhr`."""
HAS_TIME = re.compile(r"\d[:.]\d\d(?!\d|\.)|Uhr")

_STAFF = (
    r"(?:Redaktion|Schlussredaktion|Redaktionelle Mitarbeit|Mitarbeit|Text|Autor|Autorin|Autoren|Autor/in|Interview|"
    r"Protokoll|Bericht|"
    r"Recherche|Recherchen|Übersetzung|Übersetzt von|Faktencheck|Faktenprüfung|Lektorat|Audioversion|Produktion|"
    r"Moderation|"
    r"Aufgezeichnet von|Notiert von|Protokolliert von|Bearbeitung|Design|Grafik|Fotografie|Programmierung|"
    r"Gesprächsführung|"
    r"Verantwortlich|Online-Redaktion|Mitwirkung|Es berichtet|Es berichteten|Zusammengestellt von)"
)
STAFF_LINE = re.compile(
    rf"\(?{_STAFF}(?: (?!mit\b)\w{{2,20}})?:? {NAMES}(?:(?:[;,|.]| –)? {{1,2}}{_STAFF}:? {NAMES}){{0,6}}\)?\.?"
)
"""`Redaktion: Ida Falk`, `Mitarbeit: Ida Falk, Tom Reimers; Grafik: Uwe Kolbe`."""
CONDUCTED = re.compile(
    rf"\(?(?:(?:Das|Dieses|Unser) (?:Gespräch|Interview|Streitgespräch|Telefoninterview|Protokoll) (?:mit .{{2,60}} )?"
    r"(?:führte|führten|moderierte|moderierten|schrieb|schrieben)|Die Fragen stellten?|(?:Das )?(?:Interview|"
    r"Gespräch) geführt (?:von|hat)|"
    rf"Interview von|(?:Das )?Gespräch:|Aufgezeichnet von|Protokolliert von|"
    rf"(?:Aus dem \w{{4,20}} )?[Üü]bersetzt (?:von|durch)|Aus dem \w{{4,20}} (?:von|durch))"
    rf"(?: für \S{{2,30}})? {{0,2}}(?:unsere?n? [A-ZÄÖÜ]\w{{2,30}} |die [A-ZÄÖÜ]\w{{2,30}}in "
    rf")?{NAMES}(?:,? (?:für|Copyright).{{2,60}})?\)?\.?"
)
"""`Das Gespräch führte Ida Falk.`, `Die Fragen stellte Ida Falk.`, `Aus dem Englischen von Ida Falk`."""
UNNAMED = re.compile(
    r"Von (?:unserer Redaktion|unserem (?:\w{2,20}n? )?(?:Korrespondent|Reporter|Mitarbeiter)(?:en|s)?)(?: .{2,40})?"
)

CREDIT = re.compile(
    r"\(?(?:(?:mit|Mit|unter Verwendung von|Unter Verwendung von|Teilweise mit|teilweise mit) (?:Material|"
    r"Informationen|Inhalten|Angaben|"
    r"Agenturmaterial|Agenturmeldungen|Agenturen|Bildmaterial|Meldungen|Texten)(?: (?:von|der|des|aus|durch|"
    r"den Agenturen)(?: den)?(?: Nachrichtenagenturen?)? "
    rf"(?:(?:[A-ZÄÖÜ][\w-]{{0,40}}|{AGENCIES}|[a-z]{{2,12}}\.de|der|die|des|dem|den|von|und|sowie|"
    rf"aus)[,/]? ?){{1,8}})?|"
    rf"(?:mit|Mit|Nach Angaben von|nach Angaben von) {AGENCIES}(?: und {AGENCIES})?)\)?\.?"
    rf"|(?:Text|Von|Bericht|Meldung): {AGENCIES}|{AGENCIES}/{NAME}|Alle Angaben ohne Gewähr\.?"
    rf"|(?:© ?|\(c\) ?)?dpa-infocom,? ?(?:dpa:[\d/-]{{5,40}})?|dpa:[\d/-]{{5,40}}"
    rf"|(?:Quellen?|Textquelle|Datenquelle|Datenbasis):(?! (?:sagt|unbekannt))(?:[^.!?\n]|\.(?=\w)){{2,120}}(?<!:)"
    rf"|Original-Content von:? .{{2,100}}|Übermittelt durch news aktuell|Weitere Meldungen:? https?://\S{{2,100}}"
    rf"|(?:Copyright|©|\(c\)) ?:? ?(?:(?:by )?[^.!?\n]{{2,100}})|Alle Rechte vorbehalten\.?"
    rf"|\((?:[a-zäöü]{{2,4}}|{AGENCIES})(?:(?:, ?|/)(?:[a-zäöü]{{2,4}}|{AGENCIES})){{0,4}}\)"
)
"""`(mit dpa)`, `Mit Material der dpa`, `dpa-infocom, dpa:250304-930-1/1`, `Quelle: Stadtarchiv`, `(ifa/tre)`."""
ORIGIN = re.compile(
    r"(?:Hinweis: )?(?:Dieser|Dieses|Diese|Der|Das) (?:Artikel|Text|Beitrag|Interview|Meldung|Bericht|Gastbeitrag|"
    r"Nachricht|Kommentar)"
    r" (?:(?:ist|erschien|wurde|stammt|entstand|basiert|kommt)\b.{0,40}(?:\bzuerst\b|\bursprünglich\b|\berstmals\b|"
    r"Übersetzung|[Üü]bersetzt|automatisch|"
    r"automatisiert|maschinell|künstlicher Intelligenz|\bKI\b|Kooperation|aus dem Archiv|im Original|"
    r"Nachrichtenagentur|dpa|Print-?[Aa]usgabe|gedruckten Ausgabe).{0,200}"
    r"|(?:enthält|beinhaltet) .{0,30}(?:Affiliate|Werbe|Provision).{0,200})"
    r"|(?:Dies|Das|Es) ist eine (?:maschinelle|automatische|automatisierte) Übersetzung.{0,250}"
)
"""`Dieser Text erschien zuerst in …`, `Dies ist eine maschinelle Übersetzung …`."""

_PAGE = (
    r"(?:Artikel|Beitrag|Text|Seite|Meldung|Link|Audio|Video|Podcast|Newsletter|Kommentare?|Podcasts|"
    r"Push-Nachrichten|E-Paper|App|Abo|"
    r"Benachrichtigungen|Thema|Merkliste|Interview)"
)
_ACTION = (
    r"(?:anhören|hören|vorlesen|vorlesen lassen|teilen|drucken|ausdrucken|merken|kommentieren|versenden|verschicken|"
    r"speichern|verschenken|"
    r"abonnieren|bestellen|anmelden|abspielen|ansehen|anschauen|anzeigen|ausblenden|einblenden|lesen|weiterlesen|"
    r"schreiben|herunterladen|laden|"
    r"testen|kopieren|öffnen|schließen|folgen|bewerten|empfehlen|aktivieren|sichern|registrieren|einloggen|spenden|"
    r"unterstützen|buchen|starten|"
    r"freischalten|kaufen|melden|zustimmen|akzeptieren|verlassen|verwalten)"
)
_CHANNEL = (
    r"(?:Facebook|Instagram|Twitter|X|WhatsApp|Whatsapp|TikTok|Tiktok|Telegram|YouTube|Youtube|LinkedIn|Linkedin|"
    r"Bluesky|Mastodon|Threads|Google News|Signal)"
)
_FINITE = (
    r"(?:will|wollen|wollte|wollten|soll|sollen|sollte|sollten|muss|müssen|musste|mussten|kann|können|konnte|konnten|"
    r"könnte|könnten|darf|"
    r"dürfen|durfte|durften|möchte|möchten|wird|werden|würde|würden|lässt|lassen|ließ|ließen|hat|haben|hatte|hatten|"
    r"geht|gehen)"
)
"""Verbs that go with an infinitive: "Jetzt will der Rat die Brücke sichern" is a sentence."""
LINK = re.compile(
    r"(?:Auf|Bei|Per|Via|Über) [A-Z][\w-]{1,20}(?: oder [A-Z][\w-]{1,20})? (?:teilen|versenden|verschicken|folgen)|"
    r"Mehr (?:lesen|Nachrichten|News|Artikel|Meldungen|Videos|Bilder)(?: (?:aus|zu|über|von|zum|zur) "
    r"[^.!?:,\n]{1,40})?|"
    rf"(?:(?:Den|Diesen|Zum|Zur|Unseren?|Hier|Jetzt|Als) )?(?:[A-ZÄÖÜ][\w-]{{0,30}}-)?{_PAGE}(?: (?:als|zum|zur|per|"
    rf"auf|via|mit|hier|jetzt|kostenlos|an|in)\b[^.!?:\n]{{0,40}})? {_ACTION}(?: lassen)?[.!]?"
    rf"|(?:Jetzt|Hier|Kostenlos) (?!{_FINITE}\b)[^.!?:,\n]{{0,70}}\b{_ACTION}[.!]?"
    rf"|(?:Dieses Thema|Das Thema|Dieser Beitrag|Diese Sendung|Heute)(?: \w{{2,12}})? im (?:Programm|Radio|Fernsehen|"
    rf"TV)(?: \S{{2,30}})?:.{{0,250}}"
    r"|Über (?:dieses|das) Thema (?:berichtet|berichtete|berichteten|informiert|informierte|sendet|"
    rf"sendete)\b.{{2,200}}"
    r"|(?:Sendung|Sendetermin|Sendehinweis|Sendezeit|Programmhinweis|TV-Tipp|Hörtipp|Podcast-Tipp|Buchtipp|"
    r"Veranstaltungshinweis|Im Programm|Im Radio|Im TV|Gesendet in|Ausgestrahlt)"
    rf"(?: (?:am|im|in|auf)|:) [^!?\n]{{2,200}}(?:\d|Uhr|Mediathek|Audiothek)[^!?\n]{{0,40}}"
    r"|(?:Geschätzte |Ungefähre )?(?:Lesezeit|Lesedauer|Hördauer|Hörzeit|Laufzeit|Spieldauer|"
    rf"Dauer)(?: des Artikels)?:? (?:ca\. |etwa |rund |unter )?(?:\d{{1,3}}(?::\d\d)?|einer?) ?(?:Min(?:ute[n]?|\.)?|"
    r"Sek(?:unden|\.)?|Stunden?|Std\.?)?"
    rf"|(?:ca\. )?\d{{1,3}} ?(?:Min(?:uten|ute|\.)?|Sek(?:unden|\.)?)(?: {{1,2}}(?:Lesezeit|Lesedauer|Hördauer|"
    r"Hörzeit|zum Lesen|zu lesen))"
    r"|(?:Teilen|Drucken|Merken|Vorlesen|Kommentieren|Kommentare(?: \(\d+\))?|\d+ Kommentare|Weiterlesen|"
    r"Mehr anzeigen|Mehr laden|Mehr erfahren|Nach oben|Zurück|Weiter|Embed|Feedback|"
    r"Schlagwörter|Schlagworte|Tags|Themen(?: des Artikels| dieses Artikels| in diesem Artikel)?|Startseite|"
    r"Impressum|Datenschutz|Abonnieren|Spenden|Login|Anmelden|Registrieren|Bildergalerie|Bildstrecke|Fotostrecke|"
    r"Topthema|Top-Thema|Meistgelesen|Meistgelesene Artikel|"
    rf"Eigene Recherchen?|Weitere Themen|Aus dem Ressort|Neueste Artikel|Alle Artikel|Passend dazu|Dazu passend)"
    rf"|(?:Schlagwörter|Schlagworte|Tags|Themen|Stichworte|Stichwörter|Ressort|Rubrik): [^.!?\n]{{2,150}}"
    r"|(?:Zurück )?(?:Zur|zur|Zum|zum) (?:Startseite|Übersicht|Artikel|Newsletter|Podcast|Video|Live-?[Tt]icker|"
    r"Liveblog|Live-Blog|Newsblog|Bildergalerie|Fotostrecke|Kommentarbereich|Themenseite|Anfang|Original|Angebot|"
    rf"Shop|Abo|Mediathek|ARD Mediathek|Audiothek)(?: [^.!?\n]{{1,60}})?"
    r"|(?:Mehr|Weitere (?:Artikel|Nachrichten|Meldungen|Beiträge|Berichte|Infos|Informationen|"
    rf"Themen))(?: [^.!?:\n]{{1,60}})? (?:lesen Sie|finden Sie|gibt es|erfahren Sie|hören Sie|sehen Sie)(?: (?:hier|"
    rf"in|im|auf|unter|bei|oben|unten)\b.{{0,100}})?"
)
"""A whole line that is a button, a link or a note on the programme: `Artikel anhören`, `Lesezeit: 3 Minuten`."""
NOTICE = re.compile(
    rf"(?:Folgen Sie|Folge|Folgst du|Folgen) [^.!?]{{0,60}}\b(?:auf|bei|in)\b [^.!?]{{0,60}}{_CHANNEL}"
    r"|(?:Abonniere|Abonnieren Sie|Hol dir|Holen Sie sich|Lade|Laden Sie|Installieren Sie|Melde dich|"
    r"Melden Sie sich|Registrieren Sie sich|Registriere dich|Bestellen Sie|Sichern Sie sich|"
    rf"Testen Sie) [^.!?]{{0,100}}"
    r"(?:[Nn]ewsletter|\bApp\b|-App\b|Kanal|Channel|Push|E-Paper|\bAbo\b|Podcast|Zugang|Briefing|kostenlos|Account|"
    r"Konto)"
    r"|(?:Fehler|Tippfehler|Rechtschreibfehler) (?:gefunden|entdeckt|im Text)|Haben Sie (?:einen |"
    r"Fehler)[^.!?]{0,40}(?:gefunden|entdeckt|bemerkt)|Bitte markieren Sie die"
    r"|(?:Bewerten|Teilen|Empfehlen|Drucken|Speichern|Merken) Sie (?:diesen|den|die|dieses)\b|"
    r"Hier (?:lesen|erfahren|finden|sehen|hören) Sie (?:mehr|weitere|alle)\b"
    r"|(?:Ihre|Deine) Meinung ist uns wichtig|(?:Was denken|Was meinen) Sie\? (?:Diskutieren|Schreiben|Kommentieren)|"
    r"(?:Diskutieren|Kommentieren) Sie (?:hier |jetzt )?(?:mit|diesen)\b|Schreiben Sie (?:uns|Ihre Meinung|"
    r"einen Leserbrief|an)\b"
    r"|(?:Haben|Hast|Sie haben|Du hast|Sie arbeiten|Wissen) [^!?]{0,120}(?:Hinweise?|Informationen|Anregungen|"
    r"Feedback|Themenvorschl)[^!?]{0,60}[!?.] {0,2}(?:Dann |Bitte )?(?:[Mm]elden|[Ss]chreiben|[Ss]chreib|"
    r"[Kk]ontaktieren|[Ss]enden|[Mm]elde)\b"
    r"|An dieser Stelle (?:finden Sie|findest du|befindet sich|steht|wird|würde|sehen Sie|ist)\b[^.]{0,80}(?:Inhalt|"
    r"Umfrage|Video|Karte|Grafik|Podcast|Tweet|Post)|Ich bin damit einverstanden, dass mir|"
    r"Mit (?:dem|Ihrem|deinem) (?:Laden|Klick|Abspielen|Aktivieren|Anklicken)\b[^.]{0,80}(?:akzeptieren|stimmen|"
    r"erklären|willigen|stimmst|erklärst)"
    r"|(?:Externer|Eingebetteter|Empfohlener|Redaktionell empfohlener) (?:externer |redaktioneller )?Inhalt\b|"
    r"(?:Deine|Ihre) (?:Privatsphäre|Datenschutz|Cookie|Consent)-?\s?[Ee]instellungen"
    r"|(?:Dieser|Der|Dieses|Das|Die) (?:Inhalt|Video|Element|Karte|Grafik|Browser)s?(?: [^.]{0,40})? (?:kann|können|"
    r"konnte|wird|ist|unterstützt)\b[^.]{0,50}(?:nicht (?:an(?:ge)?zeigt|geladen|abgespielt|verfügbar|dargestellt)|"
    r"von \S+ (?:bereitgestellt|geladen))"
    r"|Um (?:diesen|dieses|den|das|diese) [^.]{0,40}(?:Inhalt|Video|Inhalte|Karte|Grafik|"
    r"Podcast)[^.]{0,30} (?:an?zuzeigen|anzuzeigen|zu sehen|zu laden|abzuspielen|anzusehen|sehen zu können|"
    r"anhören zu können|darzustellen)"
    r"|Wir (?:benötigen|brauchen) (?:Ihre|deine) (?:Zustimmung|Einwilligung)|Bitte (?:aktivieren|aktiviere|"
    r"akzeptieren|erlauben|stimmen) (?:Sie )?(?:JavaScript|Javascript|Cookies|den|die)\b|(?:Ihr|"
    r"Dein) Browser (?:unterstützt|kann|ist)"
    r"|Link zum \S{2,20}-Inhalt|Zum (?:Anzeigen|Abspielen) (?:dieses|des)"
    r"|(?:Die|Alle) mit [^.]{0,60}(?:gekennzeichnet|markiert)en? (?:Links|Produkte|Angebote|Inhalte)|(?:In|"
    r"Bei) (?:diesem|diesen|dem) [^.]{0,40}Affiliate|\*?\s?(?:Affiliate-Links?|Werbelinks?|Provisions-Links?)\b|"
    r"Transparenz(?:hinweis)?:|Wir (?:erhalten|bekommen) [^.]{0,60}Provision"
    r"|Unterstützen Sie (?:uns|unsere[nr]?|unabhängigen|die Arbeit)\b|Unterstütze (?:uns|unsere)\b|(?:Ihre|Deine|"
    r"Jede) Spende (?:hilft|sichert|unterstützt|ermöglicht|macht)\b|(?:Spendenkonto|IBAN):"
    r"|[^.!?]{0,150}\b(?:muss|müssen|geben|gibt|spiegeln|spiegelt) nicht (?:unbedingt |zwingend |notwendigerweise |"
    r"zwangsläufig )?(?:mit )?(?:der|die|den) (?:Meinung|Ansicht|Auffassung|Haltung)(?:en)? der Redaktion"
    r"|(?:Sie|Du) (?:möchten|wollen|willst|möchtest) [^.?]{0,60}(?:weiterlesen|keine? (?:Nachricht|News|Artikel|"
    r"Geschichte)[^.?]{0,20} (?:mehr )?verpassen|auf dem Laufenden bleiben)"
    r"|(?:Dieser|Der|Dieses) (?:Artikel|Beitrag|Inhalt|Angebot|Text) ist (?:exklusiv|nur|kostenpflichtig|"
    r"Teil (?:unseres|des) (?:Abos|Abonnements))[^.]{0,40}"
    r"|(?:Mit|Als) (?:einem |dem |unserem )?[^.]{0,30}(?:Abo|Abonnement|Abonnent|Abonnentin|"
    r"Digitalabo)\b[^.]{0,30} (?:lesen|erhalten|haben|können|unterstützen) Sie"
    r"|(?:Weiterlesen|Jetzt weiterlesen) mit\b|(?:Noch kein|Schon|Bereits) (?:Abo|Abonnent|registriert|Kunde|"
    r"Mitglied)[^.!?]{0,20}\?"
    r"|Zu unserer? (?:Themenseite|Newsletter|Podcast)|(?:Der|Die) (?:Autor|Autorin|Verfasser|Verfasserin|Kolumnist|"
    r"Kolumnistin) (?:arbeitet|lehrt|lebt|leitet|(?:ist|war) (?:\w{2,20}e[rs]? ){0,2}(?:\w{0,20}[Pp]rofessor|"
    r"\w{0,20}[Rr]edakteur|Journalist|Reporter|Direktor|Leiter|Mitglied|Schriftsteller|Historiker|Politolog|"
    r"Politikwissenschaftler|Ökonom|Jurist|Rechtsanwalt|Publizist|Soziolog|Philosoph|Korrespondent|Mitarbeiter|"
    r"Gründer|Geschäftsführer))|Über (?:den Autor|die Autorin|die Autoren)\b"
    r"|(?:Redakteurin?|Korrespondentin?|Reporterin?|Autorin?) [A-ZÄÖÜ]\S+ [A-ZÄÖÜ]\S+ (?:ist bei|berichtet für|"
    r"schreibt für|arbeitet (?:bei|für))\b"
)
"""The beginning of a line in which the paper speaks to its readers: newsletter, consent, donation, feedback."""

PICTURE_LINE = re.compile(
    r"(?:Symbolbild|Symbolfoto|Archivbild|Archivfoto)|"
    rf"(?:[\w .,'’&-]{{2,60}}? ?(?:/|\||via) ?){{1,4}}(?:{PICTURES}|{AGENCIES})(?: ?(?:/|\||"
    rf"via) ?[\w .,'’&-]{{2,40}}){{0,3}}"
    rf"|(?:© ?)?{PICTURES}(?: ?(?:/|\||,|via) ?[\w .,'’&-]{{2,50}}){{1,4}}"
)
"""A separate line with the credit of a picture: `Ida Falk/Getty Images`, `picture alliance/dpa | Ida Falk`."""

CONTACT = re.compile(
    r"(?:(?:Bei |Für )?(?:Rückfragen|Nachfragen|Medienanfragen|Presseanfragen|Rückfragehinweis|"
    r"Medienrückfragen)\b(?:[^.!?\n]{0,80}?)?(?::|\b(?:an|unter):?\Z| bitte an\b| beantwortet:?\Z|\Z)"
    r"|(?:Presse|Medien|Redaktions|Ansprech)?(?:[Kk]ontakt|[Aa]nsprechpartner|[Aa]nsprechpartnerin|"
    r"[Aa]nsprechperson)(?: für [^.!?:\n]{2,40})?(?::|\Z)|Pressestelle:?\Z|Pressekontakt\b[^.!?\n]{0,60}\Z)"
)
"""The beginning of a block with the contact of a press office: `Rückfragen bitte an:`, `Pressekontakt:`."""
CONTACT_LINE = re.compile(
    r"(?:(?:Telefon|Tel|Telefax|Fax|E-Mail|Email|Mail|Mobil|Handy|Internet|Web|Homepage|Website|Durchwahl|Twitter|"
    r"Facebook|X|Instagram)\.? ?[:.] ?(?=[^!?\n]{0,99}(?:[\d@/]|\.\w))[^!?\n]{2,99}[^.!?\n]"
    r"|(?:Telefon|Tel\.?|Fax|Mobil) \+?[\d /()-]{5,30}|\+?[\d][\d /()-]{6,25}|https?://\S{3,200}|www\.\S{3,200}|"
    r"[\w.+-]{1,60}@[\w.-]{3,60})"
)
"""A line of such a block that can be nothing else: `Telefon: 0123 4567`, an address on the web."""
