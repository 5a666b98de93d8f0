"""The one error of the program's own: the command cannot be done as it was asked."""

from __future__ import annotations


class MunimentError(Exception):
    """Misuse, or a path that cannot be read or written: said in one line, exit status 2."""
