"""How far a long run has come, for the person who waits at a terminal."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# Fewer are done before a bar would be seen.
_WORTH_A_BAR = 500


def followed(files: Sequence[str], doing: str) -> Iterator[str]:
    """Yield `files`, with a bar on standard error where that is a terminal and there are many."""
    if len(files) < _WORTH_A_BAR or not sys.stderr.isatty() or os.environ.get("NO_COLOR"):
        yield from files
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
    from rich.progress import TimeRemainingColumn as Remaining

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), Remaining())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        yield from progress.track(files, description=doing)
