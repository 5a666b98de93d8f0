"""TOML: the parsers, and what a person is told when a text is not TOML.

The fast parser says best what is wrong; where, it says right only of ASCII. So the place comes
from parsing the text again with every other character replaced, or else from the slow parser.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any, NamedTuple

# The fast parser answers deep nesting with a crash of the process (536 of `{` on a stack of 1 MiB).
# A text with more brackets than this goes to the slow one, which raises RecursionError instead.
MANY_BRACKETS = 200
# Of the stack, one character that nests takes 1,350 bytes at the most (`[`; `{` needs a key).
_PER_CHARACTER = 3_000
_USUAL_STACK = 8 << 20
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
_SEVERAL = "Keep one. Several of a kind each begin with a [[heading]] in double brackets."
_LIST = 'Write it as in ["one", "two"]: items in quotes, commas between them, ] at the end.'
_ESCAPE = (
    "this backslash begins an escape that TOML does not know",
    "Write \\\\ for a backslash, or put the text between single quotes.",
)
_NO_VALUE = ("this is no value that TOML knows", _QUOTES)
_UNCLOSED = ("this text is not closed on its line", _QUOTES)
_AS_TEXT = "Put it in quotes if it is text."
_AFTER = ("something that does not belong stands after the value", _QUOTES)
_HOLDS = (
    "this key holds text or another value already, and cannot hold keys as well",
    "Write one or the other: a value, or a table with keys.",
)
_NAMED = "Write the name of a table between the brackets, as in [[source]]."
_HEADING = (
    "this heading is not closed, or a key is missing in it",
    "Write it as in [access], [rights.contact] or [[source]].",
)
_CONTROL = (
    "there is a control character here, which TOML does not take",
    "Delete it, or write it inside quotes as an escape such as \\t.",
)
_KEY = ("a key is made of the letters A to Z, digits, - and _", _ONE_LINE)
_MANY_LINES = (
    "this text of several lines is not closed",
    "Close it with the three quotes that opened it.",
)
_NO_SUCH_DATE = (
    "there is no such date or time",
    'To say more or less than a day, write it in quotes, as in date = "1952-12".',
)
_INLINE = (
    "an inline table { ... } stands on one line, with a comma between its keys and none at the end",
    "Mend it, or write its keys on lines of their own under a [heading].",
)
# The parsers' own words (the fast one's, then the slow one's), as they begin.
_WORDS: dict[str, tuple[str, str]] = {
    "duplicate key": (_TWICE, _SEVERAL),
    "cannot extend value": _HOLDS,
    "string values must be quoted": ("this value is text without quotes", _QUOTES),
    "invalid multi-line basic string, expected non": _CONTROL,
    "invalid multi-line": _MANY_LINES,
    "invalid basic string, expected non": _CONTROL,
    "invalid literal string, expected non": _CONTROL,
    "invalid comment character": _CONTROL,
    "invalid basic string": _UNCLOSED,
    "invalid literal string": _UNCLOSED,
    "unexpected key or value": _AFTER,
    "key with no value": ("this key has no value", _ONE_LINE),
    "missing escaped value": _ESCAPE,
    "too few unicode": _ESCAPE,
    "invalid value, expected unicode": _ESCAPE,
    "unclosed array": ("this list is not closed", _LIST),
    "missing comma": ("a comma is missing between two items of this list", _LIST),
    "extra comma": ("there is a comma too many in this list", _LIST),
    "unclosed table": _HEADING,
    "unclosed inline table": ("this inline table is not closed", "Close it with }."),
    "newlines are unsupported": _INLINE,
    "trailing commas": _INLINE,
    "unquoted keys cannot be empty": ("there is no key before the =", _ONE_LINE),
    "invalid unquoted key": _KEY,
    "invalid key": _KEY,
    "invalid date": _NO_SUCH_DATE,
    "invalid time": _NO_SUCH_DATE,
    "invalid offset": _NO_SUCH_DATE,
    "invalid boolean": ("true and false stand in lower case", _QUOTES),
    "invalid float": _NO_VALUE,
    "unexpected leading zero": ("a number does not begin with a zero", _AS_TEXT),
    "`_` may only": ("in a number, _ stands only between digits", _AS_TEXT),
    "carriage return": ("a carriage return stands alone here", "End lines with a line feed."),
    "Cannot overwrite a value": (_TWICE, _SEVERAL),
    "Cannot declare": (_TWICE, _SEVERAL),
    "Cannot mutate": _HOLDS,
    "Duplicate inline table key": (_TWICE, _SEVERAL),
    "Unterminated string": _MANY_LINES,
    "Illegal character": _UNCLOSED,
    "Found invalid character": _CONTROL,
    "Unescaped": _ESCAPE,
    "Escaped character": _ESCAPE,
    "Invalid hex value": _ESCAPE,
    "Unclosed array": ("this list is not closed", _LIST),
    "Unclosed inline table": _INLINE,
    "Expected '=' after": ("this key has no value", _ONE_LINE),
    "Expected newline": _AFTER,
    "Expected ']": _HEADING,
    "Expected": _UNCLOSED,
    "Invalid date": _NO_SUCH_DATE,
    "Invalid statement": _KEY,
    "Invalid initial character": _KEY,
    "Invalid value": _NO_VALUE,
}


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
    # To count takes a tenth of what parsing does, and most records are short.
    if len(text) > _surely_flat() and text.count("[") + text.count("{") > MANY_BRACKETS:
        return _slow(text)
    try:
        return _fast(text)
    except ValueError as error:
        return _explained(text, str(error))


@cache
def _surely_flat() -> int:
    """Give the characters that a text may have which cannot nest too deeply for this process."""
    try:
        import resource
    except ImportError:
        return 0
    size = resource.getrlimit(resource.RLIMIT_STACK)[0]
    return (_USUAL_STACK if size == resource.RLIM_INFINITY else size) // _PER_CHARACTER


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
        line, column = (int(found[2]), int(found[3])) if found else _end(text)
        return _worded(text, found[1] if found else str(error), line, column)


_TYPOGRAPHIC = "“”„‟«»‘’‚"
_CURLY = (
    "this text stands between typographic quotation marks, and TOML knows only straight ones",
    'Write " before it and " after it. Word processors turn them; a text editor does not.',
)


def _explained(text: str, error: str) -> NotToml:
    said = error.strip().rsplit("\n", 1)[-1]
    return _worded(text, said, *_place(text, said))


def _worded(text: str, said: str, line: int, column: int) -> NotToml:
    """Put what a parser said at a place into words for a person."""
    begins = next((begins for begins in _WORDS if said.startswith(begins)), None)
    message, hint = _WORDS[begins] if begins else ("this is not TOML", _ONE_LINE)
    rest = text.split("\n", line)[line - 1] if line <= text.count("\n") + 1 else ""
    if rest[column - 1 : column] and rest[column - 1] in _TYPOGRAPHIC:
        message, hint = _CURLY
    elif rest.startswith("[") and message != _TWICE:
        # What a parser takes for an empty key or a list is a heading to a person.
        message, hint = _HEADING if rest.strip("[] \t\r") else ("this heading is empty", _NAMED)
    elif message == _TWICE and not rest.startswith("["):
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


def _end(text: str) -> tuple[int, int]:
    return text.count("\n") + 1, len(text) - text.rfind("\n")
