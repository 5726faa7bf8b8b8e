from __future__ import annotations

from collections.abc import Iterable
from itertools import permutations

import pytest

from tests.rows import row
from wortlaut.comparison.gender_balance import GenderBalance
from wortlaut.comparison.groups import Grouping, Ratio, groups_of
from wortlaut.comparison.speakers import SpeakersByGroup
from wortlaut.comparison.tone import ToneByGroup
from wortlaut.entities import CanonicalEntity
from wortlaut.sentiment.aggregate import EntityState
from wortlaut.sentiment.tone import TallyState
from wortlaut.tables import schemas
from wortlaut.tables.schemas import ArticleRow, GenderBalanceRow, QuotationRow


def person(name: str, gender: str | None = None, party: str | None = None, label: str = "PER") -> CanonicalEntity:
    return CanonicalEntity(f"{label}:{name}", name, label, (name,), 1, 1, None, party=party, gender=gender)


IDA, UWE, KIM, ROT = person("Ida", "f", "SPD"), person("Uwe", "m"), person("Kim"), person("Rot", label="ORG")
ENTITIES = {each.canonical_id: each for each in (IDA, UWE, KIM, ROT)}


def published(outlet: str | None = "Tag", date: str | None = "2024-10-02", authors: str | None = None) -> ArticleRow:
    return row(schemas.ARTICLES, outlet=outlet, published_at=date, authors=authors)


def said(*words: tuple[CanonicalEntity | None, int]) -> list[tuple[QuotationRow, int]]:
    return [(row(schemas.QUOTATIONS, speaker_id=who and who.canonical_id), n) for who, n in words]


@pytest.mark.parametrize(
    ("by", "article", "groups"),
    [
        ("outlet", published("Tag"), ("Tag",)),
        ("outlet", published(None), ()),
        ("month", published(date="2024-10-02T10:00:00+02:00"), ("2024-10",)),
        ("month", published(date=None), ()),
        ("author", published(authors="Ada Kern|Jan Lau|Ada Kern"), ("Ada Kern", "Jan Lau")),
        ("author", published(), ()),
    ],
)
def test_groups_of_an_article(by: Grouping, article: ArticleRow, groups: tuple[str, ...]) -> None:
    assert groups_of(article, by) == groups


def balance(articles: Iterable[tuple[ArticleRow, list[tuple[QuotationRow, int]]]]) -> list[GenderBalanceRow]:
    tally = GenderBalance(ENTITIES)
    for article, words in articles:
        tally.add(article, words)
    return list(tally.rows())


def test_women_are_counted_once_an_article_and_their_words_all() -> None:
    articles = [
        (published(), said((IDA, 10), (IDA, 20), (UWE, 5), (KIM, 1), (ROT, 99), (None, 99))),
        (published("Woche", None), said((IDA, 5))),
    ]
    rows = {(each.scope, each.group_name, each.measure): each for each in balance(articles)}
    people, words = rows["all", None, "people"], rows["all", None, "words"]
    assert people[3:8] == (2, 1, 0, 1, 0.6667)
    assert words[3:8] == (35, 5, 0, 1, 0.875)
    assert (people.share_unknown, people.n_articles, people.evidence, people.low) == (0.25, 2, "few", None)
    assert rows["outlet", "Woche", "people"].share_women == 1
    assert rows["month", "2024-10", "words"].n_women == 30
    assert rows["party", "SPD", "people"][3:8] == (2, 0, 0, 0, 1)
    assert len(rows) == 2 * (1 + 2 + 1 + 1)


def test_without_a_known_gender_there_is_no_share() -> None:
    (people, words) = balance([(published(None, None), said((KIM, 3)))])
    assert (people.share_women, people.share_unknown, words.share_women, words.n_unknown) == (None, 1, None, 3)


def test_enough_articles_have_an_interval_that_contains_the_share_in_any_order() -> None:
    articles = [(published(None, None), said((IDA, n), (UWE, 7))) for n in range(1, 7)]
    results = {tuple(map(tuple, balance(order))) for order in list(permutations(articles))[:50]}
    assert len(results) == 1
    words = balance(articles)[1]
    assert words.low is not None
    assert words.share_women is not None
    assert words.high is not None
    assert words.low < words.share_women < words.high
    assert words.evidence == "enough"


def test_a_ratio_leaves_out_articles_without_a_denominator() -> None:
    ratio = Ratio()
    for part, whole in ((1, 2), (0, 0), (1, 6)):
        ratio.add(part, whole)
    assert ratio.share() == (0.25, None, 2)
    assert Ratio().share() == (None, None, 0)


def test_speakers_of_a_group_share_its_words() -> None:
    tally = SpeakersByGroup("outlet", ENTITIES)
    for _ in range(5):
        tally.add(published("Tag"), said((IDA, 30), (UWE, 10), (None, 50)))
    tally.add(published("Tag"), said((UWE, 10)))
    tally.add(published("Tag"), [])
    tally.add(published("Woche"), said((UWE, 10)))
    tally.add(published(None), said((UWE, 10)))
    rows = {(each.group_name, each.name): each for each in tally.rows()}
    assert list(rows) == [("Tag", "Ida"), ("Tag", "Uwe"), ("Woche", "Uwe")]
    ida, uwe = rows["Tag", "Ida"], rows["Tag", "Uwe"]
    assert (ida.n_words, ida.share, ida.n_articles, ida.n_group_articles) == (150, 0.7143, 5, 7)
    assert (uwe.n_quotations, uwe.share) == (6, 0.2857)
    assert ida.low is not None
    assert ida.high is not None
    assert ida.low < 0.7143 < ida.high
    assert (rows["Woche", "Uwe"].evidence, rows["Woche", "Uwe"].low) == ("few", None)


def state(speaker: CanonicalEntity, tone: float) -> EntityState:
    """Return the tone of two sentences of a speaker with a hit each."""
    tally = TallyState(9, [(tone, 0.5, 1.0, 2)], [(round(1000 * tone), 1000, 2)], [], 0, (0, 0, 0))
    return EntityState(speaker.canonical_id, 1, tally)


def test_tone_by_group_is_weighted_by_sentences() -> None:
    tally = ToneByGroup("month")
    author = {"author_tone": -1.0, "author_n_sentences": 1}
    section = row(schemas.SECTION_SENTIMENT, tone=0.5, n_sentences=3, polarity=0.4, n_hits=2, **author)
    silent = row(schemas.SECTION_SENTIMENT)
    tally.add(published(), [section, silent], [state(IDA, 0.8)])
    tally.add(published(), [section._replace(tone=-0.5, n_sentences=1, n_hits=0)], [state(IDA, 0.2), state(UWE, -1)])
    tally.add(published(date=None), [section], [])
    rows = {(each.voice, each.name): each for each in tally.rows({"PER:Ida": "Ida", "PER:Uwe": "Uwe"})}
    assert {key: (each.tone, each.n_sentences, each.polarity, each.n_hits) for key, each in rows.items()} == {
        ("all", None): (0.25, 4, 0.4, 2),
        ("author", None): (-1, 2, None, 0),
        ("speaker", "Ida"): (0.5, 4, 0.5, 4),
        ("speaker", "Uwe"): (-1, 2, -1, 2),
    }
    assert {each.group_name for each in rows.values()} == {"2024-10"}
    assert rows["all", None].n_articles == 2
