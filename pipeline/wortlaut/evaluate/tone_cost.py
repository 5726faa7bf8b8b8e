"""Measures the processor time of tone analysis, compared with the spaCy pipeline alone on the same texts.

Needs the reference corpora; `python -m wortlaut.evaluate.tone_cost` prints seconds of processor time.
"""

from __future__ import annotations

from time import process_time

from wortlaut.entities import find_mentions
from wortlaut.evaluate import analysed_articles, corpora
from wortlaut.nlp import model
from wortlaut.params import Params
from wortlaut.quotations import find_quotations
from wortlaut.sentiment import aggregate
from wortlaut.sentiment.label_model import load_label_model
from wortlaut.sentiment.lexicon import load_lexicon
from wortlaut.sentiment.scored import score


def main() -> None:
    """Analyse the articles of the quotation corpus, and score their tone.

    Raises:
        WortlautError: The corpora are missing.
    """
    folder = corpora.required_corpora()
    params = Params()
    nlp = model.load(model.find(params.model.name))
    gold = list(corpora.read_gold_articles(folder / corpora.QUOTATIONS))
    start = process_time()
    n_tokens = sum(len(doc) for doc in nlp.pipe(article.text for article in gold))
    bare = process_time() - start
    analysed = []
    for document in analysed_articles(gold, nlp, params):
        mentions = find_mentions(document)
        analysed.append((document, mentions, [_cells(row._asdict()) for row in find_quotations(document, mentions)]))
    start = process_time()
    lexicon, labels = load_lexicon(), load_label_model()
    speakers, entities = aggregate.TonesByEntity(labels), aggregate.TonesByEntity(labels)
    n_rows = 0
    for document, mentions, quotations in analysed:
        window = params.sentiment.negation_window
        scored = score(document, lexicon, negation_window=window, model=labels)
        n_rows += sum(1 for _ in aggregate.sentence_rows(document, scored, labels))
        n_rows += sum(1 for _ in aggregate.section_rows(document, scored, quotations, labels))
        speakers.add_quotations(document, scored, quotations)
        entities.add_mentions(document, scored, mentions)
    names = {mention.canonical_id: mention.text for _, mentions, _ in analysed for mention in mentions}
    n_rows += sum(1 for tones in (speakers, entities) for _ in tones.rows(names))
    tone = process_time() - start
    print(f"{len(gold)} articles, {n_tokens} tokens, {n_rows} rows: nlp.pipe {bare:.1f} s, tone {tone:.1f} s")
    print(f"ratio {tone / bare:.3f}")


def _cells(row: dict[str, object]) -> dict[str, str]:
    return {name: "" if value is None else str(value) for name, value in row.items()}


if __name__ == "__main__":
    main()
