"""Defines the commands of `wortlaut`, each a thin wrapper around a function that can also be called from Python."""

from __future__ import annotations

import gc
import logging
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, cast

import typer
import typer.core

from wortlaut import __version__
from wortlaut.cli import checking
from wortlaut.export import Format
from wortlaut.utils.errors import WortlautError
from wortlaut.utils.garbage import collect_rarely
from wortlaut.utils.logs import LogFormat, set_up

if TYPE_CHECKING:
    from wortlaut.params import Params

# The analysis is imported inside the commands: importing spaCy alone takes longer than `wortlaut --help` should.

log = logging.getLogger("wortlaut")
_LOG_OPTIONS = ("quiet", "verbose", "log_format")
"""The options of `wortlaut` that may also follow the name of a command."""
_STAGES = "Stages of a project, in the order in which DVC runs them"
_WrongUsage = cast("type[typer.BadParameter]", typer.BadParameter.__mro__[1])
"""The base class of usage errors, which typer does not export."""


class _Parameters:
    """Shows flags without a type, since they take no value, and takes the options of the log after a name, too."""

    def get_params(self, ctx: Any) -> list[Any]:
        """Return the parameters of the command, then those of the log, then `--help`."""
        *own, last = super().get_params(ctx)  # type: ignore[misc]
        root = ctx.find_root()
        shared = [each for each in root.command.params if each.name in _LOG_OPTIONS and ctx is not root]
        parameters = [*own, *shared, last]
        for parameter in parameters:
            if getattr(parameter, "is_flag", False):
                parameter.metavar = ""
        return parameters


class _Command(_Parameters, typer.core.TyperCommand):
    """A command."""


class _Group(_Parameters, typer.core.TyperGroup):
    """A command with subcommands."""


class _App(typer.Typer):
    """An app whose commands take the options of the log, too."""

    def command(self, *arguments: Any, **options: Any) -> Callable[[Any], Any]:
        """Register a command."""
        return super().command(*arguments, **{"cls": _Command, **options})


app = _App(
    cls=_Group,
    no_args_is_help=True,
    rich_markup_mode="markdown",
    context_settings={"help_option_names": ["-h", "--help"]},
    pretty_exceptions_enable=False,
)

_HELP = {
    "model": "Record which spaCy pipeline is used: `data/processed/model.json`.",
    "ingest": "Read `data/raw` into articles with sections: `sections.csv`, `asides.csv`, `rejected.csv`.",
    "tokenize": "Analyse the texts: `articles.csv`, `sentences.csv`, `tokens.csv`.",
    "entities": "Find people, organisations and places: `entities.csv`, `canonical_entities.csv`.",
    "quotations": "Find who is quoted with what: `quotations.csv`, `turns.csv`.",
    "sentiment": "Score the tone of sentences, sections, speakers, entities and groups: `*_sentiment.csv`, "
    "`polar_words.csv`, `tone_by_group.csv`.",
    "tables": "Summarize the results: `speakers.csv`, `gender_balance.csv`, `speakers_by_group.csv`, `keywords.csv`, "
    "`corrections.csv`, and the data dictionary `tables.md`.",
    "report": "Write the report, `reports/report.md` and the same as a page, `reports/report.html`, and its figures.",
    "page": "Write the reading page, to check what was found against the texts: `reports/html/index.html`.",
}
"""The commands of the stages, with their help; `evaluate` has subcommands."""


class _Evaluation(_Group):
    """`wortlaut evaluate` with subcommands, of which `quotations` also takes a file without being named."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Return the subcommand, its name and its arguments; a file is an argument of `quotations`."""
        return super().resolve_command(ctx, args if args[0] in self.commands else ["quotations", *args])


evaluation = _App(cls=_Evaluation, rich_markup_mode="markdown")
app.add_typer(evaluation, name="evaluate", rich_help_panel=_STAGES)


def _print_version(is_requested: bool) -> None:
    if is_requested:
        typer.echo(f"wortlaut {__version__}")
        raise typer.Exit


def _show_less(is_requested: bool) -> None:
    if is_requested:
        log.setLevel(logging.WARNING)


def _show_more(is_requested: bool) -> None:
    if is_requested:
        log.setLevel(logging.DEBUG)


def _set_up_log(context: typer.Context, log_format: LogFormat | None) -> None:
    options = context.ensure_object(dict)
    if log_format is not None or "log_format" not in options:
        options["log_format"] = log_format or LogFormat.TEXT
        set_up(options["log_format"])


@app.callback()
def wortlaut(
    quiet: Annotated[
        bool,
        typer.Option("--quiet", "-q", callback=_show_less, expose_value=False, help="Show only errors and warnings."),
    ] = False,
    verbose: Annotated[
        bool,
        typer.Option(
            "--verbose",
            "-v",
            callback=_show_more,
            expose_value=False,
            help="Show more: the model used, the causes of errors.",
        ),
    ] = False,
    log_format: Annotated[
        LogFormat | None,
        typer.Option(
            callback=_set_up_log,
            is_eager=True,
            expose_value=False,
            envvar="WORTLAUT_LOG_FORMAT",
            show_default="text",
            help="Format of the log on stderr: `text`, or `json` for batch systems, with one object per line.",
        ),
    ] = None,
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """Find out who is quoted with what, about whom, in which section and in what tone, in German news articles.

    Articles are text files (a headline, then paragraphs separated by blank lines; a short line between blank lines is a
    heading), Markdown, saved HTML pages, JSON of the crawler fundus, or corpora with one article per row (JSON Lines,
    CSV, Parquet), each also with .gz. The results are tables (CSV, for quotations, speakers, entities, tone, …) and a
    report with figures.

    Analyse a folder of articles: `wortlaut run articles --output results`

    Then read `results/reports/report.html`, check it against the texts in `results/reports/html/index.html`, or open
    `results/processed/quotations.csv` in pandas.
    """


def _complete_setting(incomplete: str) -> list[str]:
    from wortlaut.params import Params, setting_keys

    return [f"{key}=" for key in setting_keys(Params()) if key.startswith(incomplete)]


@app.command()
def run(
    sources: Annotated[
        list[str],
        typer.Argument(
            metavar="INPUT",
            help="Articles, corpora, or folders of them: local paths or URLs (`https://…`, `s3://…`); "
            "`-` for an article on standard input.",
        ),
    ],
    output: Annotated[
        str,
        typer.Option("--output", "-o", help="Folder for the results, a path or a URL; created if it does not exist."),
    ],
    params: Annotated[
        Path | None,
        typer.Option(help="Parameter file (YAML) in the format of params.yaml.", show_default="built-in values"),
    ] = None,
    model: Annotated[
        str | None,
        typer.Option(
            help="spaCy pipeline: `auto`, `bundled`, `de_core_news_md`, or any name or path.",
            show_default="as in the parameters",
            autocompletion=lambda: ["auto", "bundled", "de_core_news_md"],
        ),
    ] = None,
    language: Annotated[
        str | None,
        typer.Option(
            help="Language of report and reading page: `en` or `de`.",
            show_default="as in the parameters",
            autocompletion=lambda: ["de", "en"],
        ),
    ] = None,
    processes: Annotated[
        int | None,
        typer.Option(
            help="Processes that analyse texts at the same time; never changes a result.",
            show_default="as in the parameters",
        ),
    ] = None,
    settings: Annotated[
        list[str] | None,
        typer.Option(
            "--set",
            metavar="KEY=VALUE",
            help="Set a parameter, e.g. `report.top=5`; may be repeated.",
            autocompletion=_complete_setting,
        ),
    ] = None,
) -> None:
    """Analyse articles without DVC.

    Writes the tables to `OUTPUT/processed`, and the report with its figures and the reading page to `OUTPUT/reports`;
    files without an article are listed in `OUTPUT/processed/rejected.csv`. `OUTPUT/cache` keeps the results of each
    article, so that another run analyses only new and changed ones.

    - `wortlaut run articles --output results`

    - `wortlaut run article.txt --output results --model de_core_news_md`

    - `wortlaut run 2023 2024 --output results --language de --set sentiment.negation_window=2`
    """
    from wortlaut import stages
    from wortlaut.params import Params, load_params, parse_setting, set_params

    values = dict(map(parse_setting, settings or ()))
    given = {"model.name": model, "report.language": language, "run.processes": processes}
    values |= {key: value for key, value in given.items() if value is not None}
    run_params = set_params(Params() if params is None else load_params(params), values)
    reports = stages.run(sources, output, run_params)
    report, page = f"{reports}/report.html", f"{reports}/html/index.html"
    log.info("Report: %s. Reading page: %s", report, page, extra={"report": report, "page": page})


@app.command()
def init(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="The folder; created if it does not exist.")],
) -> None:
    """Lay out a project for your own articles: `dvc.yaml`, `params.yaml`, `data/raw`, a README.

    Put articles into `FOLDER/data/raw`, then run `dvc repro` there: it analyses what is new or changed. Git ignores the
    articles, because they are usually under copyright.

    - `wortlaut init news`
    """
    from wortlaut.cli.init import init as lay_out

    lay_out(folder)
    log.info("Laid out: %s. Put articles into data/raw there; README.md says what is next.", folder)


@app.command()
def export(
    tables: Annotated[Path, typer.Argument(help="Folder with the tables: `processed` in the output of a run.")] = Path(
        "data/processed"
    ),
    *,
    file_format: Annotated[Format, typer.Option("--format", "-f", help="The format to write.")],
    output: Annotated[Path, typer.Option("--output", "-o", help="The file to write; for Parquet a folder.")],
) -> None:
    """Export the tables to the formats of other tools.

    - `parquet`: one file per table, with types

    - `sqlite`: a database with keys and indexes

    - `duckdb`: a database for analysis; needs `pip install 'wortlaut[duckdb]'`

    - `xlsx`: a workbook, without `tokens`. Open it in Excel or LibreOffice instead of the CSV files: no cell of it is
      ever run as a formula, and umlauts and numbers are shown correctly

    - `annotations`: quotations and mentions as W3C Web Annotations (JSON-LD), each with its position in the text

    For example `wortlaut export --format sqlite --output news.sqlite`, or
    `wortlaut export results/processed --format parquet --output results/parquet`
    """
    from wortlaut.export import export as write

    write(tables, file_format, output)
    log.info("Written: %s", output)


@app.command()
def doctor() -> None:
    """Show versions, which model would be used, what is missing and how to get it.

    The exit status is 1 if something is missing that an analysis needs.
    """
    from wortlaut.cli.doctor import findings

    checks = list(findings())
    for check in checks:
        typer.echo(f"{check.state:8} {check.subject}: {check.detail}")
    if any(check.state == "missing" for check in checks):
        raise typer.Exit(1)


app.command()(checking.sample)
app.command()(checking.validate)


def _stage_command(name: str) -> Callable[[], None]:
    return lambda: _run_stage(name)


for _name, _help in _HELP.items():
    app.command(_name, help=_help, rich_help_panel=_STAGES)(_stage_command(_name))


@evaluation.callback(invoke_without_command=True)
def evaluate(context: typer.Context) -> None:
    """Score the results against annotated texts, with the reference corpora if available: `reports/metrics.json`.

    - `wortlaut evaluate FILE` scores another system's quotations, as `wortlaut evaluate quotations FILE` does.
    """
    if context.invoked_subcommand is None:
        _run_stage("evaluate")


@evaluation.command("quotations")
def evaluate_quotations(
    output: Annotated[
        Path | None,
        typer.Argument(
            metavar="[FILE]",
            help="Another system's quotations in these articles, in the form of `quotations.csv`; "
            "if left out, Wortlaut's are scored.",
            show_default=False,
        ),
    ] = None,
    gold: Annotated[
        Path,
        typer.Option(
            help="Annotated articles in the format of the corpus (`.jsonl`, `.jsonl.gz`), or a folder of them."
        ),
    ] = Path("data", "gold", "quotations"),
) -> None:
    """Score quotations against annotated articles, without writing files.

    Shows the scores by type and by rule, and the largest groups of errors with examples.

    - `wortlaut evaluate quotations --gold ../shared/corpora/quotes/dev.jsonl.gz`
    - `wortlaut evaluate quotations other.csv`
    """
    from wortlaut.evaluate import report_output, report_quotations
    from wortlaut.nlp import model

    if output is not None:
        typer.echo(report_output(output, gold), nl=False)
        return
    params = _project_params()
    typer.echo(report_quotations(gold, model.find(params.model.name), params), nl=False)


@evaluation.command("identity")
def evaluate_identity(
    part: Annotated[str, typer.Option(help="`tune`, for looking at errors, or `test`.")] = "tune",
    errors: Annotated[int, typer.Option(min=0, help="Maximum number of error groups to show.")] = 12,
) -> None:
    """Score the resolution of names, descriptions and pronouns, without writing files.

    Uses the annotated articles in `data/gold/identity`, and those of the quotation corpus if it is available.
    Shows the scores and the largest groups of errors with examples.

    - `wortlaut evaluate identity --part tune --errors 20`
    """
    from wortlaut.evaluate import report_identity
    from wortlaut.evaluate.corpora import find_corpora
    from wortlaut.evaluate.identity_gold import FOLDER, PARTS
    from wortlaut.nlp import model

    if part not in PARTS:
        raise WortlautError(f"--part: '{part}' is neither {' nor '.join(PARTS)}.")
    params = _project_params()
    model_info = model.find(params.model.name)
    typer.echo(report_identity(FOLDER, find_corpora(), part, errors, model_info, params), nl=False)


def _run_stage(name: str) -> None:
    from wortlaut import stages

    stages.STAGES[name](stages.Paths.project(Path()), _project_params())


def _project_params() -> Params:
    from wortlaut.params import load_params

    path = Path("params.yaml")
    if not path.is_file():
        raise WortlautError(
            "params.yaml: is not in this folder. Stages only work in the folder of a Wortlaut project, which "
            "`wortlaut init FOLDER` lays out; to analyse articles anywhere else, use `wortlaut run INPUT --output DIR`."
        )
    return load_params(path)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command and exit.

    Args:
        arguments: The command line arguments after `wortlaut`; None uses those of the process.

    Raises:
        SystemExit: Always; 0 for success, 1 for an error reported on stderr, 2 for wrong usage, 130 for Ctrl-C.
    """
    # NumPy's BLAS starts threads when it is imported, which have nothing to do here. A process without a second thread
    # acquires and releases the GIL without atomic operations, which spaCy's parser does all the time.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    collect_rarely()
    options: dict[str, LogFormat] = {}
    log.setLevel(logging.INFO)
    try:
        status = app(arguments, prog_name="wortlaut", standalone_mode=False, obj=options)
    except Exception as error:
        if options.get("log_format") is LogFormat.JSON:
            status = _log_error(error)
        elif isinstance(error, WortlautError):
            log.debug("Caused by:", exc_info=True)
            status = f"wortlaut: {error}"
        elif isinstance(error, _WrongUsage):
            error.show()
            status = error.exit_code
        else:
            raise
    gc.freeze()  # the process ends: Python would otherwise traverse all objects several times
    sys.exit(status or 0)


def _log_error(error: Exception) -> int:
    """Write an error to the log, and return its exit status."""
    if isinstance(error, _WrongUsage):
        log.error(error.format_message())
        return int(error.exit_code)
    if isinstance(error, WortlautError):
        log.error("%s", error, exc_info=log.isEnabledFor(logging.DEBUG))
    else:
        log.critical("%r", error, exc_info=True)
    return 1
