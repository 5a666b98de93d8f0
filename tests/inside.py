"""The program without a process of its own: what `program.muniment` gives, in a tenth of the time.

For tests in which neither the process nor a terminal is the point.
"""

from __future__ import annotations

import contextlib
import io
import sys
from typing import TYPE_CHECKING
from unittest.mock import patch

from muniment.__main__ import run
from program import Ran

if TYPE_CHECKING:
    from pathlib import Path


def muniment(*arguments: str | Path, cwd: Path) -> Ran:
    """Run the command line in the folder `cwd`, without a terminal."""
    out, err = io.BytesIO(), io.BytesIO()
    with (
        contextlib.chdir(cwd),
        patch.object(sys, "argv", ["muniment", *map(str, arguments)]),
        patch.object(sys, "stdin", io.StringIO()),
        contextlib.redirect_stdout(io.TextIOWrapper(out, "utf-8")) as told,
        contextlib.redirect_stderr(io.TextIOWrapper(err, "utf-8")) as warned,
    ):
        status = run()
        told.flush()
        warned.flush()
        return Ran(status, out.getvalue().decode("utf-8"), err.getvalue().decode("utf-8"))
