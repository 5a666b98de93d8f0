"""A segment of a citation as items: archives, steps of a reference, and plain names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple

from muniment.reference import forms, names
from muniment.reference.segments import segments
from muniment.reference.steps import Step

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from muniment.reference.source import Source, Span

# Lower case, for a name may begin with such a word; at the start of a sentence with a capital.
_LEADING = (
    r"[Aa]nd|[Aa]lso|[Tt]he|[Ii]n|[Aa]t|[Ff]rom|[Ss]ee|[Ии]|[Вв]|[Oo]riginals?|[Oo]riginally|"
    r"[Cc]op(?:y|ies)|[Aa]nother|[Aa]|[Pp]hotocop(?:y|ies)|microfilm|copied|is|are|was|were|can|be|"
    r"enclosed|found|kept|held|on\sfile|deposited|preserved|available|located|stored|with|by|"
    r"of\sthis|document|this"
)
_LEAD = re.compile(rf"(?:(?:{_LEADING})(?=\W)\W{{1,3}}){{1,12}}")
# What stands between two references, and says nothing.
_NOTHING = re.compile(r"(?:and|or|und|и|also|also\sin|in|the|with|see|see\salso)", re.IGNORECASE)
_ARCHIVE = re.compile(r"\s[Aa]rchives?(?!\w)")
_COPY = re.compile(r"(?<!\w)(?:(?:photo)?cop(?:y|ies)|microfilm|копи[яи])(?!\w)", re.IGNORECASE)
_SAID = re.compile(r"\s(?:is|are)\s(?:also\s)?(?:in|at)(?:\sthe)?\Z")
_AT = re.compile(r"\s(?:at|in)(?:\sthe)?\Z")
_QUOTES = "“\"'«„"

Kind = Literal["archive", "step", "plain"]


class Item(NamedTuple):
    """One item; `before` is the separator before it ("" inside a segment).

    An archive has its name and siglum, and says whether it has a copy; a step has its word.
    """

    kind: Kind
    span: Span
    before: str = ""
    word: str = ""
    name: Span | None = None
    siglum: Span | None = None
    is_copy: bool = False


def items(
    source: Source, clause: Span, steps: Sequence[Step], archives: Sequence[Item]
) -> Iterator[Item]:
    """Yield the items of a clause; `steps` and `archives` are those of the whole citation."""
    all_marks: list[Step | Item] = [*steps, *archives]
    inside_clause = (mark for mark in all_marks if clause[0] <= _span(mark)[0] < clause[1])
    marks = sorted(inside_clause, key=_span)
    # What has no value yet may be a word of a name: "C.C. of R.C.P. Collection".
    whole = [_span(mark) for mark in marks if isinstance(mark, Item) or _has_value(mark)]
    for before, span in segments(source, clause, whole):
        inside = [mark for mark in marks if span[0] <= _span(mark)[0] < span[1]]
        yield from _Segment(source, before, span, inside).items()


def between_semicolons(items: Iterable[Item]) -> list[list[Item]]:
    """Part items by the semicolons between them."""
    chunks: list[list[Item]] = []
    for item in items:
        if item.before == ";" or not chunks:
            chunks.append([])
        chunks[-1].append(item)
    return chunks


def _span(mark: Step | Item) -> Span:
    return mark.span if isinstance(mark, Item) else (mark.start, mark.end)


def _has_value(step: Step) -> bool:
    return step.value[0] < step.value[1]


class _Segment:
    """One segment, while its items are told; `at` is how far it was read."""

    def __init__(
        self, source: Source, before: str, span: Span, marks: Sequence[Step | Item]
    ) -> None:
        self._source = source
        self._before = before
        self._at, self._end = span
        self._marks = marks
        self._is_copy = False

    def items(self) -> Iterator[Item]:
        """Yield the items in their order; only the first has the mark before the segment."""
        self._skip_lead()
        marks = [mark for mark in self._marks if _span(mark)[0] >= self._at]
        limits = [*(_span(mark)[0] for mark in marks[1:]), self._end]
        for mark, limit in zip(marks, limits, strict=False):
            plain = self._source.trimmed(self._at, _span(mark)[0])
            if isinstance(mark, Step):
                yield from self._step(mark, plain, limit)
            else:
                yield from self._archive(mark, plain, limit)
        yield from self._plain(self._source.trimmed(self._at, self._end))

    def _told(self, item: Item) -> Item:
        item, self._before = item._replace(before=self._before), ""
        return item

    def _plain(self, span: Span) -> Iterator[Item]:
        text = self._source[span]
        if _NOTHING.fullmatch(text):
            self._source.syntax.append(span)
        elif any(letter.isalnum() for letter in text):
            yield self._told(Item("plain", span, is_copy=self._is_copy))

    def _skip_lead(self) -> None:
        """Take connecting words from the start, where an archive or a step follows them."""
        starts = [_span(mark)[0] for mark in self._marks]
        lead = _LEAD.match(self._source.text, self._at, self._end)
        if not lead or self._at in starts:
            return
        end = lead.end()
        if any(end <= start <= end + 4 for start in starts) or names.is_institution(
            self._source[end, self._end]
        ):
            self._is_copy = bool(_COPY.search(lead[0]))
            self._source.syntax.append(lead.span())
            self._at = end

    def _step(self, step: Step, plain: Span, limit: int) -> Iterator[Item]:
        value = self._value(step, limit, is_first=plain[0] >= plain[1])
        if value is None:
            return
        yield from self._plain(plain)
        self._source.syntax.extend([(step.start, value[0]), (value[1], step.end)])
        yield self._told(Item("step", value, word=step.word))
        # A name goes as far as the segment, its closing quotation mark included.
        self._at = limit if value[1] > step.end else step.end

    def _value(self, step: Step, limit: int, *, is_first: bool) -> Span | None:
        """Give a step's value: a name goes as far as the segment; None where there is none."""
        source = self._source
        if step.kind in ("code", "leaves") or _has_value(step):
            if step.kind != "text":
                return step.value
            if not is_first and re.fullmatch(forms.YEAR, source[step.value]):
                return None
            goes_on = source.text[step.value[1] : limit].strip(" .:)") != ""
            start = step.value[0]
            return source.trimmed(start, limit, stops=True) if goes_on else step.value
        value = source.unquoted(source.trimmed(step.end, limit, stops=True))
        first = source[value][:1]
        is_name = first.isupper() or first.isdigit() or (first and first in _QUOTES)
        return value if is_first and is_name else None

    def _archive(self, archive: Item, plain: Span, limit: int) -> Iterator[Item]:
        """Yield an archive, unless it is part of a longer name."""
        source = self._source
        held = self._held_there(plain) if archive.name else None
        if held:
            yield from self._plain(held)
            self._before = ","
        elif not (plain[0] >= plain[1] or _COPY.fullmatch(source[plain])) or names.goes_on(
            source, archive.span[1], limit
        ):
            return
        yield self._told(archive._replace(is_copy=self._is_copy))
        self._at = archive.span[1]
        if archive.siglum and (word := _ARCHIVE.match(source.text, self._at)):
            source.syntax.append(word.span())
            self._at = word.end()

    def _held_there(self, plain: Span) -> Span | None:
        """Give what is said to be at the archive that follows: "Haksar's papers at the"."""
        source = self._source
        if said := _SAID.search(source.text, *plain):
            # What a sentence says of another document is nobody's reference.
            source.syntax.append(said.span())
            return said.end(), said.end()
        found = _AT.search(source.text, *plain)
        if not found or not forms.by_itself(source[plain[0], found.start()]):
            return None
        source.syntax.append(found.span())
        return source.trimmed(plain[0], found.start())
