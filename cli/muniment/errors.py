"""The one error of the program's own: the command cannot be done as it was asked."""

from __future__ import annotations


class MunimentError(Exception):
    """Misuse, or a path that cannot be read or written: said in one line, exit status 2."""


class CannotCarryError(Exception):
    """A record holds what a format has no way to write: its id, the key, and why."""

    def __init__(self, record: str, key: str, why: str) -> None:
        super().__init__(f"{record}: {key} {why}")
        self.record = record
        self.key = key
