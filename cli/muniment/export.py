"""Records on their way out: judged first, without what is private, said in Dublin Core."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING, Any, TypeVar

from muniment.catalogue import Effective
from muniment.dublincore import statements
from muniment.errors import MunimentError
from muniment.formats import Document, ExportSettings, Format, Item
from muniment.keys import Path, plain
from muniment.keys import path as path_of
from muniment.lint import Linter
from muniment.listing import ENDING, shown
from muniment.loss import Loss
from muniment.table import Table, name_of
from muniment.verdict import Verdict

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from muniment.catalogue import Entry
    from muniment.finding import Finding
    from muniment.record import Record

T = TypeVar("T", bound=Table)


class Export:
    """One export. What was refused, left out or lost is known once `items` is exhausted."""

    def __init__(
        self,
        linter: Linter,
        form: Format,
        settings: ExportSettings,
        *,
        drafts: bool = False,
        explains: bool = False,
    ) -> None:
        self.linter = linter
        self.form = form
        self.settings = settings
        self.drafts = drafts
        self.exported = 0
        # Ids that several files may have, and those of them that were met: all ids would be a good
        # part of the memory that an export takes.
        self.doubtful: frozenset[str] = frozenset()
        self._met: set[str] = set()
        self._above: dict[str, Record] = {}
        self.loss = Loss()
        self.refused: list[str] = []
        self.errors: list[Finding] = []
        self.complaints: list[str] = []
        self.drafts_left_out: list[str] = []
        self.withdrawn: list[str] = []
        self.verdict = Verdict(form, settings)
        self.explains = explains
        self.remarks: list[Finding] = []

    def items(self, files: Iterable[str]) -> Iterator[Item[Any]]:
        """Yield the records that may go out, in the order of `files`."""
        for path in files:
            try:
                judged = self.linter.judge(path)
            except OSError as error:
                self.complaints.append(f"{shown(path)} cannot be read: {error.strerror or error}")
                continue
            if judged.has_errors:
                self._refuse(path, (*judged.findings, *judged.elsewhere))
            elif self._is_due(judged.effective.record, path):
                document = self._document(judged.effective)
                said = self.verdict.on(judged.effective, document)
                if any(each.level == "error" for each in said):
                    self._refuse(path, said)
                else:
                    # Of a hundred thousand records nobody reads them unasked.
                    self.remarks.extend(said if self.explains else ())
                    yield self._item(document)

    def _refuse(self, path: str, found: Iterable[Finding]) -> None:
        self.refused.append(shown(path))
        self.errors.extend(each for each in found if each.level == "error")

    def _is_due(self, record: Record, path: str) -> bool:
        status = record.record.status if record.record else None
        if status == "withdrawn" and not getattr(self.form, "TOMBSTONES", False):
            self.withdrawn.append(shown(path))
        elif status == "draft" and not self.drafts:
            self.drafts_left_out.append(shown(path))
        else:
            return True
        return False

    def _document(self, effective: Effective) -> Document:
        record = public(effective)
        above = self._public_above(effective.above)
        said = statements(record, above, self.settings.rights_of)
        return Document(record.id or "", record, above, said)

    def _item(self, document: Document) -> Item[Any]:
        name = document.id
        if name.casefold() in self._met:
            raise MunimentError(f"two records have the id {name}: ids must differ, beyond case")
        if name.casefold() in self.doubtful:
            self._met.add(name.casefold())
        carried = self.form.carried(document, self.settings)
        self.loss.add(document.record, carried)
        self.exported += 1
        return Item(name, document.record, carried)

    def _public_above(self, above: Entry | None) -> Record | None:
        """Give the record above, which says for itself what of it is private; made once."""
        if above is None:
            return None
        if above.file.path not in self._above:
            alone = Effective(above, above.reading.record, above.pruned.data, {})
            self._above[above.file.path] = public(alone)
        return self._above[above.file.path]


def doubled(files: Iterable[str]) -> frozenset[str]:
    """Give the names, without ending and case, that several files have: a record's is its id."""
    seen: set[int] = set()
    found = set()
    for path in files:
        name = PurePath(path).name.removesuffix(ENDING).casefold()
        # A number for each, not a text.
        if hash(name) in seen:
            found.add(name)
        seen.add(hash(name))
    return frozenset(found)


def public(effective: Effective) -> Record:
    """Give the record without the keys that it, or the record that they are from, calls private."""
    own = set(_private(effective.record))
    taken = {key: set(_private(above.reading.record)) for key, above in effective.origins.items()}
    if not own and not any(taken.values()):
        return effective.record

    def hidden(path: Path) -> bool:
        # Private keys are those of a file, where a list may have had blank items before this one.
        holder = effective.origins.get(str(path[0]), effective.entry)
        written = holder.before(path)
        return any(
            private == written[: len(private)]
            or (plain(private) == private == plain(path)[: len(private)])
            for private in own | taken.get(str(path[0]), set())
        )

    return _without(effective.record, (), hidden)


def _private(record: Record) -> Iterator[Path]:
    for key in record.record.private if record.record else ():
        if path := path_of(key):
            yield path


def _without(table: T, path: Path, hidden: Callable[[Path], bool]) -> T:
    """Copy a table of the record, without what is hidden."""
    values: dict[str, Any] = {}
    for field in table.written:
        key, value = (*path, name_of(field)), table.__dict__[field]
        if hidden(key):
            continue
        if isinstance(value, Table):
            value = _without(value, key, hidden)
        elif isinstance(value, tuple):
            value = tuple(
                _without(item, (*key, at), hidden) if isinstance(item, Table) else item
                for at, item in enumerate(value)
                if not hidden((*key, at))
            )
        values[field] = value
    return table.holding(values)
