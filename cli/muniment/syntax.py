"""TOML: the parsers, and what a person is told when a text is not TOML.

The fast parser says best what is wrong; where, it says right only of ASCII. So the place comes
from parsing the text again with every other character replaced, or else from the slow parser.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple

# The fast parser answers deep nesting with a crash of the process (526 of `{` on a small stack).
# A text with more brackets than this goes to the slow one, which raises RecursionError instead.
MANY_BRACKETS = 200
# The slow parser needs memory by the square of the parts of a dotted key.
_PART = r"""(?:[\w-]++|"[^"\n]*+"|'[^'\n]*+')"""
_LONG_KEY = re.compile(rf"(?<![\w.-]){_PART}(?:[ \t]*+\.[ \t]*+{_PART}){{32}}")
_OTHER_THAN_ASCII = re.compile(r"[^\x00-\x7f]")
_FAST_PLACE = re.compile(r"at line (\d+), column (\d+)")
_SLOW_PLACE = re.compile(r"(.*) \(at line (\d+), column (\d+)\)", re.DOTALL)

_QUOTES = (
    'Text stands between double quotes; a " inside it is written \\", and text of several lines '
    "stands between three double quotes."
)
_ONE_LINE = 'Write key = "value", one a line.'
_TWICE = "this is written twice, and TOML takes each key and table once"
# How what the fast parser says begins, what a person is told instead, and what they can do.
_WORDS = (
    (
        "duplicate key",
        _TWICE,
        "Keep one. Several of a kind each begin with a [[heading]] in double brackets.",
    ),
    ("string values must be quoted", "this value is text without quotes", _QUOTES),
    (
        "invalid multi-line",
        "this text of several lines is not closed",
        "Close it with the three quotes that opened it.",
    ),
    (
        "invalid basic string, expected non",
        "this text contains a control character",
        "Delete it, or write it as an escape such as \\t.",
    ),
    ("invalid basic string", "this text is not closed on its line", _QUOTES),
    ("invalid literal string", "this text in single quotes is not closed on its line", _QUOTES),
    ("unexpected key or value", "something that does not belong stands after the value", _QUOTES),
    ("key with no value", "this key has no value", _ONE_LINE),
    (
        "missing escaped value",
        "this backslash begins an escape that TOML does not know",
        "Write \\\\ for a backslash.",
    ),
    ("unclosed array", "this list is not closed", "Close it with ], and part items with commas."),
    ("unclosed table", "this heading is not closed", "Close it with ] or ]]."),
    ("unclosed inline table", "this inline table is not closed", "Close it with }."),
    (
        "newlines are unsupported in inline",
        "an inline table { ... } stands on one line",
        "Put it on one line, or write it under a [heading].",
    ),
    ("unquoted keys cannot be empty", "there is no key before the =", _ONE_LINE),
    ("invalid unquoted key", "a key is made of the letters A to Z, digits, - and _", _ONE_LINE),
    (
        "invalid date",
        "there is no such date",
        'To say more or less than a day, write it in quotes, as in date = "1952-12".',
    ),
    (
        "invalid boolean",
        "this is no value that TOML knows",
        "Write true or false in lower case, and text between quotes.",
    ),
    ("carriage return", "a carriage return stands alone here", "End lines with a line feed."),
)


class NotToml(NamedTuple):
    """Why a text is not TOML, in plain words, and where: line and column from 1, in characters."""

    message: str
    hint: str
    line: int
    column: int


class TooNestedError(Exception):
    """Tables or lists stand in one another deeper than any record needs."""


def parse(text: str) -> dict[str, Any] | NotToml:
    """Give the data of a TOML 1.0 text, or why it is none.

    Raises TooNestedError where a parser would exhaust the stack or the memory.
    """
    if text.count("[") + text.count("{") > MANY_BRACKETS:
        return _slow(text)
    try:
        return _fast(text)
    except ValueError as error:
        return _explained(text, str(error))


def _fast(text: str) -> dict[str, Any]:
    import toml_rs

    return toml_rs.loads(text, toml_version="1.0.0")


def _slow(text: str) -> dict[str, Any] | NotToml:
    import tomllib

    if _LONG_KEY.search(text):
        raise TooNestedError
    try:
        return tomllib.loads(text)
    except RecursionError:
        raise TooNestedError from None
    except ValueError as error:
        found = _SLOW_PLACE.match(str(error))
        if not found:
            return NotToml(
                _lower(str(error).removesuffix(" (at end of document)")), "", *_end(text)
            )
        return NotToml(_lower(found[1]), "", int(found[2]), int(found[3]))


_TYPOGRAPHIC = "“”„‟«»‘’‚"
_CURLY = (
    "this text stands between typographic quotation marks, and TOML knows only straight ones",
    'Write " before it and " after it. Word processors turn them; a text editor does not.',
)


def _explained(text: str, error: str) -> NotToml:
    said = error.strip().rsplit("\n", 1)[-1]
    message, hint = next(
        (words for begins, *words in _WORDS if said.startswith(begins)), (_lower(said), "")
    )
    line, column = _place(text, said)
    at = (
        text.split("\n", line)[line - 1][column - 1 : column]
        if line <= text.count("\n") + 1
        else ""
    )
    if at and at in _TYPOGRAPHIC:
        message, hint = _CURLY
    if message == _TWICE and at != "[" and column == 1:
        hint = "Keep one of them."
    return NotToml(message, hint, line, column)


def _place(text: str, said: str) -> tuple[int, int]:
    try:
        _fast(_OTHER_THAN_ASCII.sub("x", text))
    except ValueError as error:
        found = _FAST_PLACE.search(str(error))
        if found and str(error).strip().endswith(said):
            return int(found[1]), int(found[2])
    try:
        slow = _slow(text)
    except TooNestedError:
        return 1, 1
    return (slow.line, slow.column) if isinstance(slow, NotToml) else (1, 1)


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


def _end(text: str) -> tuple[int, int]:
    return text.count("\n") + 1, len(text) - text.rfind("\n")
