"""Sets up logging to stderr: sentences for people, JSON Lines for batch systems."""

from __future__ import annotations

import logging
from enum import Enum

from wortlaut.utils import progress

_NAME = "wortlaut"
"""Name of the handler that `set_up` adds."""


class LogFormat(str, Enum):
    """How the log is written."""

    TEXT = "text"
    JSON = "json"


def set_up(log_format: LogFormat) -> None:
    """Send the log of this process to stderr; the last call decides about the format.

    Args:
        log_format: The format. Only JSON has progress events; people see a progress bar.
    """
    root = logging.getLogger()
    for earlier in [each for each in root.handlers if each.get_name() == _NAME]:
        root.removeHandler(earlier)
    own = handler(log_format)
    own.set_name(_NAME)
    logging.basicConfig(handlers=[own])
    logging.captureWarnings(log_format is LogFormat.JSON)
    progress.events.setLevel(logging.NOTSET if log_format is LogFormat.JSON else logging.WARNING)


def handler(log_format: LogFormat) -> logging.Handler:
    """Return a handler that writes the log to stderr.

    A line of JSON has `time` (UTC), `level`, `logger`, `message`, `stage` (None outside of stages) and `elapsed`
    (seconds since the start of the process). A stage adds `event` (`progress`, `finished` or `interrupted`), its
    counts (`articles`, `words`, `rejected`, `quotations`), `seconds` and `words_per_second`; progress adds `total`
    (articles) and `remaining` (seconds, estimated). An unexpected error has its traceback in `exc_info`.
    """
    stream_handler = logging.StreamHandler()
    stream_handler.setFormatter(logging.Formatter("%(message)s"))
    if log_format is LogFormat.JSON:
        # Imported here because it takes a tenth of the time allowed for `wortlaut --help`. The library handles extra
        # fields, tracebacks and values that JSON cannot represent, which we would otherwise have to test.
        from pythonjsonlogger.json import JsonFormatter

        names = {"levelname": "level", "name": "logger"}
        fields = ["levelname", "name", "stage", "message", "elapsed"]
        stream_handler.setFormatter(JsonFormatter(fields, rename_fields=names, timestamp="time"))
        stream_handler.addFilter(_add_fields)
    return stream_handler


def _add_fields(record: logging.LogRecord) -> bool:
    record.elapsed = round(record.relativeCreated / 1000, 3)
    record.stage = getattr(record, "stage", progress.current_stage())
    return True
