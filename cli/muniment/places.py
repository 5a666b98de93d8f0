"""Where each key of a TOML text stands: a scanner, for texts that a parser has accepted.

It knows the tokens of TOML 1.0, not all that makes a text valid. Where it meets something that is
not TOML it stops, and what was found before stands. Nothing is scanned, and no regular expression
compiled, before the first question: a clean record has no need of places.
"""

from __future__ import annotations

import re
from functools import cache, cached_property, partial
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from muniment.finding import Place

if TYPE_CHECKING:
    from collections.abc import Sequence

    from muniment.keys import Path

    Span = tuple[int, int]
    Spans = tuple[Span, Span]
    Match = re.Match[str]

# So many parts of a path are told apart, because no walk over a record goes deeper. Paths are
# tuples: those of all the tables that a long dotted key implies would grow with its square.
DEPTH = 16


class Stands(NamedTuple):
    """Offsets, in characters, of a key as it is written and of its value's source text.

    A table's value is its header, brackets and all; that of a table which only a dotted key names
    is the dotted key. An element of an array has no key: its value stands for it.
    """

    key: tuple[int, int]
    value: tuple[int, int]


# Quantifiers are possessive, so that nothing backtracks. Before Python 3.11.5 a possessive group
# does not step back from a last round that failed (CPython gh-106052): in a valid text such a round
# may take nothing, or must end at a quote, where nothing else matches. Lookarounds count as taking.
_BARE = r"[A-Za-z0-9_-]++"
_QUOTED = r""""[^"\\]*+(?:\\[\s\S][^"\\]*+)*+"|'[^']*+'"""
# A simple key or a dotted one: white space may stand around its dots, and in a header around it.
_KEY = rf"(?=[A-Za-z0-9_\"'-])(?:[A-Za-z0-9_. \t-]++|{_QUOTED})++"
# The first form of each is the quick one, for a string without quotes inside. Multi-line strings
# may end with one or two quotes of their own before the three that close them.
_BASIC = r'"(?!"")(?:[^"]*+(?<!\\)"|[^"\\]*+(?:\\[\s\S][^"\\]*+)*+")'
_LONG_BASIC = r'"""(?:[^"]*+(?<!\\)"""(?!")|[^"\\]*+(?:(?:"|\\[\s\S])[^"\\]*+)*?"{3,5}+)'
_LITERAL = r"'(?!'')[^']*+'|'''[^']*+(?:'[^']*+)*?'{3,5}+"
_STRING = f"{_BASIC}|{_LITERAL}|{_LONG_BASIC}"
# A space may part a date from its time (the note in RFC 3339, section 5.6).
_WORD = r"[A-Za-z0-9_.:+-]++(?:(?= [0-9])(?<=[0-9]{4}-[0-9]{2}-[0-9]{2}) [0-9.:Zz+-]++)?+"
_SCALAR = f"{_STRING}|{_WORD}"
# An array of strings that are neither empty nor multi-line and have no quotes inside: most arrays.
_TEXTS = r'\[[ \t\r\n]*+(?:"[^"]++(?<!\\)"[ \t\r\n,]*+)*+\]'
_PAIR = rf"(?:({_BARE})[ \t]*+|({_KEY}))=[ \t]*+(?:({_SCALAR})|({_TEXTS})|[\[{{])"
_HEADER = rf"(\[\[?+(?:({_BARE})|[ \t]*+({_KEY}))\]\]?+)"
_BLANK = r"[ \t\r\n]*+(?:#[^\n]*+[ \t\r\n]*+)*+"
_BETWEEN = r"[ \t\r\n,]*+(?:#[^\n]*+[ \t\r\n,]*+)*+"

_STATEMENT = f"{_BLANK}(?:{_PAIR}|{_HEADER}|)"
_INLINE = f"{_BETWEEN}(?:{_PAIR}|}})"
_ELEMENT = rf"{_BETWEEN}(?:()()({_SCALAR})|[\[{{\]])"
_TEXT = r'"[^"]*+"'
_PART = f"{_BARE}|{_QUOTED}"
_BRACKETS = rf"""(?:[^\[\]{{}}"'#]++|{_STRING}|#[^\n]*+)*+(?:([\[{{]++)|([\]}}]++))"""
_ESCAPED = {r"\b": "\b", r"\t": "\t", r"\n": "\n", r"\f": "\f", r"\r": "\r"}
_ESCAPE = r"\\(?:u([0-9A-Fa-f]{4})|U(00(?:0[0-9A-Fa-f]|10)[0-9A-Fa-f]{4})|[\s\S])"
# The groups of _STATEMENT; _INLINE has the first four of them, _ELEMENT the third.
_NAME, _DOTTED, _PLAIN, _ARRAY, _HEAD, _TABLE, _DOTTED_TABLE = range(1, 8)


@cache
def _pattern(expression: str) -> re.Pattern[str]:
    return re.compile(expression)


class _Scan:
    """One passage through a text. What is not closed reaches to the text's end."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.found: dict[Path, Spans] = {}
        # Of each array of tables, how many there are so far.
        self.sizes: dict[Path, int] = {}
        self.table: Path = ()
        self.at: int | None = 0

    def until(self, wanted: Path | None) -> dict[Path, Spans]:
        """Scan on until the path is found, or to the end, and give what was found so far."""
        while self.at is not None and wanted not in self.found:
            self.table, self.at = self.statements(self.table, self.at, wanted)
        return self.found

    def statements(self, table: Path, at: int, wanted: Path | None) -> tuple[Path, int | None]:
        """Take statements up to one with a value that is not read in one go, or to the end (None).

        Nearly all of a record passes here, without another call.
        """
        note, near = self.found.setdefault, len(table) < DEPTH - 1
        for statement in _pattern(_STATEMENT).finditer(self.text, at):
            kind, name = statement.lastindex, statement[_NAME]
            if kind == _PLAIN and name and near:
                # Faster than unpacking by a twentieth of the whole scan.
                path = table + (name,)  # noqa: RUF005
                note(path, (statement.span(_NAME), statement.span(_PLAIN)))
                if path == wanted:
                    return table, statement.end()
            elif kind == _HEAD:
                table = self.header(statement)
                near = len(table) < DEPTH - 1
            elif kind == _ARRAY and name and near:
                self.texts((*table, name), (statement.span(_NAME), statement.span(_ARRAY)))
            elif kind is None:
                break
            else:
                return table, self.pair(table, statement)
        return table, None

    def texts(self, path: Path, spans: Spans) -> None:
        note = self.found.setdefault
        note(path, spans)
        for index, text in enumerate(_pattern(_TEXT).finditer(self.text, *spans[1])):
            span = text.span()
            note((*path, index), (span, span))

    def header(self, header: Match) -> Path:
        """Note the tables that a header names, and give the path of what stands below it."""
        whole = header.span(_HEAD)
        repeated = self.text.startswith("[[", whole[0])
        if name := header[_TABLE]:
            return self.enter((name,), (header.span(_TABLE), whole), repeated)
        *above, (name, key) = self.parts(header.span(_DOTTED_TABLE))
        path: Path = ()
        for part, span in above:
            path = self.enter((*path, part), (span, whole), False)
        return self.enter((*path, name), (key, whole), repeated and len(above) < DEPTH)

    def enter(self, path: Path, spans: Spans, repeated: bool) -> Path:
        """Note a table, and give the path of its keys: of an array of tables, those of the last."""
        found, size = self.found, self.sizes.get(path, 0) + repeated
        found.setdefault(path, spans)
        if not size:
            return path
        self.sizes[path] = size
        path = (*path, size - 1)
        found.setdefault(path, spans)
        return path

    def note(self, path: Path, spans: Spans) -> None:
        if len(path) <= DEPTH:
            self.found.setdefault(path, spans)

    def parts(self, key: Span) -> list[tuple[str, Span]]:
        """Give the parts of a key as they are meant, and where each is written; at least one."""
        parts = islice(_pattern(_PART).finditer(self.text, *key), DEPTH + 1)
        return [(_meant(part[0]), part.span()) for part in parts]

    def pair(self, table: Path, pair: Match) -> int:
        """Note a key and its value, and give the offset after them."""
        if name := pair[_NAME]:
            return self.value((*table, name), pair.span(_NAME), pair)
        *above, (name, key) = self.parts(pair.span(_DOTTED))
        for part, span in above:
            table = (*table, part)
            self.note(table, (span, (above[0][1][0], key[1])))
        return self.value((*table, name), key, pair)

    def value(self, path: Path, key: Span | None, match: Match) -> int:
        """Note a value, as an element if it has no key, and give the offset after it."""
        if match.lastindex == _PLAIN:
            value = match.span(_PLAIN)
        else:
            start = match.start(_ARRAY) if match.lastindex == _ARRAY else match.end() - 1
            value = start, self.inside(path, start)
        self.note(path, (key or value, value))
        return value[1]

    def inside(self, path: Path, start: int) -> int:
        """Note what is in the array or inline table at `start`, and give the offset after it."""
        if len(path) >= DEPTH:
            return self.past(start)
        return (self.array if self.text[start] == "[" else self.inline)(path, start + 1)

    def array(self, path: Path, at: int) -> int:
        match, index = _pattern(_ELEMENT).match, 0
        while element := match(self.text, at):
            if element.lastindex:
                span = element.span(_PLAIN)
                self.found.setdefault((*path, index), (span, span))
                at = span[1]
            elif self.text[element.end() - 1] == "]":
                return element.end()
            else:
                at = self.value((*path, index), None, element)
            index += 1
        return len(self.text)

    def inline(self, path: Path, at: int) -> int:
        match = _pattern(_INLINE).match
        while (pair := match(self.text, at)) and pair.lastindex:
            at = self.pair(path, pair)
        return pair.end() if pair else len(self.text)

    def past(self, start: int) -> int:
        """Give the offset after the bracket that closes the one at `start`."""
        match, at, unclosed = _pattern(_BRACKETS).match, start, 0
        while run := match(self.text, at):
            at = run.end()
            if opening := run[1]:
                unclosed += len(opening)
            elif unclosed <= len(run[2]):
                return run.start(2) + unclosed
            else:
                unclosed -= len(run[2])
        return len(self.text)


def _meant(part: str) -> str:
    """Give one part of a key without its quotes and escapes."""
    if part[0] == '"':
        return _pattern(_ESCAPE).sub(_unescaped, part[1:-1])
    return part[1:-1] if part[0] == "'" else part


def _unescaped(escape: Match) -> str:
    code = escape[1] or escape[2]
    return chr(int(code, 16)) if code else _ESCAPED.get(escape[0], escape[0][1])


def scan(text: str) -> dict[Path, Stands]:
    """Give where each key, table and array element of `text` stands, by its path as parsed."""
    found = _Scan(text).until(None)
    # What NamedTuple's constructor does, without its call in Python.
    return dict(zip(found, map(partial(tuple.__new__, Stands), found.values()), strict=True))


class Places:
    """The places in one text, by path; it is scanned when first asked about."""

    def __init__(self, text: str) -> None:
        self._text = text

    def of(self, path: Sequence[str | int]) -> Place:
        """Give the place of a value (its first line) or of a table's header.

        For a path that is not written, that of its nearest ancestor; without one, the first line.
        """
        return self._place(self.written(path), 1)

    def key(self, path: Sequence[str | int]) -> Place:
        """Give the place of the key itself; like `of` for a path that is not written."""
        return self._place(self.written(path), 0)

    def written(self, path: Sequence[str | int]) -> Path:
        """Give the longest part of `path`, from its start, that is written in the text."""
        whole, depth = tuple(path), 0
        found = self._scan.until(whole) if whole else {}
        while depth < len(whole) and whole[: depth + 1] in found:
            depth += 1
        return whole[:depth]

    def value_range(self, path: Sequence[str | int]) -> tuple[int, int] | None:
        """Give the offsets of the source of a value; None if none is written there.

        A table that has a header, or is only implied, has no value that could be replaced.
        """
        # An element is its own key; a header, and a dotted key, contain theirs.
        key, value = self._scan.until(None).get(tuple(path), ((1, 1), (0, 0)))
        return value if key == value or key[1] <= value[0] else None

    def line(self, number: int) -> str:
        """Give the text of a line, without its end; empty where there is no such line."""
        lines = self._text.split("\n", number) if number > 0 else []
        return lines[number - 1].removesuffix("\r") if 0 < number <= len(lines) else ""

    def excerpt(self, place: Place, width: int) -> tuple[str, int]:
        """Give a place's line, or `width` characters of it around the place, and their offset."""
        line = self.line(place.line)
        start = max(0, place.column - 1 - width // 2) if len(line) > width else 0
        return line[start : start + width], start

    @cached_property
    def _scan(self) -> _Scan:
        return _Scan(self._text)

    def _place(self, path: Path, which: int) -> Place:
        if not path:
            return Place(1, 1, 1, max(2, len(self.line(1)) + 1))
        start, end = self._scan.found[path][which]
        number = self._text.count("\n", 0, start) + 1
        first = self._text.rfind("\n", 0, start) + 1
        last = min(end - first, len(self.line(number)))
        return Place(number, start - first + 1, number, last + 1)
