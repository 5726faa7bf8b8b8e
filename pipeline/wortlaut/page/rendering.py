"""Set up Jinja's environment for the pages: every value is escaped and in the reader's language."""

from __future__ import annotations

from functools import lru_cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from wortlaut import __version__
from wortlaut.locales import Locale, labels
from wortlaut.page.addresses import fragment
from wortlaut.page.markup import to_html
from wortlaut.tables import schemas

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "style-src 'self'",
        "script-src 'self'",
        "font-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "require-trusted-types-for 'script'",
    )
)
"""What a browser may do with a page (https://www.w3.org/TR/CSP3/): load the files beside it. Nothing in the page itself
can run as a script, no other address can be loaded, and scripts cannot turn text into HTML."""
_CACHED = 1_000
"""Cached formatted values; confidences and polarities have a few hundred values."""


def environment(locale: Locale) -> Environment:
    """Return the templates' environment.

    Args:
        locale: The reader's language, with the messages of this package.
    """
    env = Environment(
        loader=PackageLoader("wortlaut.page"),
        auto_reload=False,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    locale.install(env, Markup)
    formatters = (locale.number, locale.decimal, locale.signed, locale.date)
    env.filters |= {function.__name__: lru_cache(_CACHED)(function) for function in formatters}
    env.filters |= {"fragment": fragment, "html": lambda text: Markup(to_html(text))}
    env.globals |= {
        "policy": CONTENT_SECURITY_POLICY,
        "language": locale.language,
        "version": __version__,
        "types": _translate(locale, labels.TYPE_NAMES),
        "entity_names": _translate(locale, labels.ENTITY_NAMES),
        "tone_names": _translate(locale, labels.TONE_NAMES),
        "tone_marks": labels.TONE_MARKS,
        "kind_names": _translate(locale, labels.KIND_NAMES),
        "gender_names": _translate(locale, labels.GENDER_NAMES),
        "turn_names": _translate(locale, labels.TURN_NAMES),
        "section_names": _translate(locale, labels.SECTION_NAMES),
        "few_sentences": schemas.FEW_SENTENCES,
        "few_articles": schemas.FEW_ARTICLES,
    }
    return env


def _translate(locale: Locale, names: dict[str, str]) -> dict[str, str]:
    return {value: locale.gettext(name) for value, name in names.items()}
