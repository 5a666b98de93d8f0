"""What a rule across records compares: a fact of each record, and the record it is held against."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from muniment.keys import dotted

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable

    from muniment.keys import Path
    from muniment.record import Record
    from muniment.tables import Agent, OriginalArchive
    from muniment.values import NameParts


class Fact(NamedTuple):
    """Something that a record says, to be compared with what others say.

    `what` is what others must not have as well, or must say the same of; `says` is what is said of
    it; `path` is the key of it in the record.
    """

    what: Hashable
    says: str
    path: Path

    @property
    def at(self) -> str:
        """The dotted key of it."""
        return dotted(self.path)


class Neighbour(NamedTuple):
    """A record that a fact is held against: its file, its own fact, and in how many it is."""

    file: str
    fact: Fact
    records: int


# A fact as rules give it, of every record: three values, and no more than that.
Said: TypeAlias = "tuple[Hashable, str, Path]"
# Of a name with a URI: the name, the URI, and the key of the URI.
Named: TypeAlias = "tuple[str, str, Path]"
# Two rules ask for the names of each record, one after the other.
_latest: tuple[Record | None, list[Named]] = (None, [])


def named(record: Record) -> list[Named]:
    """Give every person, institution, subject and place of a record that has a URI, with each."""
    global _latest  # noqa: PLW0603 - see above
    if _latest[0] is not record:
        found: list[Named] = []
        # To ask costs less than a call for what most records have not.
        if record.creator:
            _with_uris(found, "creator", record.creator)
        if record.contributor:
            _with_uris(found, "contributor", record.contributor)
        if record.original_archive:
            _with_uris(found, "original_archive", record.original_archive)
        if record.subject:
            _with_uri(found, "subject", record.subject)
        if record.spatial:
            _with_uri(found, "spatial", record.spatial)
        if record.publisher:
            _with_uri(found, "publisher", record.publisher)
        _latest = (record, found)
    return _latest[1]


def _with_uris(found: list[Named], key: str, tables: Iterable[Agent | OriginalArchive]) -> None:
    for index, table in enumerate(tables):
        if table.uri and table.name:
            for at, uri in enumerate(table.uri):
                found.append((table.name, uri, (key, index, "uri", at)))


def _with_uri(found: list[Named], key: str, values: Iterable[NameParts]) -> None:
    for index, value in enumerate(values):
        if value.uri and value.name:
            found.append((value.name, value.uri, (key, index, "uri")))


def authority(uri: str) -> str:
    """Give whose URI it is, and of an authority with several files, in which: all but the last."""
    return uri.rpartition("/")[0]
