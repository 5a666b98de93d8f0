"""What a citation is made of: variables of CSL, each with the keys that it came from."""

from __future__ import annotations

from typing import NamedTuple


class Field(NamedTuple):
    """One variable of CSL (or a field of the format that spells it), its value, and its keys.

    `family` and `given` are the parts of a person's name, whose value has them in that order with
    a comma; a name that is not parted has neither. `role` is the MARC relator code that the
    variable stands for, or "".
    """

    name: str
    value: str
    of: tuple[str, ...]
    family: str = ""
    given: str = ""
    role: str = ""
