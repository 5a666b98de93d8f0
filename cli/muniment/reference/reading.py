"""One citation, read: its clauses one after another, and what is left of them."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from muniment.errors import MunimentError
from muniment.reference import names, publications, thanks
from muniment.reference.citation import Citation
from muniment.reference.clauses import clauses, is_mark, starts
from muniment.reference.forms import by_itself
from muniment.reference.holders import Holding, holdings, identified, named_archives
from muniment.reference.items import Item, between_semicolons, items
from muniment.reference.saying import Sayings
from muniment.reference.source import Source
from muniment.reference.steps import steps
from muniment.reference.systems import is_hungarian, system_of

if TYPE_CHECKING:
    from muniment.reference.clauses import Clause
    from muniment.reference.source import Span
    from muniment.reference.steps import Step
    from muniment.reference.thanks import Thanks

# Far more than any footnote has: what is longer is no citation.
LONGEST = 10_000


def read(text: str) -> Citation:
    """Read a citation of any system to its archives, references, credits and publication.

    Values are as they are written (`5a`, `0078`); what is not understood is given back in `rest`.
    Raises MunimentError where the text is over 10,000 characters long.
    """
    if len(text) > LONGEST:
        raise MunimentError(f"a citation of over {LONGEST:,} characters is none, and is not read")
    return _read(text)


# An import asks first what a text is, and then what it says; the rules ask again.
@lru_cache(maxsize=512)
def _read(text: str) -> Citation:
    return _Reading(text).citation()


class _Reading:
    """One citation, while it is read: what was found so far, by where it stands."""

    def __init__(self, text: str) -> None:
        self.source = Source(text)
        # A well-known siglum is no level, though it begins as one: PA AA.
        self.known = names.known(self.source)
        sigla = [span for span, is_siglum in self.known if is_siglum]
        self.steps: list[Step] = [
            step
            for step in steps(self.source, is_hungarian=is_hungarian(text))
            if not any(start <= step.start < end for start, end in sigla)
        ]
        self.named: list[Item] = []
        self.holdings: list[tuple[Holding, bool]] = []
        self.thanks: list[Thanks] = []
        self.printed: list[Span] = []
        # A sentence of which nothing was understood, before any other was.
        self._unread: Span | None = None

    def citation(self) -> Citation:
        source = self.source
        begin = starts(source)
        known = [span[0] for span, _ in self.known if "," in source.text[span[1] :][:2]]
        inner = [*known, *(at for at, _ in begin), *(step.start for step in self.steps)]
        source.open_where(sorted(inner))
        self.named = named_archives(source, self.steps, self.known)
        for clause in clauses(source, self.steps, begin, (item.span[0] for item in self.named)):
            self._take(clause)
        sayings = Sayings(source)
        credited = tuple(map(sayings.credit, self.thanks))
        printed = [text for span in self.printed if (text := sayings.text(span))]
        found = tuple(
            archive
            for holding, is_copy in self.holdings
            for archive in sayings.archives(holding, is_copy=is_copy)
        )
        return Citation(found, credited, "; ".join(printed) or None, source.rest(sayings.spans))

    def _take(self, clause: Clause) -> None:
        source = self.source
        if clause.kind == "credit":
            for each in thanks.read(source, clause.span):
                self.thanks.append(each)
                if each.holder:
                    item = Item("archive", each.holder, name=each.holder)
                    self.holdings.append((Holding(item, (), ()), False))
        elif clause.kind == "publication":
            title = publications.read(source, clause.span)
            if title[0] < title[1]:
                self.printed.append(title)
        else:
            self._read(clause)

    def _read(self, clause: Clause) -> None:
        """Read a sentence that may name archives, and between semicolons books."""
        source = self.source
        if publications.is_elsewhere(source[clause.span]):
            self._unread = None
            return
        here = self._without_books(
            list(items(source, clause.span, self.steps, self.named)), clause.span[1]
        )
        if not here:
            return
        here = identified(source, here)
        if len(here) == 1 and here[0].kind == "plain" and is_mark(source):
            here = [here[0]._replace(kind="step", word="signatur")]
        before = len(self.holdings)
        for holding in holdings(source, here):
            self._add(holding, clause.is_copy, is_new=clause.kind == "elsewhere")
        self._unread = clause.span if len(self.holdings) == before == 0 else None

    def _print(self, span: Span) -> None:
        """Take a book; its title may have seemed to be a sentence before it."""
        start = self._unread[0] if self._unread else span[0]
        self.printed.append(self.source.trimmed(start, span[1], stops=True))
        self._unread = None

    def _without_books(self, here: list[Item], end: int) -> list[Item]:
        """Take each book or journal between semicolons from the items of a sentence."""
        chunks = between_semicolons(here)
        kept: list[Item] = []
        if not chunks:
            return kept
        ends = [chunk[0].span[0] for chunk in chunks[1:]]
        for chunk, limit in zip(chunks, [*ends, end], strict=True):
            span = (chunk[0].span[0], self._end(chunk[-1], limit))
            if publications.is_alone(self.source, span, chunk):
                self._print(span)
            else:
                kept.extend(chunk)
        return kept

    def _end(self, item: Item, limit: int) -> int:
        """Give where an item ends, with the bracket that closes after it, but before `limit`."""
        closing = [
            end for start, end in self.source.brackets if start < item.span[1] < end <= limit
        ]
        return min(closing, default=item.span[1])

    def _add(self, holding: Holding, is_copy: bool, *, is_new: bool) -> None:
        has_steps = any(item.kind == "step" for item in holding.items)
        if holding.archive is None:
            if not has_steps and not self._is_reference(holding):
                return
            if self.holdings and not is_new and self._goes_on(holding):
                last, was_copy = self.holdings[-1]
                longer = last._replace(items=(*last.items, *holding.items))
                self.holdings[-1] = longer, was_copy
                return
        elif not holding.items and self.holdings and self.holdings[-1][0].archive is None:
            # A sentence of an archive alone says where is what the sentence before it names.
            last, was_copy = self.holdings[-1]
            self.holdings[-1] = (
                last._replace(archive=holding.archive, places=holding.places),
                was_copy,
            )
            return
        is_copy = is_copy or bool(holding.archive and holding.archive.is_copy)
        self.holdings.append((holding, is_copy))

    def _goes_on(self, holding: Holding) -> bool:
        last = self.holdings[-1][0]
        return not last.is_backward and bool(last.archive or holding.items)

    def _is_reference(self, holding: Holding) -> bool:
        is_papers = any(by_itself(self.source[each.span]) == "collection" for each in holding.items)
        return is_papers or system_of(self.source, holding) == "uk"
