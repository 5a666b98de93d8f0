"""What a format has a place for, whatever the records: asked of one that has every key there is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from muniment.dublincore import statements
from muniment.formats import FORMATS, Document, ExportSettings, format_named
from muniment.keys import path as path_of
from muniment.keys import plain
from muniment.layers import ORDER
from muniment.loss import leaves
from muniment.outline import Key, below, outline
from muniment.reading import read

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from muniment.outline import PlainPath
    from muniment.record import Record

# Kept back from every format: the institution's own, and who decided what.
_OWN = {("local",), ("gap", "note"), ("record", "private")}


class Keeping(NamedTuple):
    """The keys that a format never carries, and those that it carries of some tables only.

    A table of which nothing is carried stands for its keys.
    """

    never: list[str]
    at_times: list[str]


def keeping(name: str) -> Keeping:
    """Find out what the format `name` has a place for."""
    form = format_named(name)
    settings = ExportSettings(options={key: each.example for key, each in FORMATS[name].items()})
    kept: dict[PlainPath, set[bool]] = {}
    for record in _records(tombstone=getattr(form, "TOMBSTONES", False)):
        document = Document(record.id or "", record, record, statements(record, record))
        taken = {key for each in form.carried(document, settings) for key in each.of}
        for key in leaves(record):
            kept.setdefault(plain(path_of(key)), set()).add(key in taken)
    judged = {
        path: kept[path]
        for path in outline()
        if path in kept and path not in _OWN and path[-1] != "by"
    }
    never = {path for path, each in judged.items() if each == {False}}
    at_times = {path for path, each in judged.items() if len(each) == 2}
    return Keeping(_named(never, judged), _named(at_times, judged))


def _records(*, tombstone: bool) -> Iterator[Record]:
    """Yield records with every key: one of each layer, and one that was withdrawn."""
    whole = _table((), 0)
    # What is said of an archive or of rights depends on the layer that the record is about.
    for layer in ORDER:
        yield read({**whole, "describes": layer}).record
    if tombstone:
        yield read({**whole, "record": {**whole["record"], "status": "withdrawn"}}).record


def _named(paths: set[PlainPath], known: Iterable[PlainPath]) -> list[str]:
    """Name keys; where all of a table are among them, the table."""
    names: dict[str, None] = {}
    for path in (path for path in known if path in paths):
        whole = next(
            depth
            for depth in range(1, len(path) + 1)
            if {each for each in known if each[:depth] == path[:depth]} <= paths
        )
        names[".".join(path[:whole])] = None
    return list(names)


def _table(path: PlainPath, turn: int) -> dict[str, Any]:
    """Make a table with every key, of the examples that the model has."""
    keys = below(path).items()
    return {name: _values(key, turn) for name, key in keys if key.path not in _OWN}


def _values(key: Key, turn: int) -> Any:
    if not key.many:
        return _value(key, turn)
    words = (len(each.choices) for each in below(key.path).values())
    return [_value(key, number) for number in range(max(words, default=1) or 1)]


def _value(key: Key, turn: int) -> Any:
    if key.table:
        return _table(key.path, turn)
    # In each of several tables another word, so that each word is there once.
    return key.choices[turn % len(key.choices)] if key.choices and turn else key.sample
