"""Texts for formats that have a line for each value, and no way to write a line break."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from muniment.errors import CannotCarryError

if TYPE_CHECKING:
    from muniment.bibliography.field import Field

# What some program or other takes for the end of a line: those of Unicode, and the vertical tab.
_BREAK = re.compile("[\n\r\v\f\x85\u2028\u2029]+")
_CONTROL = re.compile("[\0-\x08\x0e-\x1f\x7f]")


def one_line(text: str) -> str:
    """Put a text on one line: a break with the space around it becomes a space; the ends are bare.

    Raises ValueError where it holds a control character of ASCII other than a tab.
    """
    if text.isprintable():
        return text.strip()
    if _CONTROL.search(text):
        raise ValueError("control character")
    return " ".join(line for part in _BREAK.split(text) if (line := part.strip()))


def on_one_line(field: Field, record: str, lack: str) -> Field:
    """Put the value of a field, and the parts of a name, on one line, by the same rule.

    `record` is the id of the record, and `lack` says what has no way with a control character, for
    CannotCarryError, which is raised where there is one.
    """
    try:
        return _on_one_line(field)
    except ValueError:
        why = f"holds a control character, which {lack}"
        raise CannotCarryError(record, field.of[0], why) from None


def _on_one_line(field: Field) -> Field:
    if not field.family:
        return field._replace(value=one_line(field.value))
    family, given = one_line(field.family), one_line(field.given)
    value = f"{family}, {given}" if given else family
    return field._replace(value=value, family=family, given=given)
