"""The program, as `muniment` or `python -m muniment`: where an error becomes an exit."""

from __future__ import annotations

import gc
import os
import sys
from io import TextIOWrapper


def main() -> None:
    """Run the command line, and exit with its status: 0, 1, 2, or 130 where it was interrupted."""
    # Starting makes objects by the ten thousand, and none is garbage: do not look through them.
    gc.set_threshold(100_000, 50, 100)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    try:
        sys.exit(_run())
    except KeyboardInterrupt:
        print("interrupted", file=sys.stderr)
        _leave(130)
    except BrokenPipeError:
        # Whoever read the output has seen enough.
        _leave(141)


def _run() -> int | str | None:
    from muniment.errors import MunimentError

    try:
        from muniment.app import app

        app(prog_name="muniment")
    except MunimentError as error:
        from muniment.visible import visible

        print(f"muniment: {visible(str(error))}", file=sys.stderr)
        return 2
    except RecursionError:
        print("muniment: something stands in itself too deeply to be read", file=sys.stderr)
        return 2
    except SystemExit as leaving:
        return leaving.code
    return 0


def _leave(status: int) -> None:
    """End at once: at a normal exit Python would flush to a pipe that is gone, and complain."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(status)


if __name__ == "__main__":
    main()
