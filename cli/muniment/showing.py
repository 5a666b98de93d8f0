"""A record as a person wants to read it: rights first, where it comes from, then what it is."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING, Any

from muniment.keys import Path
from muniment.keys import path as path_of
from muniment.outline import Key, below
from muniment.table import Table, name_of
from muniment.vocabularies import countries, relators
from muniment.vocabularies import rights as rights_vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from muniment.catalogue import Effective
    from muniment.record import Record

# Everything that is not named here is what the document is.
_SECTIONS = (
    ("Rights", ("rights", "access", "notice", "classification")),
    ("Where it comes from", ("source", "original_archive", "provenance")),
    ("What it is", ()),
    ("Files", ("file",)),
    ("The record", ("part_of", "level", "record")),
    ("The institution's own", ("local",)),
)
_HEAD = ("id", "title", "describes", "gap")
_INDENT = "  "


def shown_record(effective: Effective, width: int) -> Iterator[str]:
    """Yield the lines of a record, effective, for a terminal of `width` columns."""
    record = effective.record
    title = record.title.text if record.title else None
    yield from wrap(title or "(no title)", width)
    about = [record.id, f"the {record.describes}" if record.describes else None]
    yield " · ".join(part for part in about if part)
    named = {name for _, names in _SECTIONS for name in names} | set(_HEAD)
    for heading, names in _SECTIONS:
        keys = [
            key
            for name, key in below(()).items()
            if name in names or (not names and name not in named)
        ]
        lines = [line for key in keys for line in _key(effective, record, key, (), width)]
        lines += _not_known(record, {key.path[-1] for key in keys}, named, width)
        if heading == "Rights" and not record.rights and not lines:
            lines = [f"{_INDENT}Nothing is said of them."]
        if lines:
            yield ""
            yield heading
            yield from lines
    if record.title and record.title.lang:
        yield from _line("Language of the title", record.title.lang, 1, width)


def _key(effective: Effective, table: Table, key: Key, at: Path, width: int) -> Iterator[str]:
    """Yield what a table says under a key."""
    value = next(
        (table.__dict__[field] for field in table.written if name_of(field) == key.path[-1]),
        None,
    )
    if value in (None, ()):
        return
    path = (*at, key.path[-1])
    depth = len(key.path)
    if isinstance(value, Table) or (isinstance(value, tuple) and isinstance(value[0], Table)):
        items = enumerate(value) if isinstance(value, tuple) else [(None, value)]
        for index, item in items:
            here = path if index is None else (*path, index)
            yield from _table(effective, item, key, here, width)
        return
    if key.path[-1] == "reference":
        # The steps of a reference are one address.
        value = ", ".join(value)
    said = value if isinstance(value, tuple) else (value,)
    for index, each in enumerate(said):
        here = (*path, index) if isinstance(value, tuple) else path
        yield from _line(key.title, _worded(key, each), depth, width, _remark(effective, here))


def _not_known(record: Record, names: set[str], named: set[str], width: int) -> Iterator[str]:
    """Yield the gaps in what stands under these keys, where one looks for it."""
    for gap in record.gap:
        top = str((*path_of(gap.field or ""), "")[0])
        if top in names or ("date" in names and top not in named | names):
            said = [f"{gap.field or 'something'}, {(gap.reason or 'no reason').replace('-', ' ')}"]
            said += [gap.note] if gap.note else []
            stated = [part for part in (gap.date, gap.by and f"by {gap.by}") if part]
            said += [f"[{' '.join(stated)}]"] if stated else []
            said += [f"[to be reviewed {gap.review}]"] if gap.review else []
            yield from _line("Not known", ". ".join(said), 1, width)


def _table(effective: Effective, item: Table, key: Key, at: Path, width: int) -> Iterator[str]:
    """Yield a table: on one line where it is short, else under a heading of its own."""
    if key.short:
        first, *rest = (str(value) for value in item.__dict__.values() if value)
        more = f" ({', '.join(rest)})" if rest else ""
        yield from _line(key.title, f"{first}{more}", len(key.path), width, _remark(effective, at))
        return
    number = f" {at[-1] + 1}" if isinstance(at[-1], int) and at[-1] else ""
    yield _INDENT * len(key.path) + f"{key.title}{number}{_remark(effective, at)}"
    for inner in below(key.path).values():
        yield from _key(effective, item, inner, at, width)


def _line(title: str, text: str, depth: int, width: int, remark: str = "") -> Iterator[str]:
    first, indent = _INDENT * depth, _INDENT * (depth + 2)
    lines = f"{title}: {text}{remark}".split("\n")
    for number, line in enumerate(lines):
        before = first if number == 0 else indent
        yield from wrap(
            line, max(width, 40), initial_indent=before, subsequent_indent=indent,
            break_long_words=False, break_on_hyphens=False,
        )  # fmt: skip


def _worded(key: Key, value: Any) -> str:
    """Give a value with what a code stands for."""
    text = str(value)
    name = key.path[-1]
    label = None
    if name == "uri":
        label = rights_vocabulary.label(text) if len(text) < 200 else None
    elif name in ("country", "jurisdiction"):
        label = countries.name(text)
    elif name == "role":
        label = relators.term(text)
    return f"{label} ({text})" if label else text


def _remark(effective: Effective, at: Path) -> str:
    """Say of a value that it never leaves, or from which record it is taken."""
    holder = effective.origins.get(str(at[0]))
    entry = holder or effective.entry
    remarks = []
    if holder and len(at) <= 2:
        remarks.append(f"from {holder.reading.record.id}")
    if entry.reading.record.is_private(entry.before(at)):
        remarks.append("private")
    return f" [{', '.join(remarks)}]" if remarks else ""
