"""What the model refuses, in words for a cataloguer: what is wrong, and what to write instead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from muniment.finding import Edit, Problem
from muniment.keys import Path, dotted, plain
from muniment.outline import Key, below, heading, outline
from muniment.vocabularies import Fault, nearest, shown

if TYPE_CHECKING:
    from collections.abc import Callable

    from pydantic_core import ErrorDetails

_KINDS = {
    str: "text",
    bool: "true or false",
    int: "a number",
    float: "a number",
    list: "a list",
    dict: "a table",
}
# Python refuses to write an integer of several thousand digits, and nobody reads one of twenty.
_LARGE = 10**15
# Words that other standards use, or that come to mind, for keys that nearest() would not find.
_CALLED = {
    "abstract": "description", "archive": "original_archive", "author": "creator",
    "citation": "source", "contact": "rights", "copyright": "rights", "coverage": "spatial",
    "created": "date", "holder": "original_archive", "keyword": "subject", "keywords": "subject",
    "licence": "rights", "license": "rights", "location": "original_archive", "place": "spatial",
    "repository": "original_archive", "summary": "description", "translator": "contributor",
}  # fmt: skip


def problems(errors: list[ErrorDetails], before: Callable[[Path], Path]) -> list[Problem]:
    """Say each of Pydantic's errors as a Problem.

    Its keys are those that `before` gives for where the error is.
    """
    return [_problem(error, before(error["loc"])) for error in errors]


def _problem(error: ErrorDetails, path: Path) -> Problem:
    if error["type"] == "extra_forbidden":
        return _unknown(path)
    name = plain(path)[-1] if plain(path) else ""
    if error["type"] == "fault":
        return faulty(path, Fault(**error["ctx"]))
    key = outline().get(plain(path))
    if key is None:
        return Problem(dotted(path), f"{name} cannot be read as it stands")
    if error["type"] == "literal_error":
        return _not_a_choice(path, key, error["input"])
    return _wrong_kind(path, key, error["input"])


def faulty(path: Path, fault: Fault) -> Problem:
    """Say what is wrong with the value at a path, and mend it where that is certain."""
    key, message = dotted(path), f"{plain(path)[-1]}: {fault.message}"
    edits = (Edit(key, fault.instead),) if fault.instead else ()
    return Problem(key, message, fault.hint, edits, rule=fault.rule)


def _unknown(path: Path) -> Problem:
    *above, last = path
    name, table = str(last), plain(tuple(above))
    if table and name in below(()):
        return _fallen(path, name, heading(table), _names(table))
    owner = f"{heading(table)} has" if table else "a record has"
    message = f"{owner} no key {shown(name)}, so nothing reads it"
    likely = nearest(name, below(table)) or (_CALLED.get(name.casefold()) if not table else None)
    if likely:
        meant = dotted((*above, likely))
        return Problem(dotted(path), message, f"Did you mean {likely}?", meant=meant, on_key=True)
    return Problem(
        dotted(path),
        message,
        f"It has: {_names(table)}. What is your own stands under [local].",
        on_key=True,
    )


def _fallen(path: Path, name: str, heading: str, names: str) -> Problem:
    """Say of a key of the record that it stands below a heading, and so belongs to that table."""
    return Problem(
        dotted(path),
        f"{name} fell into {heading}, because it stands below that heading, and is no key of it",
        f"Move the line up, above the first [heading] of the file. {heading} has: {names}.",
        meant=name,
        on_key=True,
    )


def _not_a_choice(path: Path, key: Key, value: object) -> Problem:
    if path[-1] == "schema" and type(value) is int and -_LARGE < value < _LARGE:
        return Problem(
            dotted(path),
            f"this record is of format {value}, and this muniment reads format 1",
            "Install the muniment that wrote it.",
        )
    if not isinstance(value, str):
        return _wrong_kind(path, key, value)
    words = [str(choice) for choice in key.choices]
    likely = nearest(value, words)
    did_you_mean = f"Did you mean {likely}? " if likely else ""
    return Problem(
        dotted(path),
        f"{path[-1]}: {shown(value)} is none of the words that are used here",
        f"{did_you_mean}Write one of: {', '.join(words)}.",
    )


def _wrong_kind(path: Path, key: Key, value: object) -> Problem:
    many = key.many and path[-1] == key.path[-1]
    expected = (
        "a list of tables" if many and key.tables
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
    if key.choices:
        return f"Write one of: {', '.join(map(str, key.choices))}."
    if (
        isinstance(value, (int, float))
        and not isinstance(value, bool)
        and not many
        and abs(value) < _LARGE
    ):
        return f'Put it in quotes: {name} = "{value}".'
    if isinstance(value, list) and not many:
        return "Take it out of the square brackets."
    left, right = "[]" if many else ("", "")
    return f'Write it as in {name} = {left}"{key.sample or "..."}"{right}.'


def _names(table: tuple[str, ...]) -> str:
    return ", ".join(below(table))
