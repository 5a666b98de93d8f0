"""What a rule across records compares: a fact of each record, and the record it is held against."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from muniment.keys import dotted

if TYPE_CHECKING:
    from collections.abc import Hashable

    from muniment.keys import Path
    from muniment.record import Record


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
_OF_AGENTS = ("creator", "contributor", "original_archive")
_OF_HEADINGS = ("subject", "spatial", "publisher")


def named(record: Record) -> list[Named]:
    """Give every person, institution, subject and place of a record that has a URI, with each."""
    found: list[Named] = []
    # Most of these a record has not, and what it has not is not among its values.
    held = record.__dict__
    for key in _OF_AGENTS:
        if key in held:
            for index, agent in enumerate(held[key] or ()):
                if agent.uri and agent.name:
                    for at, uri in enumerate(agent.uri):
                        found.append((agent.name, uri, (key, index, "uri", at)))
    for key in _OF_HEADINGS:
        if key in held:
            for index, heading in enumerate(held[key] or ()):
                if heading.uri and heading.name:
                    found.append((heading.name, heading.uri, (key, index, "uri")))
    return found


def authority(uri: str) -> str:
    """Give whose URI it is, and of an authority with several files, in which: all but the last."""
    return uri.rpartition("/")[0]
