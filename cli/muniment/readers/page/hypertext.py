"""An HTML page as the lines of text that a reader of it sees, and where in its source each stands.

The source is scanned once, and no tree is built of it: parsers that do as HTML 5 says take minutes
for a megabyte of `<div>` or `<option>`, and none tells where a text stood.
"""

from __future__ import annotations

import re
from html import unescape
from typing import NamedTuple

from muniment.errors import MunimentError
from muniment.readers.page.shown import Piece, Shown, ShownLine
from muniment.readers.page.tags import HIDDEN, TOKEN, attributes, hidden_address, names

_WORD = re.compile(r"[^ \t\n\r\f]+")
_WORD_OR_END = re.compile(r"[^ \t\n\r\f]+|\r\n|[\r\n]")
# What is seen as a blank; in a line of text some of it would break the line.
_BLANK = re.compile(r"[\t\n\x0b\x0c\r\x1c-\x1e\x85\xa0\u2028\u2029]")
_BLOCKS = names(
    "address article aside blockquote body caption center dd details dialog dir div dl dt"
    " fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 head header hgroup hr html"
    " legend li main menu nav ol p pre section summary table tbody td tfoot th thead tr ul"
)
# No tag in these is one.
_RAW = names("iframe noembed noframes noscript script style textarea title xmp plaintext")
_EMPTY = names("area base br col embed hr img input link meta param source track wbr")
_NOT_SHOWN = names("button canvas datalist nav object select svg template")
# At the edge of a page these are the site's; in an article they are its own.
_EDGES = names("aside footer header")
_PARTS = names("article main section")
# The next of them ends one that nothing else has ended.
_ENDLESS = names("dd dt li option p td th tr")
# What must be known to be open: it says something of what is in it, or ends what is endless.
_TRACKED = _PARTS | {"pre", "ul", "ol", "dl", "table"}
_DEEPEST = 200
_MOST_SHOWN = 1024 * 1024


class _Open(NamedTuple):
    """An element that matters to what stands in it, with what those around it say.

    `is_own` tells a language that was marked below the page as a whole, which is often the
    template's.
    """

    name: str = ""
    lang: str = ""
    is_own: bool = False
    is_shown: bool = True
    is_main: bool = False
    is_part: bool = False
    is_kept: bool = False


def shown(source: str, name: str) -> Shown:
    """Give what of an HTML page is seen; `name` is what an error calls it."""
    return _Reading(source, name).shown()


class _Reading:
    """The source while it is read: the elements that are open, and the lines that there are."""

    def __init__(self, source: str, name: str) -> None:
        self._source = source
        self._name = name
        self._open = [_Open()]
        # How many of the same name were opened in each since.
        self._nested = [0]
        self._by_name: dict[str, list[int]] = {}
        self._lines: list[ShownLine] = []
        self._is_apart = False
        self._size = 0
        self._new_line()

    def shown(self) -> Shown:
        """Read the source, from one tag to the next."""
        at = 0
        while token := TOKEN.match(self._source, at):
            at = token.end()
            if token["text"]:
                self._text(token.start(), at)
            elif token["open"]:
                at = self._start(token["open"].lower(), token["rest"], at)
            elif token["close"]:
                self._end(token["close"].lower())
        self._break(is_block=True)
        if any(line.is_main for line in self._lines):
            self._lines = [line for line in self._lines if line.is_main]
        return Shown(self._source, self._lines)

    def _start(self, name: str, rest: str, at: int) -> int:
        """Read a tag that opens; give where to go on."""
        found = attributes(rest)
        if name in _RAW:
            end = re.compile(rf"</{name}(?![^\s/>])", re.IGNORECASE).search(self._source, at)
            return end.start() if end and name != "plaintext" else len(self._source)
        if name in _BLOCKS or name in {"br", "hr"}:
            self._break(is_block=name != "br")
        if name not in _EMPTY:
            self._enter(name, found)
        hidden = HIDDEN.match(self._source, at)
        if hidden and (address := hidden_address(found)):
            self._word(address, at, hidden.end())
            return hidden.end()
        return at

    def _enter(self, name: str, found: dict[str, str]) -> None:
        if name in _ENDLESS and self._open[-1].name == name:
            self._leave(len(self._open) - 1)
        around = self._open[-1]
        lang = found.get("lang") or found.get("xml:lang") or ""
        is_main = name == "main" or found.get("role") == "main"
        is_hidden = name in _NOT_SHOWN or "hidden" in found
        is_hidden = is_hidden or (name in _EDGES and not around.is_part)
        if not (lang or is_main or is_hidden or name in _TRACKED):
            self._nested[self._innermost(name)] += 1
            return
        if len(self._open) > _DEEPEST:
            raise MunimentError(
                f"{self._name}: has elements in one another, over {_DEEPEST} deep: no page has"
            )
        self._by_name.setdefault(name, []).append(len(self._open))
        self._nested.append(0)
        self._open.append(
            _Open(
                name,
                lang or around.lang,
                name not in {"html", "body"} if lang else around.is_own,
                around.is_shown and not is_hidden,
                around.is_main or is_main,
                around.is_part or is_main or name in _PARTS,
                around.is_kept or name == "pre",
            )
        )

    def _end(self, name: str) -> None:
        if name in _BLOCKS:
            self._break(is_block=True)
        at = self._innermost(name)
        if at and self._nested[at]:
            self._nested[at] -= 1
        elif at:
            self._leave(at)

    def _leave(self, at: int) -> None:
        for element in self._open[at:]:
            self._by_name[element.name].pop()
        del self._open[at:], self._nested[at:]

    def _innermost(self, name: str) -> int:
        """Give which of the open elements of a name is the innermost; 0, the page, if none is."""
        return (self._by_name.get(name) or [0])[-1]

    def _text(self, start: int, end: int) -> None:
        if not self._open[-1].is_shown:
            return
        at = start
        words = _WORD_OR_END if self._open[-1].is_kept else _WORD
        for word in words.finditer(self._source, start, end):
            self._is_apart = self._is_apart or word.start() > at
            at = word.end()
            if word[0] in "\r\n":
                self._break(is_block=False)
                continue
            text = unescape(word[0]) if "&" in word[0] else word[0]
            self._word(_BLANK.sub(" ", text), word.start(), at)
        self._is_apart = self._is_apart or at < end

    def _word(self, text: str, start: int, end: int) -> None:
        if not self._open[-1].is_shown:
            return
        if self._is_apart and self._words:
            self._words.append(" ")
            self._column += 1
        piece = Piece(self._column, len(text), start, end)
        last = self._pieces[-1] if self._pieces else None
        if last and _continues(last, piece):
            self._pieces[-1] = Piece(
                last.column, piece.column + piece.length - last.column, last.start, end
            )
        else:
            self._pieces.append(piece)
        self._words.append(text)
        self._column += len(text)
        self._size += len(text) + 1
        self._is_apart = False
        self._langs.add((self._open[-1].lang, self._open[-1].is_own))
        if self._size > _MOST_SHOWN:
            raise MunimentError(f"{self._name}: shows over 1 MiB of text, too much for a page")

    def _break(self, *, is_block: bool) -> None:
        """End a line; with a block, or where a line ended already, a blank line follows."""
        is_main, had_words = self._open[-1].is_main, bool(self._words)
        if had_words:
            line = "".join(self._words)
            self._lines.append(ShownLine(line, self._pieces, frozenset(self._langs), is_main))
        if (is_block or not had_words) and self._lines and self._lines[-1].text:
            self._lines.append(ShownLine("", [], frozenset(), self._lines[-1].is_main))
        self._new_line()

    def _new_line(self) -> None:
        self._words: list[str] = []
        self._pieces: list[Piece] = []
        self._langs: set[tuple[str, bool]] = set()
        self._column = 1
        self._is_apart = False


def _continues(last: Piece, piece: Piece) -> bool:
    """Tell whether a piece stands in the source behind another just as it does in the line."""
    is_plain = last.length == last.end - last.start and piece.length == piece.end - piece.start
    return is_plain and piece.start - last.start == piece.column - last.column
