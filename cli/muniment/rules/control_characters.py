r"""A text has no control characters, and no marks that nobody sees.

XML cannot carry control characters, so an export of the record would break where they stand. Other
marks, such as a soft hyphen or a zero width space, keep a search from finding the word; those that
turn the direction of a line make it say something else than it seems to. What a script needs is
left alone: joiners, variation selectors, and the zero width space between words of Thai or Khmer.
U+FFFD shows that a letter was lost. `--fix` takes out what is certainly nothing: a soft hyphen
within a word, a byte order mark, a word joiner, a zero width space that parts no two letters.

Passes:

    title = "Telegram"

Fails:

    title = "Tele\u0007gram"
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from muniment.finding import Edit, Problem
from muniment.rules.mojibake import is_garbled
from muniment.texts import ODD, may_be_mended, place
from muniment.vocabularies.placeholders import is_blank

if TYPE_CHECKING:
    from collections.abc import Iterator

LEVEL = "error"
FIXES = True

_LOST = "\ufffd"
_SOFT_HYPHEN = "\u00ad"
_ZERO_WIDTH_SPACE = "\u200b"
_BYTE_ORDER_MARK = "\ufeff"
_WORD_JOINER = "\u2060"
_HALVES = frozenset(map(chr, (*range(0x80, 0xA0), 0xAD)))
# Unicode has no names for control characters; these are better known by others than their own.
_CALLED = {
    "\0": "NUL",
    "\a": "bell",
    "\b": "backspace",
    "\v": "vertical tab",
    "\f": "form feed",
    "\x1a": "substitute",
    "\x1b": "escape",
    "\x7f": "delete",
    "\x85": "next line",
    _BYTE_ORDER_MARK: "byte order mark",
}
# Unicode's classes of marks that turn the direction of a line.
_TURNING = frozenset({"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"})
# Scripts of South-East Asia and Tibet write words together; the mark shows where a line may end.
_UNSPACED = ((0x0E00, 0x109F), (0x1780, 0x17FF), (0x1950, 0x1AAF), (0xA980, 0xAADF))


@cache
def _odd() -> re.Pattern[str]:
    # Half of a letter beyond the first 65,536: Rust has no such thing, so ODD cannot name it.
    return re.compile(rf"{ODD['control-characters']}|[\ud800-\udfff]")


def check_text(key: str, text: str) -> Iterator[Problem]:
    """Yield a problem where a text has characters that cannot be seen, or cannot be carried."""
    found = [at for at in _finds(text) if not _is_needed(text, at)]
    if any(text[at] in _HALVES for at in found) and is_garbled(text):
        # They are halves of letters then, and `mojibake` says so.
        found = [at for at in found if text[at] not in _HALVES]
    if not found:
        return
    worst = next((at for at in found if _breaks(text[at])), found[0])
    more = f" (and {len(found) - 1} more)" if len(found) > 1 else ""
    message = f"there is {_named(text[worst])} {place(text, worst)}{more}: {_harm(text[worst])}"
    yield Problem(
        key,
        message,
        _hint(text, worst),
        tuple(_edits(key, text, found)),
        None if _breaks(text[worst]) else "warning",
        in_file=True,
    )


def _finds(text: str) -> Iterator[int]:
    return (each.start() for each in _odd().finditer(text))


def _breaks(char: str) -> bool:
    """Whether XML cannot carry a character."""
    return char < " " or char in "\ufffe\uffff" or "\ud800" <= char <= "\udfff"


def _is_needed(text: str, at: int) -> bool:
    """Whether a zero width space stands in a script that has no other space."""
    if text[at] != _ZERO_WIDTH_SPACE:
        return False
    beside = text[max(at - 1, 0) : at] + text[at + 1 : at + 2]
    return any(first <= ord(char) <= last for char in beside for first, last in _UNSPACED)


def _named(char: str) -> str:
    import unicodedata

    code = f"U+{ord(char):04X}"
    name = _CALLED.get(char) or unicodedata.name(char, "").lower()
    if not name:
        name = "control character" if ord(char) < 0xA0 else "noncharacter"
    article = "an" if name[0] in "aeio" else "a"
    return f"{article} {name} ({code})"


def _harm(char: str) -> str:
    """Give why a character should not stand there, in a clause."""
    import unicodedata

    if _breaks(char):
        return "XML cannot carry it, so the record could not be exported"
    if char == _LOST:
        return "it stands where a letter was lost"
    if unicodedata.category(char) == "Cc":
        return "nobody sees it, and programs take it for different things"
    if unicodedata.bidirectional(char) in _TURNING:
        return "it turns the direction of the text, so that it may seem to say something else"
    return "nobody sees it, but a search will not find the word"


def _hint(text: str, at: int) -> str:
    char = text[at]
    if char == _SOFT_HYPHEN and not _is_nothing(text, at):
        return "Take it out, or write a hyphen that is seen."
    if char == _ZERO_WIDTH_SPACE and not _is_nothing(text, at):
        return "Take it out, or write a space."
    if char == _LOST:
        return "Look the letter up in the source, and write it."
    if "\x80" <= char <= "\x9f":
        # In Windows-1252 the byte is a letter, and that was probably meant.
        meant = bytes([ord(char)]).decode("cp1252", "ignore")
        if meant:
            return f'Take it out, or write what was meant, which was probably "{meant}".'
    return "Take it out."


def _edits(key: str, text: str, found: list[int]) -> Iterator[Edit]:
    """Yield the change that takes all of them out, if that loses nothing."""
    if may_be_mended(key) and all(_is_nothing(text, at) for at in found):
        gone = frozenset(found)
        left = "".join(char for at, char in enumerate(text) if at not in gone)
        if not is_blank(left):
            yield Edit(key, left)


def _is_nothing(text: str, at: int) -> bool:
    """Whether a character can be taken out so that nobody reads anything else.

    A soft hyphen between figures, or before a capital, may have been a hyphen that is seen; and a
    zero width space between two letters may be all that parts two words.
    """
    before, after = text[max(at - 1, 0) : at], text[at + 1 : at + 2]
    if text[at] == _SOFT_HYPHEN:
        return before.isalpha() and after.isalpha() and not after.isupper()
    if text[at] == _ZERO_WIDTH_SPACE:
        return not (before.isalnum() and after.isalnum())
    return text[at] in (_BYTE_ORDER_MARK, _WORD_JOINER)
