"""Generates what comes from other files: parts of README and docs, and the files of a new project."""

from __future__ import annotations

from pathlib import Path

from tools.docs.parameters import parameters_page
from tools.docs.parts import with_current_parts, with_current_scores, with_lemma_scores, with_tone_scores
from tools.docs.project import project_files
from tools.docs.rules import rules_page
from wortlaut.tables import schemas
from wortlaut.utils import files


def reference_pages(root: Path) -> dict[Path, str]:
    """Return the contents of the files that are generated, wholly or in part, from other files of the project.

    Args:
        root: The folder of the project.

    Returns:
        Contents by path, the path relative to `root`.

    Raises:
        WortlautError: A source file is missing or damaged.
    """
    readme, quotations, lemmas = Path("README.md"), Path("docs/quotations.md"), Path("docs/lemmas.md")
    sentiment, bundled = Path("docs/sentiment.md"), Path("pipeline/wortlaut/report/bundled_scores.json")
    return {
        Path("docs/parameters.md"): parameters_page(root),
        Path("docs/rules.md"): rules_page(),
        Path("docs/tables.md"): schemas.dictionary(),
        quotations: with_current_scores((root / quotations).read_text(encoding="utf-8"), root),
        lemmas: with_lemma_scores((root / lemmas).read_text(encoding="utf-8"), root),
        **project_files(root),
        sentiment: with_tone_scores((root / sentiment).read_text(encoding="utf-8"), root),
        bundled: (root / "reports" / "metrics.json").read_text(encoding="utf-8"),
        readme: with_current_parts((root / readme).read_text(encoding="utf-8"), root),
    }


def write_reference(root: Path) -> None:
    """Write the files of `reference_pages`.

    Args:
        root: The folder of the project.

    Raises:
        WortlautError: A source file is missing or damaged, or a page cannot be written.
    """
    for path, content in reference_pages(root).items():
        with files.writing(root / path) as handle:
            handle.write(content)
