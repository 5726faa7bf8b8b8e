"""Words that determine whether a full stop ends a sentence: abbreviations, months and sentence openers.

Source: Duden, Die deutsche Rechtschreibung, K 2-5 (abbreviations with and without a full stop) and D 86-90 (ordinals);
own selection of those used in German news. Abbreviations are listed without their last full stop.
"""

from __future__ import annotations

NEVER_FINAL = frozenset({
    "Dr", "Prof", "Hr", "Hrn", "Fr", "Frl", "Dipl", "Ing", "Mag", "Priv", "Doz", "Hon", "Mr", "Mrs", "Ms", "St",
    "Frhr", "Nr", "Nrn", "Gebr", "Ziff", "Vgl", "Ca", "Sog", "Ggf", "Evtl", "z", "h", "d", "i", "o", "s", "bzw",
    "ca", "vgl", "sog", "ggf", "ggfs", "evtl", "inkl", "einschl", "exkl", "mind", "max", "rd", "geb", "gest",
    "verh", "gesch", "gegr", "bes", "insb", "insbes", "allg", "betr", "evang", "ev", "kath", "dt", "österr",
    "schweiz", "amerik", "engl", "franz", "griech", "lat", "zzgl", "abzgl", "resp", "jur", "med", "phil", "rer",
    "nat", "theol", "techn", "pol", "oec", "habil", "päd", "lt", "gem", "zw", "ausschl", "Univ.-Prof",
    "Univ.-Doz", "Priv.-Doz", "Ass.-Prof", "Assoz.-Prof",
})  # fmt: skip
"""Abbreviations that need a following word, mainly titles."""
BEFORE_X = frozenset({"auf", "bei", "Dienst", "Kurznachrichtendienst", "Netzwerk", "Onlinedienst", "Plattform", "via"})
"""Words before the platform X, which ends a sentence as an initial does not: `schrieb sie auf X. Das …`."""
BEFORE_NUMBERS = frozenset({
    "Nr", "Nrn", "Art", "Abs", "Kap", "Ziff", "Bd", "Tel", "Az", "Str", "Rn", "Rdnr", "Anm", "Abb", "Tab", "S",
    "Jg", "H", "Bl", "Lit", "Pos", "Fn", "Rz", "Aufl", "Pl", "Zi", "Kl", "Abt", "Hs", "Hnr", "Whg", "Ausg", "Hdb",
    "Geb",
})  # fmt: skip
"""Abbreviations before a number: `Art. 5 Abs. 1`. Elsewhere, some are also words or end a sentence."""
STREETS = ("str", "pl")
"""Ends of abbreviated street names before a number: `Bahnhofstr. 12`, `Rathauspl. 3`."""
BEFORE_NOUNS = frozenset({
    "Abg", "Ltd", "Stv", "stv", "Stellv", "stellv", "Bgm", "Präs", "Vors", "Dir", "Insp", "Kl", "Abt", "Fa", "Fam",
    "Geschw", "Kard", "Hl", "hl", "Kgl", "kgl", "Univ", "Hptm", "Lt", "Oblt", "Maj", "Kapt", "Obfw", "Fw", "Staatssekr",
    "Reg", "Landesreg", "Bez", "Ass", "Akad", "Schwst", "Br", "Pfr", "Past", "Rev", "Sen", "Rep", "Gov", "Arch",
})  # fmt: skip
"""Titles and units before a noun or a letter: `Abg. Weber`, `Ltd. Direktor`, `Kl. B`. Some may end a sentence."""
NEVER_FINAL_GROUPS = frozenset({
    "z.B.", "d.h.", "h.c.", "i.d.R.", "z.T.", "u.U.", "i.V.", "i.A.", "v.a.", "s.o.", "s.u.", "m.E.", "z.H.",
    "d.J.", "i.S.", "u.s.", "d.s.", "e.h.",
})  # fmt: skip
"""Abbreviations of single letters that need a following word, without those that may end a sentence (`a. D.`)."""
BEFORE_NAMES = frozenset({"u.a.", "v.", "u.v.a."})
"""Abbreviations before a name that may begin with an article: `u. a. Die Linke`."""
AMOUNTS = frozenset({"Mio", "Mrd", "Tsd", "Bio"})
"""Numerals that quantify a following noun: `5 Mio. Euro`."""
MONTHS = frozenset({
    "Januar", "Jänner", "Februar", "Feber", "März", "April", "Mai", "Juni", "Juli", "August", "September",
    "Oktober", "November", "Dezember", "Jan", "Feb", "Mär", "Apr", "Jun", "Jul", "Aug", "Sep", "Sept", "Okt", "Nov",
    "Dez",
})  # fmt: skip
BEFORE_ORDINALS = frozenset({
    "am", "der", "die", "das", "dem", "den", "des", "zum", "zur", "im", "vom", "beim", "ab", "bis", "seit", "jeder",
    "jede", "jedes", "jeden", "jedem", "ihr", "ihre", "ihren", "ihrem", "ihrer", "ihres", "sein", "seine", "seinen",
    "seinem", "seiner", "seines", "unser", "unsere", "unseren", "ein", "eine", "einen", "einem", "einer",
})  # fmt: skip
"""Words before an ordinal number: `am 3. Tag`, `die 2. Bundesliga`."""
OPENERS = frozenset({
    "Aber", "Alle", "Allerdings", "Als", "Also", "Am", "An", "Auch", "Auf", "Aus", "Außerdem", "Bei", "Beim", "Bis",
    "Bisher", "Da", "Dabei", "Dadurch", "Dafür", "Dagegen", "Daher", "Damals", "Damit", "Danach", "Daneben", "Dann",
    "Daran", "Darauf", "Daraufhin", "Darin", "Darüber", "Darum", "Das", "Dass", "Davon", "Davor", "Dazu", "Dem",
    "Den", "Denn", "Dennoch", "Der", "Deren", "Derzeit", "Des", "Deshalb", "Deswegen", "Die", "Dies", "Diese",
    "Diesem", "Diesen", "Dieser", "Dieses", "Doch", "Dort", "Durch", "Ein", "Eine", "Einem", "Einen", "Einer",
    "Einige", "Er", "Erst", "Es", "Etwa", "Für", "Gegen", "Heute", "Hier", "Hinter", "Ich", "Ihm", "Ihn", "Ihr",
    "Ihre", "Ihren", "Ihrer", "Im", "In", "Insgesamt", "Inzwischen", "Ist", "Jetzt", "Jedoch", "Kein", "Keine",
    "Laut", "Man", "Manche", "Mehr", "Mit", "Nach", "Nachdem", "Neben", "Nicht", "Noch", "Nun", "Nur", "Ob",
    "Obwohl", "Oder", "Ohne", "Schon", "Sein", "Seine", "Seinen", "Seiner", "Seit", "Seitdem", "Sie", "So",
    "Sobald", "Sollte", "Sondern", "Sowohl", "Später", "Statt", "Trotz", "Trotzdem", "Über", "Um", "Und", "Unser",
    "Unsere", "Unter", "Viele", "Vom", "Von", "Vor", "Vorher", "Während", "Warum", "Was", "Weil", "Weitere",
    "Weiter", "Welche", "Wenn", "Wer", "Wie", "Wieder", "Wir", "Wo", "Zu", "Zudem", "Zuletzt", "Zum", "Zunächst",
    "Zur", "Zurzeit", "Zuvor", "Zwar", "Zwischen",
})  # fmt: skip
"""Capitalised closed-class words: they are not nouns, so after a full stop they open a sentence."""
