"""The program, as `muniment` or `python -m muniment`: where an error becomes an exit."""

from __future__ import annotations

import gc
import os
import sys
from io import TextIOWrapper
from typing import NoReturn


def main() -> NoReturn:
    """Run the command line, and end the process with its status: 0, 1, 2, or 130 (interrupted)."""
    # Starting makes objects by the ten thousand, and none is garbage: do not look through them.
    gc.set_threshold(100_000, 50, 100)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    status = run()
    # All is written and closed. To take the interpreter apart would cost more than a record does,
    # and to flush into a pipe that is gone would be a complaint.
    os._exit(status)


def run() -> int:
    """Run the command line, and give its status; whatever went wrong was said in a line."""
    try:
        status = _status()
        sys.stdout.flush()
        sys.stderr.flush()
    except KeyboardInterrupt:
        return _said("interrupted", 130)
    except BrokenPipeError:
        # Whoever read the output has seen enough.
        return 141
    except OSError as error:
        return _said(f"muniment: {error.filename or 'the output'}: {error.strerror or error}", 2)
    return status


def _status() -> int:
    from muniment.errors import MunimentError

    try:
        from muniment.app import app

        app(prog_name="muniment")
    except MunimentError as error:
        return _said(f"muniment: {error}", 2)
    except RecursionError:
        return _said("muniment: something stands in itself too deeply to be read", 2)
    except SystemExit as leaving:
        return leaving.code if isinstance(leaving.code, int) else 0
    return 0


def _said(line: str, status: int) -> int:
    from muniment.visible import visible

    # A message may show what to write, on lines of its own.
    print("\n".join(map(visible, line.split("\n"))), file=sys.stderr, flush=True)
    return status


if __name__ == "__main__":
    main()
