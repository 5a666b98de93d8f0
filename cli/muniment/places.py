"""Where each key of a TOML text stands: a scanner, for texts that a parser has accepted.

It knows the tokens of TOML 1.0, not all that makes a text valid. Where it meets something that is
not TOML it stops, and what was found before stands. Nothing is scanned, and no regular expression
compiled, before the first question: a clean record has no need of places.
"""

from __future__ import annotations

import re
from functools import cache, partial
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    from muniment.keys import Path

    Span = tuple[int, int]
    Match = re.Match[str]

# Paths are tuples: those of all the tables that a long dotted key implies would together grow with
# its square. What lies deeper is passed over.
DEPTH = 32


class Stands(NamedTuple):
    """Offsets, in characters, of a key as it is written and of its value's source text.

    A table's value is its header, brackets and all; that of a table which only a dotted key names
    is the dotted key. An element of an array has no key: its value stands for it.
    """

    key: tuple[int, int]
    value: tuple[int, int]

    @property
    def assigned(self) -> bool:
        """Whether the value is written as a value, and not implied by a header or a dotted key."""
        return self.key == self.value or self.key[1] <= self.value[0]


# What NamedTuple's constructor does, without its call in Python.
new = tuple.__new__
_stands: Callable[[tuple[Span, Span]], Stands] = partial(tuple.__new__, Stands)

# Quantifiers are possessive, so that nothing backtracks; and a group that repeats fails before it
# takes a character, because Python before 3.11.5 would not give it back (CPython gh-106052).
_BARE = r"[A-Za-z0-9_-]++"
_QUOTED = r""""[^"\\]*+(?:\\[\s\S][^"\\]*+)*+"|'[^']*+'"""
# A dotted key, too: blanks may stand around its dots. Of a valid text it takes what TOML would.
_KEY = rf"(?:[A-Za-z0-9_. \t-]++|{_QUOTED})++"
# The first form of each is the second one's where no quote is in it, at a fifth of the time. One or
# two quotes may stand before the three that close a multi-line string.
_BASIC = r'"(?!"")(?:[^"]*+(?<!\\)"|[^"\\]*+(?:\\[\s\S][^"\\]*+)*+")'
_LONG_BASIC = r'"""(?:[^"]*+(?<!\\)"""(?!")|[^"\\]*+(?:(?!""")(?:"|\\[\s\S])[^"\\]*+)*+"{3,5}+)'
_LITERAL = r"'(?!'')[^']*+'|'''[^']*+(?:(?!''')'[^']*+)*+'{3,5}+"
_STRING = f"{_BASIC}|{_LITERAL}|{_LONG_BASIC}"
# A space may part a date from a time: TOML takes RFC 3339, section 5.6, with its note.
_WORD = r"[A-Za-z0-9_.:+-]++(?:(?= [0-9])(?<=[0-9]{4}-[0-9]{2}-[0-9]{2}) [0-9.:Zz+-]++)?+"
_SCALAR = f"{_STRING}|{_WORD}"
_TEXTS = r'\[[ \r\n]*+(?:"[^"]*+(?<!\\)"[ \r\n,]*+)*+\]'
_BLANK = r"[ \t\r\n]*+(?:#[^\n]*+[ \t\r\n]*+)*+"
_BETWEEN = r"[ \t\r\n,]*+(?:#[^\n]*+[ \t\r\n,]*+)*+"
_PAIR = rf"(?:({_BARE})[ \t]*+|({_KEY}))=[ \t]*+(?:({_SCALAR})|({_TEXTS})|[\[{{])"
_HEADER = rf"(\[(?:({_BARE})\]|\[({_BARE})\]\]|\[?+({_KEY})\]\]?+))"
_STATEMENT = f"{_BLANK}(?:{_PAIR}|{_HEADER}|)"
_INNER_PAIR = f"{_BETWEEN}(?:{_PAIR}|}})"
_ELEMENT = rf"{_BETWEEN}(?:()()({_SCALAR})|[\]\[{{])"
_TEXT = r'"[^"]*+"'
_PART = f"{_BARE}|{_QUOTED}"
_BRACKETS = rf"""(?:[^\]\[{{}}"'#]++|{_STRING}|#[^\n]*+)*+(?:([\[{{]++)|([\]}}]++))"""
# The groups of a pair, an element (which has but the third) and a header.
_NAME, _DOTTED, _PLAIN, _ARRAY, _HEAD, _TABLE, _LIST, _HEAD_DOTTED = range(1, 9)


@cache
def _pattern(expression: str) -> re.Pattern[str]:
    return re.compile(expression)


class _Scan:
    """One passage through a text. What is not TOML counts as reaching to the text's end."""

    __slots__ = ("found", "sizes", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.found: dict[Path, Stands] = {}
        self.sizes: dict[Path, int] = {}

    def statements(self) -> None:
        table: Path = ()
        at: int | None = 0
        while at is not None:
            table, at = self.run(table, at)

    def run(self, table: Path, at: int) -> tuple[Path, int | None]:
        """Take statements until one that this loop does not know the end of."""
        found, flat = self.found, len(table) < DEPTH
        for statement in _pattern(_STATEMENT).finditer(self.text, at):
            kind, name = statement.lastindex, statement[1]
            if kind == 3 and name and flat:
                found[table + (name,)] = new(Stands, (statement.span(1), statement.span(3)))
            elif kind == _HEAD:
                table = self.header(statement)
                flat = len(table) < DEPTH
            elif kind == _ARRAY and name and flat:
                self.texts((*table, name), statement.span(_NAME), statement.span(_ARRAY))
            elif kind is None:
                return table, None
            else:
                return table, self.pair(table, statement)
        return table, None

    def texts(self, path, key, value):
        found = self.found
        found[path] = new(Stands, (key, value))
        index = 0
        for element in _pattern(_TEXT).finditer(self.text, *value):
            span = element.span()
            found[path + (index,)] = new(Stands, (span, span))
            index += 1

    def header(self, header: Match) -> Path:
        """Note the table or array of tables that begins here, and give the path of its keys."""
        whole = header.span(_HEAD)
        if name := header[_LIST]:
            path = (name,)
            stands = new(Stands, (header.span(_LIST), whole))
            size = self.sizes.get(path, 0)
            self.sizes[path] = size + 1
            if not size:
                self.found[path] = stands
            path = (name, size)
            self.found[path] = stands
            return path
        if name := header[_TABLE]:
            return self.enter((name,), _stands((header.span(_TABLE), whole)), True)
        parts = self.parts(header.span(_HEAD_DOTTED))
        path: Path = ()
        for part, span in parts:
            if len(path) >= DEPTH:
                break
            path = self.enter((*path, part), _stands((span, whole)), span is parts[-1][1])
        return path

    def enter(self, path: Path, stands: Stands, last: bool) -> Path:
        found, sizes = self.found, self.sizes
        found.setdefault(path, stands)
        if last and self.text.startswith("[[", stands.value[0]):
            sizes[path] = sizes.get(path, 0) + 1
        if path in sizes:
            path = (*path, sizes[path] - 1)
            found.setdefault(path, stands)
        return path

    def parts(self, key: Span) -> list[tuple[str, Span]]:
        """Give the parts of a key as they are meant, and where each is written."""
        parts = islice(_pattern(_PART).finditer(self.text, *key), DEPTH + 1)
        return [(_meant(part[0]), part.span()) for part in parts]

    def pair(self, table: Path, pair: Match) -> int:
        """Note a key and its value, and give the offset after them."""
        if pair[_NAME]:
            return self.value((*table, pair[_NAME]), pair.span(_NAME), pair)
        parts = self.parts(pair.span(_DOTTED))
        whole = (parts[0][1][0], parts[-1][1][1])
        for name, span in parts[:-1]:
            table = (*table, name)
            if len(table) > DEPTH:
                break
            self.found.setdefault(table, _stands((span, whole)))
        return self.value((*table, parts[-1][0]), parts[-1][1], pair)

    def value(self, path: Path, key: Span | None, match: Match) -> int:
        """Note what stands at `path`, and what is in it; without a key, as an element."""
        kept = len(path) <= DEPTH
        if match.lastindex == _PLAIN:
            value = match.span(_PLAIN)
        else:
            start = match.end() - 1
            inside = (
                self.past if not kept else self.array if self.text[start] == "[" else self.table
            )
            value = (start, inside(path, start + 1))
        if kept:
            self.found.setdefault(path, _stands((key or value, value)))
        return value[1]

    def array(self, path: Path, at: int) -> int:
        """Note the elements of an array, and give the offset after its bracket."""
        text, found, match, index = self.text, self.found, _pattern(_ELEMENT).match, 0
        while element := match(text, at):
            if element.lastindex == _PLAIN and len(path) < DEPTH:
                span = element.span(_PLAIN)
                found.setdefault((*path, index), _stands((span, span)))
                at = span[1]
            elif element[0][-1:] == "]":
                return element.end()
            else:
                at = self.value((*path, index), None, element)
            index += 1
        return len(self.text)

    def table(self, path: Path, at: int) -> int:
        """Note the keys of an inline table, and give the offset after its brace."""
        match = _pattern(_INNER_PAIR).match
        found, flat = self.found, len(path) < DEPTH
        while pair := match(self.text, at):
            if pair.lastindex == 3 and pair[1] and flat:
                span = pair.span(3)
                found[path + (pair[1],)] = new(Stands, (pair.span(1), span))
                at = span[1]
                continue
            if pair.lastindex is None:
                return pair.end()
            at = self.pair(path, pair)
        return len(self.text)

    def past(self, _: Path, at: int) -> int:
        """Give the offset after the bracket that closes what was opened before `at`."""
        depth, match = 1, _pattern(_BRACKETS).match
        while run := match(self.text, at):
            at = run.end()
            if run[1]:
                depth += len(run[1])
            elif depth <= len(run[2]):
                return run.start(2) + depth
            else:
                depth -= len(run[2])
        return len(self.text)


def _meant(part: str) -> str:
    return part.strip("\"'")


def scan(text: str) -> dict[Path, Stands]:
    """Give where each key, table and array element of `text` stands, by its path as parsed."""
    whole = _Scan(text)
    whole.statements()
    return whole.found
