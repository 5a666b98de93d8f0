"""A sheet that can be read over and over: its mapping, given or guessed, and its drafts."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from muniment.errors import MunimentError
from muniment.keys import dotted
from muniment.sheets import mapping, proposing
from muniment.sheets.drafting import Drafted, drafts
from muniment.vocabularies import shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from collections.abc import Mapping as Options

    from muniment.sheets.cells import Row
    from muniment.sheets.mapping import Mapping


class Sheet(NamedTuple):
    """A sheet: what errors call it, the reader's name, and `rows`, which begins anew each time."""

    file: str
    reader: str
    rows: Callable[[], Iterator[Row]]
    options: Options[str, str]

    def drafts(self) -> Iterator[Drafted]:
        """Yield the drafts, by the mapping given, or else by the one that the headings propose."""
        return drafts(self.rows(), self._mapping(), self.file)

    def proposal(self) -> str:
        """Give the text of a mapping file that the headings propose."""
        return proposing.written(self._proposed(), self.file, self.reader)

    def told(self) -> Iterator[str]:
        """Yield what the headings were taken for, where no mapping says so."""
        if not self.options.get("mapping"):
            columns = self._mapping().columns
            yield f"{self.file}: no mapping is given, and the headings are taken for what they say:"
            for column in columns:
                keys = " or ".join(dotted(key) for key in column.keys)
                by = f", parted by {column.separator}" if column.separator else ""
                yield f"  {shown(column.heading)} is {keys}{by}"

    def _mapping(self) -> Mapping:
        if name := self.options.get("mapping"):
            return mapping.read(name)
        proposed = self._proposed()
        doubts = proposed.doubts
        if doubts or not proposed.mapping().columns:
            more = f" and {len(doubts) - _MOST} more" if len(doubts) > _MOST else ""
            raise MunimentError(
                f"{self.file}: these headings are not certain: {', '.join(doubts[:_MOST])}{more}. "
                f"Run muniment import {self.file} --from {self.reader} --guess > mapping.toml, "
                "look at what it proposes, and give it with --option mapping=mapping.toml"
            )
        return proposed.mapping()

    def _proposed(self) -> proposing.Proposal:
        return proposing.propose(self.rows(), self.file, self.options.get("separator", ""))


# So many headings in doubt are named.
_MOST = 10
