"""Generates the scores on the page about quotations."""

from __future__ import annotations

from pathlib import Path

from tools.docs.parts import read_json, with_part
from wortlaut.evaluate.quotation_report import score_tables
from wortlaut.utils.errors import WortlautError


def with_current_scores(page: str, root: Path) -> str:
    """Return `docs/quotations.md` with the latest scores.

    Args:
        page: The page.
        root: The folder of the project, with `reports/metrics.json`.

    Raises:
        WortlautError: The marks of the part are missing, or there are no scores of quotations.
    """
    path = root / "reports" / "metrics.json"
    try:
        tables = score_tables(read_json(path)["quotations"])
    except (KeyError, TypeError) as error:
        raise WortlautError(
            f"{path}: has no scores of quotations ({error!r}). Run `dvc repro -fs evaluate` where the corpora are."
        ) from error
    return with_part(page, "scores", f"```\n{tables}\n```")
