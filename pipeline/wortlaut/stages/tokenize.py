"""The stage `tokenize`: analyse the texts with the spaCy pipeline.

The work on each article is the step `text` in `wortlaut.workflow.steps`.
"""

from __future__ import annotations

from wortlaut.params import Params
from wortlaut.stages.analysis import open_analysis
from wortlaut.stages.paths import Paths
from wortlaut.tables import csv_files, schemas
from wortlaut.text.article import parse_article
from wortlaut.text.near_copies import NearCopies
from wortlaut.utils.progress import stage
from wortlaut.workflow import document_rows


@stage("tokenize")
def run(paths: Paths, params: Params) -> None:
    """Analyse the texts with the spaCy pipeline; write articles, with their near-copies, sentences and tokens.

    Raises:
        WortlautError: The pipeline is not the one that `model.json` describes.
    """
    near_copies = NearCopies()
    with (
        open_analysis(paths, params, "text") as analysis,
        csv_files.writing(schemas.ARTICLES, paths.processed) as articles,
        csv_files.writing(schemas.SENTENCES, paths.processed) as sentences,
        csv_files.writing(schemas.TOKENS, paths.processed) as tokens,
    ):
        for line, result in analysis.results("text"):
            counts = document_rows.TextCounts._make(result.partials)
            article = parse_article(line)
            articles.add([document_rows.article_row(article, counts, near_copies.original_of(article))])
            sentences.add_csv(result.tables["sentences"])
            tokens.add_csv(result.tables["tokens"])
