"""Words in the class names and labels of German news pages, by what they mark.

The words are our own selection, English and German, as content management systems and publishers use them. They are
compared with the words that a class name consists of: `articleHeader__teaserText` is `article header teaser text`.
"""

from __future__ import annotations

KICKER_CLASSES = frozenset({
    "kicker", "topline", "dachzeile", "overline", "roofline", "spitzmarke", "toptitle", "pretitle", "supertitle",
    "preheadline", "preheading", "eyebrow", "catchline", "vorzeile",
})  # fmt: skip
"""A kicker, the line above the headline."""
LEAD_CLASSES = frozenset({
    "lead", "lede", "leadin", "intro", "introduction", "introtext", "summary", "teasertext", "excerpt", "abstract",
    "standfirst", "vorspann", "preface", "subline", "unterzeile", "shorttext", "anreisser", "anrisstext", "anriss",
    "dek",
    "deck", "einleitung", "description", "perex", "entry-summary", "leadtext", "subtitle", "subheadline",
    "bulletpoints",
})  # fmt: skip
"""The lead, if an element above the first paragraph has them."""
HEADING_CLASSES = frozenset({
    "crosshead", "crossheading", "crossheadline", "interline", "onlineinterline", "subheading", "subhead", "subheader",
    "zwischentitel", "zwischenueberschrift", "zwischenzeile", "zwischenheadline", "zwischenhead", "intertitle",
    "interheading", "intertitel", "midheadline",
})  # fmt: skip
"""A heading within the article, whatever its element."""
QUESTION_CLASSES = frozenset({"question", "frage", "interviewfrage", "interviewquestion"})
"""A question in an interview."""
FURNITURE_CLASSES = frozenset({
    "newsletter", "teaser", "teasers", "teaserbox", "teaserlist", "related", "recommendation", "recommendations",
    "recommended", "readmore", "readon", "morelink", "weiterlesen", "linkbox", "linklist", "seealso",
    "advert", "advertisement", "advertorial", "adslot", "werbung", "anzeige", "promo", "promotion", "affiliate",
    "sponsored",
    "paywall", "piano", "subscription", "abo", "abobox", "aboteaser", "upsell", "offer", "offers", "donation", "spende",
    "spenden", "support", "social", "share", "sharing", "sharebar", "toolbar",
    "comment", "comments", "kommentare", "author", "authors", "autor", "autoren", "authorbox", "autorenbox", "byline",
    "breadcrumb", "breadcrumbs", "caption", "bildunterschrift", "bildtext", "imagetext", "figcaption", "copyright",
    "credit",
    "credits", "bildquelle", "pictsrc", "gallery", "slideshow", "carousel", "slider", "player", "audioplayer",
    "videoplayer",
    "consent", "cookie", "cookies", "cmp", "privacy", "sidebar", "infobox", "factbox", "infokasten", "infobereich",
    "factsbox",
    "tags", "taglist", "keywords", "feedback", "poll", "voting", "survey", "umfrage", "quiz", "embed",
    "modal", "popup", "popover", "tooltip", "dialog", "screenreader", "footnotes", "disclaimer", "imprint",
    "toc", "inhaltsverzeichnis", "sources", "quellen", "source", "quelle", "metadata", "pagination", "pager",
})  # fmt: skip
"""A part of the page around the article: teasers, advertising, player, author's portrait, picture credit, comments."""
BREADCRUMB_CLASSES = frozenset({"breadcrumb", "breadcrumbs", "seotitle"})
"""A path of links (or a title for search engines) that may contain the page's level-1 heading."""
AUTHOR_CLASSES = frozenset({
    "author", "authors", "autor", "autoren", "byline", "authorname", "autorname", "verfasser", "authorline",
    "autorenzeile",
})  # fmt: skip
"""The names of the authors."""
