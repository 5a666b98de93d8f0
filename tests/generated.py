"""Records made by chance, for what must hold for every record: each key that the model has.

`records()` gives the data of files; every value is one that the model takes, and `document` makes
of them what a format is given.
"""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

import tomli_w
from hypothesis import strategies as st

from muniment import attachments
from muniment.catalogue import Catalogue, entry
from muniment.dublincore import statements
from muniment.export import public
from muniment.formats import FORMATS, Document, ExportSettings, Item, format_named
from muniment.outline import Key, below, outline
from muniment.recordfile import parsed
from program import TODAY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hypothesis.strategies import SearchStrategy

DATES = (
    *("1952", "1952-12", "1952-12-27", "1952~", "1952?", "195X", "1952/1953", "1952-12-27/.."),
    *("../1953", "1952-21", "[1952,1953]", "{1952,1953}", "-0044", "Y17000", "1952-XX-27"),
    *("1985-04-12T23:20:30Z", "1985-04-12T23:20:30+01:00", "1952/", "2004-06~-11", "0044"),
)
LANGUAGES = ("en", "ru", "ru-Latn", "zh-Hant", "de-CH-1996", "ar", "grc", "x-local", "sr-Cyrl-BA")
_EDTF = {path for path, key in outline().items() if "EDTF." in key.description and not key.many}
_WEB = {"url", "uri", "link"}


def texts() -> SearchStrategy[str]:
    """Give texts that are not blank: any script, marks that combine, what XML and CSV escape."""
    odd = st.sampled_from(
        [
            "Телеграмма & письмо", "电报 <b>", "مرحبا", "e\u0301\u0323", "]]>", 'say "no"',
            "a|b||c", "two\nlines", "tab\there", "{braces} \\ 100 % #1 $x_y ~ ^", "=1+1",
            "-- x; y, z", "Doe, Jane", "line\r\nend", "a\u2028b", "\U0001f4dc", "@misc{x}",
            "TY  - X", "ends;",
        ]
    )  # fmt: skip
    letters = st.characters(exclude_categories=["C", "Z"], include_characters=" \n")
    words = st.text(letters, min_size=1, max_size=20).filter(lambda text: text.strip() == text)
    return st.one_of(odd, words)


def addresses() -> SearchStrategy[str]:
    """Give web addresses, and texts that are none."""
    return st.sampled_from(
        [
            "https://example.org/document/1", "http://example.org/a?b=c&d=e", "not an address",
            "http://viaf.org/viaf/1", "https://example.org/каталог", "https://example.org/a b",
            "http://rightsstatements.org/vocab/InC/1.0/", "urn:isbn:0451450523", "http://[bad",
            "http://creativecommons.org/licenses/by/4.0/", "https://doi.org/10.1000/182", "%zz",
            "http://creativecommons.org/publicdomain/mark/1.0/", 'http://example.org/"q"<x>',
        ]
    )  # fmt: skip


def records() -> SearchStrategy[dict[str, Any]]:
    """Give the data of records that have any of the keys; the id is always `record`."""
    whole = _table(())

    def named(data: dict[str, Any]) -> dict[str, Any]:
        data.pop("part_of", None)
        about = {**data.get("record", {}), "private": []}
        return {**data, "id": "record", "record": about}

    return whole.map(named)


def _table(path: tuple[str, ...]) -> SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({}, optional={name: _values(k) for name, k in below(path).items()})


def _values(key: Key) -> SearchStrategy[Any]:
    if key.path == ("local",):
        return st.just({"shelf": "3"})
    one = _value(key)
    return st.lists(one, min_size=1, max_size=3) if key.many else one


def _value(key: Key) -> SearchStrategy[Any]:
    if key.table:
        return _table(key.path)
    if key.choices:
        return st.sampled_from(key.choices)
    *above, name = key.path
    if key.path in _EDTF:
        return st.sampled_from(DATES)
    if name in _WEB:
        return addresses()
    found = _WORDS.get((*above, name), _BY_NAME.get(name))
    return texts() if found is None else found


_BY_NAME: dict[str, SearchStrategy[Any]] = {
    "language": st.sampled_from(LANGUAGES),
    "lang": st.sampled_from(LANGUAGES),
    "country": st.sampled_from(["RU", "CN", "US"]),
    "jurisdiction": st.sampled_from(["US", "EU", "RU"]),
    "role": st.sampled_from(["aut", "trl", "rcp", "edt", "pbl"]),
    "identifier": st.one_of(addresses(), texts()),
}
_WORDS: dict[tuple[str, ...], SearchStrategy[Any]] = {
    ("type",): st.sampled_from(["Text", "Image", "Sound", "StillImage", "Collection"]),
    ("id",): st.just("record"),
    ("part_of",): st.just("collection"),
}


def document(data: dict[str, Any]) -> Document:
    """Make of the data of a file what a format is given, as `muniment export` does."""
    file = parsed("no/such/folder/record.toml", tomli_w.dumps(data).encode())
    found = Catalogue("no/such/folder").effective(entry(file))
    assert found.entry.reading.problems == ()
    record = public(found)
    return Document("record", record, None, statements(record))


@contextmanager
def files_there() -> Iterator[None]:
    """Let every path of a file lead to a file, of the right checksum, whose content is its path."""
    with patch.multiple(
        attachments,
        located=lambda records, path, record, key: Path(path),
        content=lambda file, *_: iter([str(file).encode()]),
    ):
        yield


def exported(name: str, data: dict[str, Any], **options: str) -> tuple[Item[Any], dict[str, bytes]]:
    """Give what a format carries of a record, and its files; options are those of its examples."""
    form = format_named(name)
    made = {key: option.example for key, option in FORMATS[name].items()}
    settings = ExportSettings(options={**made, **options}, today=TODAY)
    out = document(data)
    item = Item(out.id, out.record, form.carried(out, settings))
    with files_there():
        return item, {file: b"".join(chunks) for file, chunks in form.files([item], settings)}
