"""What the model refuses, in words for a cataloguer: what is wrong, and what to write instead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from muniment.finding import Problem
from muniment.keys import Path, dotted, plain
from muniment.outline import Key, below, outline
from muniment.vocabularies import nearest

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

_KINDS = {
    str: "text",
    bool: "true or false",
    int: "a number",
    float: "a number",
    list: "a list",
    dict: "a table",
}
# Words that other standards use, or that come to mind, for keys that nearest() would not find.
_CALLED = {
    "abstract": "description", "archive": "original_archive", "author": "creator",
    "citation": "source", "contact": "rights", "copyright": "rights", "coverage": "spatial",
    "created": "date", "holder": "original_archive", "keyword": "subject", "keywords": "subject",
    "licence": "rights", "license": "rights", "location": "original_archive", "place": "spatial",
    "repository": "original_archive", "summary": "description", "translator": "contributor",
}  # fmt: skip


def problems(errors: list[ErrorDetails]) -> list[Problem]:
    """Say each of Pydantic's errors as a Problem, whose key is where the error is."""
    return [_problem(error) for error in errors]


def _problem(error: ErrorDetails) -> Problem:
    path: Path = error["loc"]
    if error["type"] == "extra_forbidden":
        return _unknown(path)
    name = plain(path)[-1] if plain(path) else ""
    if error["type"] == "fault":
        context = error["ctx"]
        return Problem(dotted(path), f"{name}: {context['message']}", context["hint"])
    key = outline().get(plain(path))
    if key is None:
        return Problem(dotted(path), f"{name} cannot be read as it stands")
    if error["type"] == "literal_error":
        return _not_a_choice(path, key, error["input"])
    return _wrong_kind(path, key, error["input"])


def _unknown(path: Path) -> Problem:
    *above, last = path
    name, table = str(last), plain(tuple(above))
    key = dotted(path)
    if table and name in below(()):
        heading = _heading(table)
        return Problem(
            key,
            f"{name} is a key of the record that fell into {heading}, because it stands below it",
            f"Move the line up, above the first [heading]. {heading} has: {_names(table)}.",
        )
    where = (
        f"{_heading(table)} has no key {_quoted(name)}"
        if table
        else f"a record has no key {_quoted(name)}"
    )
    likely = nearest(name, below(table)) or (_CALLED.get(name.casefold()) if not table else None)
    if likely:
        return Problem(key, where, f"Did you mean {likely}?")
    return Problem(key, where, f"It has: {_names(table)}. What is your own stands under [local].")


def _not_a_choice(path: Path, key: Key, value: object) -> Problem:
    if path[-1] == "schema" and isinstance(value, int):
        return Problem(
            dotted(path),
            f"this record is of format {value}, and this muniment reads format 1",
            "Install the muniment that wrote it.",
        )
    words = [str(choice) for choice in key.choices]
    likely = nearest(value, words) if isinstance(value, str) else None
    did_you_mean = f"Did you mean {likely}? " if likely else ""
    return Problem(
        dotted(path),
        f"{path[-1]}: {_shown(value)} is none of the words that are used here",
        f"{did_you_mean}Write one of: {', '.join(words)}.",
    )


def _wrong_kind(path: Path, key: Key, value: object) -> Problem:
    many = key.many and path[-1] == key.path[-1]
    expected = (
        f"[[{key.path[-1]}]] tables" if many and key.tables
        else "a list" if many
        else "a table" if key.table and not key.short
        else "text"
    )  # fmt: skip
    is_now = _KINDS.get(type(value), "a value")
    return Problem(
        dotted(path),
        f"{key.path[-1]} is {is_now}, and {expected} is expected here",
        _form(key, many, value),
    )


def _form(key: Key, many: bool, value: object) -> str:
    """Show how the key is written."""
    name = key.path[-1]
    if key.tables:
        return f"Begin each with a line [[{'.'.join(key.path)}]], in double brackets."
    if key.table and not key.short:
        return f"Write its keys below a line [{'.'.join(key.path)}]: {_names(key.path)}."
    if isinstance(value, (int, float)) and not many:
        return f'Put it in quotes: {name} = "{value}".'
    example = key.example[0] if isinstance(key.example, list) and key.example else key.example
    return f'Write {name} = {"[" if many else ""}"{example or "..."}"{"]" if many else ""}.'


def _heading(table: tuple[str, ...]) -> str:
    key = outline().get(table)
    name = ".".join(table)
    return f"[[{name}]]" if key and key.tables else f"[{name}]"


def _names(table: tuple[str, ...]) -> str:
    return ", ".join(below(table))


def _quoted(name: str) -> str:
    return f"`{_cut(name)}`"


def _shown(value: object) -> str:
    return f'"{_cut(value)}"' if isinstance(value, str) else _KINDS.get(type(value), "this value")


def _cut(text: str) -> str:
    return text if len(text) <= 60 else text[:57] + "..."
