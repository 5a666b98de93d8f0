"""One record in the making: what it starts from, its id and dates, and the text of its file."""

from __future__ import annotations

import copy
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from muniment import writing
from muniment.errors import MunimentError
from muniment.identifiers import made_of
from muniment.keys import path as key_path
from muniment.listing import ENDING
from muniment.pruning import prune
from muniment.reading import read

if TYPE_CHECKING:
    from collections.abc import Mapping

    from muniment.catalogue import Entry

# What is of one document alone, and so not taken from a record that another is like.
_OF_ONE = (
    *("id", "title", "alternative", "date", "issued", "description", "url", "identifier"),
    *("extent", "source", "provenance", "file", "gap", "relation", "record", "local"),
)


def like(found: Entry) -> dict[str, Any]:
    """Give the data of a record that another is to be like, without what is its alone."""
    data = copy.deepcopy(found.pruned.data)
    return {key: value for key, value in data.items() if key not in _OF_ONE}


def finish(
    data: dict[str, Any], folder: str, today: str, defaults: Mapping[str, Any], *, draft: bool
) -> None:
    """Give the data of a record what it needs beside what was said of the document.

    `defaults` are the institution's own; an id is made of title and date, and a number is put
    behind where a record has it. Raises MunimentError where a value is none that a record takes.
    """
    for key, value in defaults.items():
        data.setdefault(key, copy.deepcopy(value))
    if "id" not in data:
        data["id"] = _free(_id(data), folder)
    gaps = [gap for gap in data.pop("gap", ()) if not _has(data, key_path(str(gap.get("field"))))]
    for gap in gaps:
        gap.setdefault("date", today)
    if gaps:
        data["gap"] = gaps
    about = data.setdefault("record", {})
    about.setdefault("schema", 1)
    about.setdefault("status", "draft" if draft else "complete")
    about.setdefault("created", today)
    about.setdefault("modified", today)
    # A blank id is pruned, and what is not judged must not become a path.
    problems = read({**prune(data).data, "id": data["id"]}).problems
    if problems:
        raise MunimentError(
            "; ".join(f"{found.message}. {found.hint}".strip() for found in problems)
        )


def _has(value: Any, field: tuple[str | int, ...]) -> bool:
    """Whether there is a value at `field`; a part without index stands for any item of a list."""
    if not field:
        return value not in ("", [], {}, None)
    if isinstance(value, list) and isinstance(field[0], str):
        return any(_has(item, field) for item in value)
    try:
        return _has(value[field[0]], field[1:])
    except (KeyError, IndexError, TypeError):
        return False


def _id(data: dict[str, Any]) -> str:
    if not made_of({"title": data.get("title")}):
        raise MunimentError("a record needs a title, or an id: give --title or --id")
    return made_of(data)


def _free(name: str, folder: str) -> str:
    """Give an id that no file of the folder has: two letters of one day are two records."""
    number, free = 1, name
    while os.path.lexists(Path(folder) / f"{free}{ENDING}"):
        number += 1
        free = f"{name}-{number}"
    return free


def text_of(data: dict[str, Any], folder: str) -> str:
    """Give the text of a record's file, with the schema for editors where there is one."""
    return writing.layout(data, writing.schema_for(folder))


def path_of(name: str, folder: str) -> str:
    """Give the path of the record of that id."""
    return str(Path(folder) / f"{name}{ENDING}")


def write(text: str, path: str) -> None:
    """Write a new record. Raises MunimentError where something stands there."""
    try:
        Path(path).parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise MunimentError(f"{Path(path).parent} cannot be made: {error.strerror}") from None
    writing.create(path, text.encode("utf-8"))
