"""Where each key of a TOML text stands: a scanner, for texts that a parser has accepted.

It knows the tokens of TOML 1.0, not all that makes a text valid. Where it meets something that is
not TOML it stops, and what was found before stands. No regular expression is compiled before the
first question: a clean record has no need of places.
"""

from __future__ import annotations

import re
from functools import cache, partial
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
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
BARE = r"[A-Za-z0-9_-]++"
_QUOTED = r""""[^"\\]*+(?:\\[\s\S][^"\\]*+)*+"|'[^']*+'"""
# A simple key or a dotted one: white space may stand around its dots, and in a header around it.
_KEY = rf"(?=[A-Za-z0-9_\"'-])(?:[A-Za-z0-9_. \t-]++|{_QUOTED})++"
# The first form of each is the quick one, for a string without quotes inside. Multi-line strings
# may end with one or two quotes of their own before the three that close them.
_BASIC = r'"(?!"")(?:[^"]*+(?<!\\)"|[^"\\]*+(?:\\[\s\S][^"\\]*+)*+")'
_LONG_BASIC = r'"""(?:[^"]*+(?<!\\)"""(?!")|[^"\\]*+(?:(?:"|\\[\s\S])[^"\\]*+)*?"{3,5}+)'
_LITERAL = r"'(?!'')[^']*+'|'''[^']*+(?:'[^']*+)*?'{3,5}+"
STRING = f"{_BASIC}|{_LITERAL}|{_LONG_BASIC}"
# A space may part a date from its time (the note in RFC 3339, section 5.6).
_WORD = r"[A-Za-z0-9_.:+-]++(?:(?= [0-9])(?<=[0-9]{4}-[0-9]{2}-[0-9]{2}) [0-9.:Zz+-]++)?+"
_SCALAR = f"{STRING}|{_WORD}"
# An array of strings that are neither empty nor multi-line and have no quotes inside: most arrays.
_TEXTS = r'\[[ \t\r\n]*+(?:"[^"]++(?<!\\)"[ \t\r\n,]*+)*+\]'
_PAIR = rf"(?:({BARE})[ \t]*+|({_KEY}))=[ \t]*+(?:({_SCALAR})|({_TEXTS})|[\[{{])"
_HEADER = rf"(\[\[?+(?:({BARE})|[ \t]*+({_KEY}))\]\]?+)"
_BLANK = r"[ \t\r\n]*+(?:#[^\n]*+[ \t\r\n]*+)*+"
_BETWEEN = r"[ \t\r\n,]*+(?:#[^\n]*+[ \t\r\n,]*+)*+"

_STATEMENT = f"{_BLANK}(?:{_PAIR}|{_HEADER}|)"
_INLINE = f"{_BETWEEN}(?:{_PAIR}|}})"
_ELEMENT = rf"{_BETWEEN}(?:()()({_SCALAR})|[\[{{\]])"
_TEXT = r'"[^"]*+"'
_PART = f"{BARE}|{_QUOTED}"
_BRACKETS = rf"""(?:[^\[\]{{}}"'#]++|{STRING}|#[^\n]*+)*+(?:([\[{{]++)|([\]}}]++))"""
_ESCAPED = {r"\b": "\b", r"\t": "\t", r"\n": "\n", r"\f": "\f", r"\r": "\r"}
_ESCAPE = r"\\(?:u([0-9A-Fa-f]{4})|U(00(?:0[0-9A-Fa-f]|10)[0-9A-Fa-f]{4})|[\s\S])"
# The groups of _STATEMENT; _INLINE has the first four of them, _ELEMENT the third.
_NAME, _DOTTED, _PLAIN, _ARRAY, _HEAD, _TABLE, _DOTTED_TABLE = range(1, 8)


@cache
def pattern(expression: str) -> re.Pattern[str]:
    """Compile a regular expression when it is first needed."""
    return re.compile(expression)


class Scan:
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
            self.table, self.at = self._statements(self.table, self.at, wanted)
        return self.found

    def _statements(self, table: Path, at: int, wanted: Path | None) -> tuple[Path, int | None]:
        """Take statements up to one with a value that is not read in one go, or to the end (None).

        Nearly all of a record passes here, without another call.
        """
        note, near = self.found.setdefault, len(table) < DEPTH - 1
        for statement in pattern(_STATEMENT).finditer(self.text, at):
            kind, name = statement.lastindex, statement[_NAME]
            if kind == _PLAIN and name and near:
                # Faster than unpacking by a twentieth of the whole scan.
                path = table + (name,)  # noqa: RUF005
                note(path, (statement.span(_NAME), statement.span(_PLAIN)))
                if path == wanted:
                    return table, statement.end()
            elif kind == _HEAD:
                table = self._header(statement)
                near = len(table) < DEPTH - 1
            elif kind == _ARRAY and name and near:
                self._texts((*table, name), (statement.span(_NAME), statement.span(_ARRAY)))
            elif kind is None:
                break
            else:
                return table, self._pair(table, statement)
        return table, None

    def _texts(self, path: Path, spans: Spans) -> None:
        note = self.found.setdefault
        note(path, spans)
        for index, text in enumerate(pattern(_TEXT).finditer(self.text, *spans[1])):
            span = text.span()
            note((*path, index), (span, span))

    def _header(self, header: Match) -> Path:
        """Note the tables that a header names, and give the path of what stands below it."""
        whole = header.span(_HEAD)
        repeated = self.text.startswith("[[", whole[0])
        if name := header[_TABLE]:
            return self._enter((name,), (header.span(_TABLE), whole), repeated)
        *above, (name, key) = self._parts(header.span(_DOTTED_TABLE))
        path: Path = ()
        for part, span in above:
            path = self._enter((*path, part), (span, whole), False)
        return self._enter((*path, name), (key, whole), repeated and len(above) < DEPTH)

    def _enter(self, path: Path, spans: Spans, repeated: bool) -> Path:
        """Note a table, and give the path of its keys: of an array of tables, those of the last."""
        found, size = self.found, self.sizes.get(path, 0) + repeated
        found.setdefault(path, spans)
        if not size:
            return path
        self.sizes[path] = size
        path = (*path, size - 1)
        found.setdefault(path, spans)
        return path

    def _note(self, path: Path, spans: Spans) -> None:
        if len(path) <= DEPTH:
            self.found.setdefault(path, spans)

    def _parts(self, key: Span) -> list[tuple[str, Span]]:
        """Give the parts of a key as they are meant, and where each is written; at least one."""
        parts = islice(pattern(_PART).finditer(self.text, *key), DEPTH + 1)
        return [(_meant(part[0]), part.span()) for part in parts]

    def _pair(self, table: Path, pair: Match) -> int:
        """Note a key and its value, and give the offset after them."""
        if name := pair[_NAME]:
            return self._value((*table, name), pair.span(_NAME), pair)
        *above, (name, key) = self._parts(pair.span(_DOTTED))
        for part, span in above:
            table = (*table, part)
            self._note(table, (span, (above[0][1][0], key[1])))
        return self._value((*table, name), key, pair)

    def _value(self, path: Path, key: Span | None, match: Match) -> int:
        """Note a value, as an element if it has no key, and give the offset after it."""
        if match.lastindex == _PLAIN:
            value = match.span(_PLAIN)
        else:
            start = match.start(_ARRAY) if match.lastindex == _ARRAY else match.end() - 1
            value = start, self._inside(path, start)
        self._note(path, (key or value, value))
        return value[1]

    def _inside(self, path: Path, start: int) -> int:
        """Note what is in the array or inline table at `start`, and give the offset after it."""
        if len(path) >= DEPTH:
            return self._past(start)
        return (self._array if self.text[start] == "[" else self._inline)(path, start + 1)

    def _array(self, path: Path, at: int) -> int:
        match, index = pattern(_ELEMENT).match, 0
        while element := match(self.text, at):
            if element.lastindex:
                span = element.span(_PLAIN)
                self.found.setdefault((*path, index), (span, span))
                at = span[1]
            elif self.text[element.end() - 1] == "]":
                return element.end()
            else:
                at = self._value((*path, index), None, element)
            index += 1
        return len(self.text)

    def _inline(self, path: Path, at: int) -> int:
        match = pattern(_INLINE).match
        while (pair := match(self.text, at)) and pair.lastindex:
            at = self._pair(path, pair)
        return pair.end() if pair else len(self.text)

    def _past(self, start: int) -> int:
        """Give the offset after the bracket that closes the one at `start`."""
        match, at, unclosed = pattern(_BRACKETS).match, start, 0
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
        return pattern(_ESCAPE).sub(_unescaped, part[1:-1])
    return part[1:-1] if part[0] == "'" else part


def _unescaped(escape: Match) -> str:
    code = escape[1] or escape[2]
    return chr(int(code, 16)) if code else _ESCAPED.get(escape[0], escape[0][1])


def scan(text: str) -> dict[Path, Stands]:
    """Give where each key, table and array element of `text` stands, by its path as parsed."""
    found = Scan(text).until(None)
    # What NamedTuple's constructor does, without its call in Python.
    return dict(zip(found, map(partial(tuple.__new__, Stands), found.values()), strict=True))
