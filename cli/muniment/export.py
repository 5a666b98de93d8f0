"""Records on their way out: judged first, without what is private, said in Dublin Core."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from muniment.catalogue import shown
from muniment.dublincore import statements
from muniment.formats import Format, Item
from muniment.keys import Path
from muniment.keys import path as path_of
from muniment.lint import Linter
from muniment.loss import Loss
from muniment.reading import read

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from muniment.catalogue import Effective
    from muniment.finding import Finding
    from muniment.record import Record


class Export:
    """One export. What was refused, left out or lost is known once `items` is exhausted."""

    def __init__(self, linter: Linter, form: Format, *, drafts: bool = False) -> None:
        self.linter = linter
        self.form = form
        self.drafts = drafts
        self.exported = 0
        self.loss = Loss()
        self.refused: list[str] = []
        self.errors: list[Finding] = []
        self.complaints: list[str] = []
        self.drafts_left_out: list[str] = []
        self.withdrawn: list[str] = []

    def items(self, files: Sequence[str]) -> Iterator[Item]:
        """Yield the records that may go out, in the order of `files`."""
        for path in files:
            try:
                judged = self.linter.judge(path)
            except OSError as error:
                self.complaints.append(f"{shown(path)} cannot be read: {error.strerror or error}")
                continue
            if judged.has_errors:
                self.refused.append(shown(path))
                found = (*judged.findings, *judged.elsewhere)
                self.errors.extend(each for each in found if each.level == "error")
            elif self._is_due(judged.effective.record, path):
                yield self._item(judged.effective)

    def _is_due(self, record: Record, path: str) -> bool:
        status = record.record.status if record.record else None
        if status == "withdrawn":
            self.withdrawn.append(shown(path))
        elif status == "draft" and not self.drafts:
            self.drafts_left_out.append(shown(path))
        else:
            return True
        return False

    def _item(self, effective: Effective) -> Item:
        record = public(effective)
        above = effective.above.reading.record if effective.above else None
        carried = self.form.chosen(statements(record, above))
        self.loss.add(record, carried)
        self.exported += 1
        return Item(record.id or "", record, carried)


def public(effective: Effective) -> Record:
    """Give the record without the keys that it, or the record that they are from, calls private."""
    private = set(_private(effective.record))
    for key, holder in effective.origins.items():
        private |= {path for path in _private(holder.reading.record) if path[0] == key}
    if not private:
        return effective.record
    return read(_without(effective.data, private)).record


def _private(record: Record) -> Iterator[Path]:
    for key in record.record.private if record.record else ():
        if path := path_of(key):
            yield path


def _without(data: dict[str, Any], private: set[Path]) -> dict[str, Any]:
    """Copy data without the values at the paths; a path without an index means each item."""

    def kept(value: Any, path: Path) -> Any:
        if isinstance(value, dict):
            return {
                key: kept(inner, (*path, key))
                for key, inner in value.items()
                if not hidden((*path, key))
            }
        if isinstance(value, list):
            return [
                kept(inner, (*path, at))
                for at, inner in enumerate(value)
                if not hidden((*path, at))
            ]
        return value

    def hidden(path: Path) -> bool:
        named = tuple(part for part in path if isinstance(part, str))
        return path in private or (isinstance(path[-1], str) and named in private)

    result: dict[str, Any] = kept(data, ())
    return result
