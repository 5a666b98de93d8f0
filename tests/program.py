"""The program as a user runs it, for the tests: a command line in, status and output out."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
# A day on which every test runs.
TODAY = "2026-11-24"
_EPOCH = "1795478400"


class Ran(NamedTuple):
    """What a run left: exit status, standard output, standard error."""

    status: int
    out: str
    err: str


def muniment(*arguments: str | Path, cwd: Path | None = None, **environment: str) -> Ran:
    """Run `muniment` with these arguments in a process of its own, without a terminal."""
    done = subprocess.run(
        [sys.executable, "-m", "muniment", *map(str, arguments)],
        cwd=cwd,
        env={**os.environ, "SOURCE_DATE_EPOCH": _EPOCH, **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=60,
        check=False,
    )
    return Ran(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))
