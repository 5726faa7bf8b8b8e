"""Reads files of many formats into articles with sections; reports what cannot be read, with the reason."""

from __future__ import annotations

from wortlaut.ingest.content import Rejected
from wortlaut.ingest.reading import FORMATS, LIBRARIES, read_file, read_files
from wortlaut.ingest.records import Record, read_records
from wortlaut.ingest.sources import find_all, find_files

__all__ = [
    "FORMATS",
    "LIBRARIES",
    "Record",
    "Rejected",
    "find_all",
    "find_files",
    "read_file",
    "read_files",
    "read_records",
]
