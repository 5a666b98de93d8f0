"""A record as a person reads it: headings, labels and values, rights first.

The labels are the titles of the model's keys, so that a key which is added is shown as well.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import quote

from muniment.keys import path as path_of
from muniment.keys import plain
from muniment.links import is_link
from muniment.outline import outline
from muniment.table import NameTable, Table, TextTable, name_of
from muniment.vocabularies import countries, languages, relators
from muniment.vocabularies import rights as rights_vocabulary
from muniment.vocabularies.addresses import email_fault

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from muniment.keys import Path
    from muniment.record import Record
    from muniment.rights_tables import Rights

_FIRST = ("access", "notice", "classification")
_TABLES = ("creator", "contributor", "source", "original_archive", "relation", "provenance")
_LAST = ("file", "gap", "record")
_APART = frozenset({"title", "part_of", "local", "rights", *_FIRST, *_TABLES, *_LAST})
# Who decided, where files lie, and what is of use to programs alone.
_UNSHOWN = frozenset({("file", "path"), ("record", "schema"), ("record", "private")})
# Controls, the carriage return among them, and what Unicode calls no characters.
_UNFIT = re.compile(
    "[\x00-\x08\x0b\x0d-\x1f\x7f-\x9f\ufdd0-\ufdef"
    + "".join(
        f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000)
    )
    + "]"
)


class Fact(NamedTuple):
    """A value on the page: below which heading, in which table of the record, by which label.

    One without a label is the heading itself, or the title of the page if it has no section.
    """

    section: str
    table: str
    label: str
    value: str
    of: tuple[str, ...]
    lang: str = ""
    href: str = ""


def unfit(text: str) -> str:
    """Name the first character that HTML has no way to write, as in `U+0001`; "" if none is."""
    found = _UNFIT.search(text)
    return f"the character U+{ord(found[0]):04X}" if found else ""


def facts(record: Record, above: Record | None, speaks: str | None) -> Iterator[Fact]:
    """Yield all that a page shows of an effective record: its title, then the rights, then more.

    `above` is the record of the level above, `speaks` the layer whose rights come first.
    """
    if record.title and record.title.text:
        lang = record.title.lang or ""
        of = ("title.text", "title.lang") if lang else ("title.text",)
        yield Fact("", "", "", record.title.text, of, lang)
    # Rights without a layer are those of the one that the record describes.
    tables = list(enumerate(record.rights))
    tables.sort(key=lambda at: (at[1].of or record.describes) not in (None, speaks))
    for index, table in tables:
        yield from _rights(table, f"rights.{index}", index)
    for name in _FIRST:
        yield from _section(record, name)
    names = [name_of(field) for field in record.fields]
    for name in names:
        if name not in _APART:
            yield from _values(getattr(record, name), (name,), "Document", "")
    yield from _collection(record, above)
    for name in (*_TABLES, *_LAST):
        yield from _section(record, name)


def _collection(record: Record, above: Record | None) -> Iterator[Fact]:
    if record.part_of:
        title = above.title.text if above and above.title else None
        page = above.url if above and above.url and is_link(above.url) else ""
        name = title or record.part_of
        yield Fact("Document", "", _title(("part_of",)), name, ("part_of",), href=page)


def _section(record: Record, name: str) -> Iterator[Fact]:
    """Yield the facts of a table of the record, or of each of its tables of that name."""
    found = getattr(record, name)
    if isinstance(found, Table):
        yield from _rows(found, (name,), _title((name,)), name)
        return
    for index, table in enumerate(found or ()):
        yield from _rows(table, (name, index), _title((name,)), f"{name}.{index}")


def _rights(rights: Rights, key: str, index: int) -> Iterator[Fact]:
    """Yield the facts of a rights table, below a heading that says in which layer they are."""
    heading = _title(("rights",))
    if rights.of:
        heading = f"{heading} in the {rights.of}"
        yield Fact(heading, key, "", heading, (f"{key}.of",))
    yield from _rows(rights, ("rights", index), heading, key)


def _rows(table: Table, path: Path, section: str, key: str, before: str = "") -> Iterator[Fact]:
    """Yield a fact for each value in a table, and in the tables below it, in the model's order."""
    written = table.written
    for field in table.fields:
        name = name_of(field)
        if field in written and _is_shown(table, (*plain(path), name)):
            yield from _values(getattr(table, field), (*path, name), section, key, before)


def _is_shown(table: Table, path: tuple[str, ...]) -> bool:
    if path == ("gap", "note"):
        return getattr(table, "reason", None) != "withheld"
    # The layer of rights is in the heading.
    return path[-1] != "by" and path not in _UNSHOWN and path != ("rights", "of")


def _values(value: Any, path: Path, section: str, key: str, before: str = "") -> Iterator[Fact]:
    label = before + _title(plain(path))
    if isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _values(item, (*path, index), section, key, before)
    elif isinstance(value, TextTable):
        if value.text:
            dotted = _dotted(path)
            of = (f"{dotted}.text", f"{dotted}.lang") if value.lang else (f"{dotted}.text",)
            yield Fact(section, key, label, value.text, of, value.lang or "")
    elif isinstance(value, NameTable):
        for name in ("name", "uri"):
            if text := getattr(value, name):
                yield _fact(text, (*path, name), section, key, label)
    elif isinstance(value, Table):
        yield from _rows(value, path, section, key, f"{label}: ")
    elif value is not None:
        yield _fact(str(value), path, section, key, label)


def _fact(text: str, path: Path, section: str, key: str, label: str) -> Fact:
    names = plain(path)
    shown = _SHOWN.get(names, _SHOWN.get(names[-1:], str))(text)
    href = text if is_link(text) else ""
    if names[-1] == "email" and not email_fault(text):
        href = f"mailto:{quote(text.strip(), safe='@')}"
    return Fact(section, key, label, shown, (_dotted(path),), href=href)


def _dotted(path: Path) -> str:
    return ".".join(map(str, path))


def _title(names: tuple[str, ...]) -> str:
    # Beside a layer, "Of" says nothing to a reader.
    return "Layer" if names[-1] == "of" else outline()[names].title


def _with_code(name: Callable[[str], str | None]) -> Callable[[str], str]:
    """Make of a look-up what writes a code with its name before it: `Translator (trl)`."""

    def shown(code: str) -> str:
        found = name(code)
        return f"{found} ({code})" if found else code

    return shown


def _field(key: str) -> str | None:
    """Give the titles of the keys that a gap names: `Original archive, Reference`."""
    names = plain(path_of(key))
    titles = [
        outline()[names[:end]].title for end in range(1, len(names) + 1) if names[:end] in outline()
    ]
    return ", ".join(titles)


# Codes and URIs that have a name, by their key, or by the last part of it.
_SHOWN: Mapping[tuple[str, ...], Callable[[str], str]] = {
    ("role",): _with_code(relators.term),
    ("language",): _with_code(languages.name),
    ("country",): _with_code(countries.name),
    ("jurisdiction",): _with_code(countries.name),
    ("rights", "uri"): _with_code(rights_vocabulary.label),
    ("record", "license"): _with_code(rights_vocabulary.label),
    ("gap", "field"): _with_code(_field),
}
