"""The text of a citation: its brackets, its sentences, and which stretches of it were understood.

Whatever is read of it is a Span of this text, so that nothing can be invented; what no span covers,
and is no word of the grammar, is the rest, so that nothing can be lost.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property
from typing import TYPE_CHECKING

from muniment.reference.words import ABBREVIATIONS, GRAMMAR

if TYPE_CHECKING:
    from collections.abc import Iterable

Span = tuple[int, int]

_BRACKET = re.compile(r"[()\[\]“”\"]")
_CLOSES = {")": "(", "]": "[", "”": "“"}
_STOP = re.compile(r"[.?!][\"”»)\]]{0,3}(?=\s|\Z)")
_WORD = re.compile(r"\w+")
_LAST_WORD = re.compile(r"[\w.]*\w\Z")
_OUTER = " \t\r\n\f\v\u00a0\u2009\u202f,;:–—-/|·•"


class Source:
    """One citation as text."""

    def __init__(self, text: str) -> None:
        self.text = text
        # Words of the grammar that were read as such.
        self.syntax: list[Span] = []
        # Brackets whose inside is not parted: all, but those that hold steps or credits.
        self.closed = self.brackets

    def __getitem__(self, span: Span) -> str:
        return self.text[span[0] : span[1]]

    def trimmed(self, start: int, end: int, *, stops: bool = False) -> Span:
        """Give a stretch without white space and separators at its ends, and without stops."""
        outer = _OUTER + ("." if stops else "")
        while True:
            start, end = self._stripped(start, end, outer)
            text = self.text[start:end]
            if self._is_loose(text[:1], is_opened=self._is_closed_within(start, end)):
                start += 1
            elif self._is_loose(text[-1:], is_closed=self._starts.get(end, -1) >= start):
                end -= 1
            else:
                return start, max(start, end)

    def _stripped(self, start: int, end: int, outer: str) -> Span:
        text = self.text
        while start < end and (text[start] in f"{outer}." or text[start].isspace()):
            start += 1
        while start < end and (text[end - 1] in outer or text[end - 1].isspace()):
            end -= 1
        return start, end

    @staticmethod
    def _is_loose(mark: str, *, is_opened: bool = False, is_closed: bool = False) -> bool:
        """Whether a bracket at the edge of a stretch has no other within it."""
        return (mark in ("(", "[") and not is_opened) or (mark in (")", "]") and not is_closed)

    def unquoted(self, span: Span) -> Span:
        """Give a stretch without the quotation marks around it, and without a stop in them."""
        text = self[span]
        if len(text) > 1 and text[0] in "“\"„«‘'" and text[-1] in "”\"“»’'":
            return self.trimmed(span[0] + 1, span[1] - 1, stops=True)
        return span

    @cached_property
    def _starts(self) -> dict[int, int]:
        return {end: start for start, end in self.brackets}

    def _is_closed_within(self, start: int, end: int) -> bool:
        at = bisect_right(self.closed, (start, 0))
        return at < len(self.closed) and self.closed[at][0] == start and self.closed[at][1] <= end

    def open_where(self, positions: list[int]) -> None:
        """Open the brackets that have one of these positions, sorted, in them."""

        def holds(pair: Span) -> bool:
            at = bisect_right(positions, pair[0])
            return at < len(positions) and positions[at] < pair[1]

        self.closed = [pair for pair in self.brackets if not holds(pair)]

    @cached_property
    def brackets(self) -> list[Span]:
        """The pairs of brackets and quotation marks; what is never closed is none."""
        pairs: list[Span] = []
        opened: dict[str, list[int]] = {"(": [], "[": [], "“": [], '"': []}
        for found in _BRACKET.finditer(self.text):
            mark = found[0]
            opener = _CLOSES.get(mark, mark)
            if (mark in _CLOSES or mark == '"') and opened[opener]:
                pairs.append((opened[opener].pop(), found.end()))
            elif mark not in _CLOSES:
                opened[mark].append(found.start())
        return sorted(pairs)

    def is_inside(self, at: int, pairs: list[Span]) -> bool:
        """Tell whether a position is inside one of `pairs`, sorted, which may be in one another."""
        before = bisect_right(pairs, (at, 0))
        return any(start < at < end - 1 for start, end in pairs[max(0, before - 8) : before])

    def is_end_of_sentence(self, at: int) -> bool:
        """Tell whether the stop at `at` ends a sentence, by the word before it."""
        found = _LAST_WORD.search(self.text, max(0, at - 20), at)
        word = found[0].casefold() if found else ""
        is_initial = len(word) == 1 and word.isalpha()
        return not is_initial and word not in ABBREVIATIONS and "." not in word

    @cached_property
    def stops(self) -> list[Span]:
        """Every stop that may end a sentence, with the marks that close after it."""
        return [found.span() for found in _STOP.finditer(self.text)]

    def rest(self, spans: Iterable[Span]) -> str:
        """Give what is in none of `spans`, and is no word that was read as one of the grammar."""
        covered = bytearray(len(self.text))
        for start, end in spans:
            covered[start:end] = b"\1" * (end - start)
        for start, end in self.syntax:
            for word in _WORD.finditer(self.text, start, end):
                # Only a word that is known to be one: so no name can be lost for a mistake.
                if word[0].casefold() in GRAMMAR:
                    covered[word.start() : word.end()] = b"\1" * len(word[0])
        return "; ".join(self._uncovered(covered))

    def _uncovered(self, covered: bytearray) -> list[str]:
        pieces: list[str] = []
        at = 0
        while (start := covered.find(0, at)) >= 0:
            end = covered.find(1, start)
            at = end if end >= 0 else len(covered)
            piece = self[self.trimmed(start, at)].strip(' .”“"»«')
            if any(letter.isalnum() for letter in piece):
                pieces.append(piece)
        return pieces
