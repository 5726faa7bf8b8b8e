"""Shows how far a stage has come, where a person looks on."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from typing import TypeVar

from tqdm import tqdm

T = TypeVar("T")


def track(items: Iterable[T], stage: str, total: int) -> Iterable[T]:
    """Pass articles on and count them in a bar on stderr.

    There is no bar where stderr is no terminal, nor where the log of `pipeline` does not tell news (INFO).

    Args:
        items: One item per article.
        stage: What is being done; stands before the bar.
        total: How many articles there are.
    """
    told = logging.getLogger("pipeline").isEnabledFor(logging.INFO)
    return tqdm(items, desc=stage, total=total, unit=" articles", disable=None if told else True)
