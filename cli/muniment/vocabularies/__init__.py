"""Facts and look-ups: what the standards list, and which word of a list was probably meant."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable


class Fault(NamedTuple):
    """What is wrong with one value, in plain words, and what to do about it.

    `instead` is what to write, where that is certain; `rule` is the rule that the value goes
    against, if it is not `shape`.
    """

    message: str
    hint: str = ""
    instead: str = ""
    rule: str = ""


def nearest(word: str, words: Iterable[str]) -> str | None:
    """Give the one of `words` that `word` was probably meant to be, whatever the case, or None."""
    from difflib import get_close_matches

    by_fold = {known.casefold(): known for known in words}
    found = get_close_matches(word.casefold()[:100], by_fold, n=1, cutoff=0.7)
    return by_fold[found[0]] if found else None


def shown(value: str) -> str:
    """Give a value as a message quotes it: on one line, in quotation marks, cut to 60 letters."""
    text = value if len(value) <= 60 else f"{value[:59]}…"
    return f'"{text}"' if text.isprintable() else repr(text)
