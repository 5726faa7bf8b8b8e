"""The commands that check a corpus by hand: `wortlaut sample` and `wortlaut validate`."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Annotated

import typer

from wortlaut.utils.languages import Language

log = logging.getLogger("wortlaut")


def sample(
    processed: Annotated[
        Path, typer.Argument(metavar="TABLES", help="Folder with the tables: `processed` in the output of a run.")
    ] = Path("data/processed"),
    *,
    n: Annotated[
        int, typer.Option("--n", "-n", min=1, help="Number of quotations; half as many passages are added.")
    ] = 200,
    output: Annotated[
        Path, typer.Option("--output", "-o", help="The sheet to write, with the ending `.xlsx` or `.csv`.")
    ] = Path("sample.xlsx"),
    seed: Annotated[int, typer.Option(help="Seed of the random sample.")] = 2024,
    copies: Annotated[bool, typer.Option("--copies", help="Draw from near-copies, too.")] = False,
) -> None:
    """Draw quotations, and passages without any, into a sheet to check by hand.

    Each row has the text around it and columns to fill in: `is_quotation`, `speaker_right` and `tone_right` with 1
    or 0, and if you like `right_speaker`, `right_type` and the words `missed`. `wortlaut validate` computes scores.

    - `wortlaut sample results/processed --n 200 --output check.xlsx`
    """
    from wortlaut.tables.copies import left_out
    from wortlaut.validation.sample import count_kinds, draw
    from wortlaut.validation.sheet import write

    articles = processed.parent / "interim" / "articles.jsonl"
    rows = draw(processed, articles, n, seed=seed, not_counted=left_out(processed, "all" if copies else "once"))
    write(rows, output)
    log.info("Written: %s, %d quotations and %d passages.", output, *count_kinds(rows))


def validate(
    sheet: Annotated[Path, typer.Argument(metavar="SHEET", help="The sheet from `wortlaut sample`, filled in.")],
    *,
    language: Annotated[Language, typer.Option(help="Language of the scores and the paragraph.")] = "en",
    corrections: Annotated[
        Path | None,
        typer.Option(
            metavar="FOLDER",
            help="Turn what was ticked into corrections: add them to `quotations.csv` in this folder.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Compute scores from a sheet that was filled in, and a paragraph for the method section of a paper.

    Shows precision, an estimate of recall, right speakers and right tone with 95 % intervals, by rule and by outlet.

    - `wortlaut validate check.xlsx --corrections data/corrections`
    """
    from wortlaut.validation.corrections import add_corrections
    from wortlaut.validation.report import validation_report
    from wortlaut.validation.sheet import read

    rows = read(sheet)
    typer.echo(validation_report(rows, language), nl=False)
    if corrections is not None:
        log.info("Added to %s: %d corrections.", corrections, add_corrections(rows, corrections, f"from {sheet.name}"))
