"""The mapping of a spreadsheet: which column is which key, what parts values, what is constant."""

from __future__ import annotations

from pathlib import Path as FilePath
from typing import Any, NamedTuple, NoReturn
from unicodedata import category

from muniment.errors import MunimentError
from muniment.keys import Path, dotted, plain
from muniment.keys import path as path_of
from muniment.outline import below, meant, outline
from muniment.syntax import NotToml, TooNestedError, parse
from muniment.vocabularies import languages, nearest, shown

ORDERS = ("day-month-year", "month-day-year", "year-month-day")
_LIMIT = 1024 * 1024
_TABLES = ("columns", "constants", "dates")
_OPTIONS = ("key", "separator", "lang", "with", "apart", "labelled")


class Column(NamedTuple):
    """What is to become of a column: the keys that may take a value of it, the first that does.

    `lang` is of texts that have one. `also` stands in each table that a value of this column makes.
    `apart`: its values belong to no value of another column of the same table. `labelled`: each is
    an address and, behind a blank, its name.
    """

    heading: str
    keys: tuple[Path, ...]
    separator: str = ""
    lang: str = ""
    also: tuple[tuple[str, str], ...] = ()
    apart: bool = False
    labelled: bool = False


class Mapping(NamedTuple):
    """A whole mapping: its columns, headings left out on purpose, constants, the order of dates."""

    columns: tuple[Column, ...]
    ignored: frozenset[str] = frozenset()
    constants: tuple[tuple[Path, str], ...] = ()
    order: str = ""


def spaced(heading: str) -> str:
    """Give a heading on one line, as it is compared: wrapped where it suits, and all of it seen."""
    seen = heading if heading.isascii() else "".join(filter(_is_seen, heading))
    return " ".join(seen.split())


def _is_seen(char: str) -> bool:
    # Format characters: soft hyphens, marks of order and direction.
    return category(char) != "Cf"


def read(name: str) -> Mapping:
    """Read the mapping at a path. Raises MunimentError, which says the place or the column."""
    data = _parsed(name)
    for key in data:
        if key not in _TABLES or not isinstance(data[key], dict):
            likely = nearest(key, _TABLES) or ", ".join(_TABLES)
            _refuse(name, f"there is no table [{key}]. Did you mean {likely}?")
    columns, ignored = [], set()
    for heading, said in data.get("columns", {}).items():
        if said in ("", False):
            ignored.add(spaced(heading))
        else:
            columns.append(_column(name, spaced(heading), said))
    if not columns:
        _refuse(name, 'no column has a key: write [columns], and below it "Title" = "title"')
    constants = [
        (_key(name, f"constants: {shown(key)}", key), text)
        for key, value in data.get("constants", {}).items()
        for text in _texts(name, f"constants: {shown(key)}", value)
    ]
    return Mapping(tuple(columns), frozenset(ignored), tuple(constants), _order(name, data))


def _parsed(name: str) -> dict[str, Any]:
    try:
        with FilePath(name).open("rb") as file:
            content = file.read(_LIMIT + 1)
        if len(content) > _LIMIT:
            _refuse(name, "is over 1 MiB, too large for a mapping")
        data = parse(content.decode("utf-8-sig"))
    except (OSError, ValueError, TooNestedError) as error:
        reason = getattr(error, "strerror", None) or error or "its tables are nested too deeply"
        raise MunimentError(f"the mapping {name} cannot be read: {reason}") from None
    if isinstance(data, NotToml):
        raise MunimentError(
            f"{name}:{data.line}:{data.column}: {data.message}. {data.hint}".rstrip()
        )
    return data


def _refuse(name: str, why: str) -> NoReturn:
    raise MunimentError(f"the mapping {name}: {why}")


def _order(name: str, data: dict[str, Any]) -> str:
    dates = data.get("dates", {})
    for key in dates:
        if key != "order":
            _refuse(name, f"[dates] has order, and no {shown(key)}")
    order = dates.get("order", "")
    if order not in ("", *ORDERS):
        _refuse(name, f"order is one of {', '.join(ORDERS)}, not {shown(str(order))}")
    return str(order)


def _column(name: str, heading: str, said: object) -> Column:
    where = f"column {shown(heading)}"
    table = said if isinstance(said, dict) else {"key": said}
    for option in table:
        if option not in _OPTIONS:
            _refuse(name, f"{where}: there is no {shown(option)}; there is {', '.join(_OPTIONS)}")
    keys = tuple(_key(name, where, key) for key in _texts(name, where, table.get("key")))
    separator, lang = table.get("separator", ""), table.get("lang", "")
    if not isinstance(separator, str) or not isinstance(lang, str):
        _refuse(name, f"{where}: separator and lang are text")
    if fault := languages.fault(lang) if lang else None:
        _refuse(name, f"{where}: {fault.message}. {fault.hint}")
    return Column(
        heading,
        keys,
        separator,
        lang,
        _also(name, where, keys[0], table.get("with", {})),
        table.get("apart") is True,
        table.get("labelled") is True,
    )


def _also(name: str, where: str, key: Path, said: object) -> tuple[tuple[str, str], ...]:
    if not isinstance(said, dict) or not all(isinstance(text, str) for text in said.values()):
        _refuse(name, f'{where}: with is a table of texts, as in {{ role = "trl" }}')
    top = plain(key)[:1]
    for each in said:
        if each not in below(top):
            _refuse(name, f"{where}: with: {'.'.join(top)} has no key {shown(each)}")
    return tuple(said.items())


def _texts(name: str, where: str, said: object) -> list[str]:
    texts: list[Any] = said if isinstance(said, list) else [said]
    if not texts or not all(isinstance(text, str) and text.strip() for text in texts):
        _refuse(name, f'{where}: write a text in quotes, as in "title", or a list of them')
    return texts


def _key(name: str, where: str, text: str) -> Path:
    """Give a dotted key as a path. Raises MunimentError where a record has none, or a table."""
    path = path_of(text)
    names = plain(path)
    if names[:1] == ("local",) and len(names) > 1:
        return names
    known = outline().get(names)
    if known is None:
        likely = meant(names)
        _refuse(
            name,
            f"{where}: a record has no key {shown(text)}."
            + (f" Did you mean {likely}?" if likely else ""),
        )
    if names == ("local",) or (known.table and not known.short):
        inner = next(iter(below(names)), "shelf")
        _refuse(name, f"{where}: {text} is a table: name a key of it, as in {text}.{inner}")
    if any(isinstance(part, int) and at != 1 for at, part in enumerate(path)):
        _refuse(name, f"{where}: {dotted(path)}: only a table may be numbered, as creator.1.name")
    if len(path) > len(names) and not outline()[names[:1]].many:
        _refuse(name, f"{where}: there is but one {names[0]}, so it has no number")
    return path
