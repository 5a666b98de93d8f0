"""Where reports go: to standard output, in colour at a terminal, or to a file."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from muniment.reports import Style

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# Pieces of a report that are written at once where nobody watches.
_TOGETHER = 1_000


def style(output: str = "-") -> Style:
    """Give how a report is to look that goes to `output`: `-` is standard output."""
    return Style(colour=output == "-" and sys.stdout.isatty() and "NO_COLOR" not in os.environ)


def write(report: Iterable[str], output: str = "-") -> None:
    """Write a report to standard output as it comes, or to a file, whole or not at all."""
    if output == "-":
        sys.stdout.writelines(report if sys.stdout.isatty() else _gathered(report))
        sys.stdout.flush()
    else:
        from muniment.writing import replace

        replace(output, (text.encode("utf-8", "backslashreplace") for text in report))


def _gathered(texts: Iterable[str]) -> Iterator[str]:
    """Join texts into long ones: where output is not buffered, each would be written by itself."""
    gathered: list[str] = []
    for text in texts:
        gathered.append(text)
        if len(gathered) == _TOGETHER:
            yield "".join(gathered)
            gathered.clear()
    yield "".join(gathered)
