"""One change to many records: which tables it is about, and how it is written where they stand.

A key without indices stands for every table of its kind that the conditions hold for. The text of
a file is edited, so that format, comments and order stay; what was edited is parsed again, and
must say what was meant.
"""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any, NamedTuple

from muniment import edits, recordfile
from muniment.assigning import assign
from muniment.errors import MunimentError
from muniment.finding import Edit, NewTable
from muniment.keys import INHERITED, Path, dotted, plain, value_at
from muniment.keys import path as path_of
from muniment.outline import below, outline

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from muniment.recordfile import RecordFile

# The indices that conditions have settled on, by the path of the list.
_Bound = dict[Path, int]


class Wish(NamedTuple):
    """A key and a text: what it is to say, or what it must say now."""

    key: str
    text: str


class NotInPlaceError(Exception):
    """A file is written in a form in which a change cannot be made without laying it out anew."""


class InheritedError(Exception):
    """A record takes from above, whole, what is to be set: one key would be all that it had."""


def changed(file: RecordFile, sets: Sequence[Wish], wheres: Sequence[Wish], today: str) -> str:
    """Give the text of a file with what `sets` wish, where all of `wheres` hold; else as it is.

    `record.modified` becomes `today` where anything changes. Raises MunimentError where a key is
    none, or stands for several tables of which nobody said which; InheritedError where the record
    takes it from above; NotInPlaceError where the form of the file does not allow it.
    """
    data: dict[str, Any] = file.data or {}
    bindings: list[_Bound] = [{}]
    for where in wheres:
        bindings = [more for bound in bindings for more in _holding(data, where, bound)]
    text = file.text
    for bound in bindings:
        for wish in sets:
            if _is_inherited(data, wish):
                raise InheritedError(
                    f"{file.path}: {path_of(wish.key)[0]} is taken from the level above, and "
                    "would not be any more: left as it is"
                )
            text = _with(file.path, text, _targets(_parsed(file.path, text), wish, bound), wish)
    if text != file.text and "record" in data:
        wish = Wish("record.modified", today)
        text = _with(file.path, text, wish.key, wish)
    return text


def _is_inherited(data: dict[str, Any], wish: Wish) -> bool:
    top = path_of(wish.key)[0]
    is_part = outline()[plain(path_of(wish.key))[:1]].table
    return is_part and top in INHERITED and top not in data and "part_of" in data


def _parsed(path: str, text: str) -> RecordFile:
    return recordfile.parsed(path, text.encode("utf-8"))


def _holding(data: dict[str, Any], where: Wish, bound: _Bound) -> Iterator[_Bound]:
    """Yield the indices for which a key has the text, of those that were settled on before."""
    found = list(_instances(data, path_of(where.key), bound))
    for path, value in found:
        if _text(value) == where.text:
            lists = {path[:at]: part for at, part in enumerate(path) if isinstance(part, int)}
            # One value may stand without brackets: it is the first of its list.
            known = outline().get(plain(path))
            if known and known.many and not isinstance(path[-1], int):
                lists[path] = 0
            yield {**bound, **lists}


def _text(value: object) -> str:
    """Give what a value says, if it is one: `title` may be a table with its language."""
    if isinstance(value, dict):
        value = value.get("text", value.get("name"))
    return str(value)


def _instances(value: Any, path: Path, bound: _Bound, at: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Yield every value that a key stands for, with where it stands."""
    if isinstance(value, list) and not (path and isinstance(path[0], int)):
        for index, item in enumerate(value):
            if bound.get(at, index) == index:
                yield from _instances(item, path, bound, (*at, index))
    elif not path:
        yield at, value
    else:
        part, rest = path[0], path[1:]
        is_there = (
            part in value
            if isinstance(value, dict)
            else isinstance(value, list) and isinstance(part, int) and part < len(value)
        )
        if is_there:
            yield from _instances(value[part], rest, bound, (*at, part))
        elif isinstance(value, str) and not rest and part in ("text", "name"):
            yield at, value


def _targets(file: RecordFile, wish: Wish, bound: _Bound) -> str:
    """Give the key with the indices of the tables that are meant."""
    value: Any = file.data
    at: Path = ()
    path = path_of(wish.key)
    for depth, part in enumerate(path):
        value = value.get(part) if isinstance(value, dict) and isinstance(part, str) else value
        at = (*at, part)
        is_last = depth == len(path) - 1
        if isinstance(part, int):
            value = value[part] if isinstance(value, list) and part < len(value) else None
        elif isinstance(value, list) and not (not is_last and isinstance(path[depth + 1], int)):
            index = bound.get(at)
            if index is None and (is_last or not value):
                continue
            if index is None and len(value) > 1:
                raise MunimentError(
                    f"{file.path}: there are {len(value)} of {dotted(at)}: say which, as in "
                    f"{dotted((*at, 0, *path[depth + 1 :]))}, or by --where"
                )
            at, value = (*at, index or 0), value[index or 0]
    return dotted((*at, bound[at]) if at in bound else at)


def _with(path: str, text: str, key: str, wish: Wish) -> str:
    """Give a text in which the key says what is wished."""
    file = _parsed(path, text)
    now: dict[str, Any] = file.data or {}
    meant = copy.deepcopy(now)
    assign(meant, key, wish.text)
    where = path_of(key)
    known = outline().get(plain(where))
    old = value_at(now, where)
    if (
        known
        and known.many
        and not known.table
        and isinstance(old, list | str)
        and wish.text in (old if isinstance(old, list) else [old])
    ):
        return text
    if meant == now:
        return text
    edit = _edit(now, meant, where)
    made = edits.changes(file, [edit], lambda found: found) if edit else ()
    after, _ = edits.applied(text, [made]) if made else (text, 0)
    if not made or _parsed(path, after).data != meant:
        raise NotInPlaceError(
            f"{path}: {key} cannot be set without laying the file out anew: edit it by hand"
        )
    return after


def _edit(now: dict[str, Any], meant: dict[str, Any], where: Path) -> Edit | NewTable | None:
    """Give the one edit that makes of the data what is meant, if there is one."""
    depth = next(
        (depth for depth in range(1, len(where) + 1) if value_at(now, where[:depth]) is None),
        len(where),
    )
    above = where[: depth - 1]
    if isinstance(value_at(now, above), str) and isinstance(value_at(meant, above), list):
        # A lone value becomes a list.
        depth -= 1
    key, value = where[:depth], value_at(meant, where[:depth])
    if isinstance(value, list) and isinstance(value[-1], dict):
        key, value = (*key, len(value) - 1), value[-1]
    if isinstance(value, dict):
        if len(plain(key)) == 1:
            return NewTable(str(key[0]), tuple(value.items()), is_list=len(key) > 1)
        key, value = where, value_at(meant, where)
    said = tuple(value) if isinstance(value, list) else value
    if not all(isinstance(each, str) for each in (said if isinstance(said, tuple) else [said])):
        return None
    after = "" if value_at(now, key) is not None else _sibling(now, where[:depth])
    return Edit(dotted(key), said, after=after)


def _sibling(now: dict[str, Any], key: Path) -> str:
    """Give the key of the same table that stands before this one in a record, and is no table."""
    table = value_at(now, key[:-1]) if len(key) > 1 else now
    names = list(below(plain(key[:-1])))
    before = names[: names.index(str(key[-1]))] if key[-1] in names else names
    simple = [name for name, value in table.items() if not _has_tables(value)]
    nearest = next((name for name in reversed(before) if name in simple), None)
    chosen = nearest or next((name for name in reversed(simple)), "")
    return dotted((*key[:-1], chosen)) if chosen else ""


def _has_tables(value: Any) -> bool:
    if isinstance(value, list):
        return any(isinstance(item, dict) for item in value)
    return isinstance(value, dict)
