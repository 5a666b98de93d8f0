"""Records for the tests: one that lacks nothing, and one that has every key there is."""

from __future__ import annotations

import copy
from typing import Any

import tomli_w

from muniment.table import Table, name_of

COMPLETE: dict[str, Any] = {
    "id": "letter",
    "level": "item",
    "describes": "translation",
    "title": "Letter from A. Writer to B. Reader",
    "date": "1952-12-27",
    "type": "Text",
    "language": ["en"],
    "extent": ["2 leaves"],
    "creator": [{"name": "Writer, A."}],
    "source": [{"citation": "Archive of Examples, f. 1, op. 2, d. 3"}],
    "original_archive": [{"name": "Archive of Examples", "reference": ["fond 1", "opis 2"]}],
    "rights": [
        {
            "of": "translation",
            "statement": "All rights are with the Archive.",
            "status": "copyrighted",
            "contact": {"name": "Rights office", "email": "rights@archive.ac.uk"},
        }
    ],
    "provenance": [
        {"of": "translation", "activity": "translation", "agent": ["Translator, C."]},
    ],
}

# A file of which lint says nothing.
GOOD = """\
id = "good"
level = "item"
describes = "original"
title = "Telegram"
date = "1952-12-27"
type = "Text"
language = ["en"]
extent = "2 leaves"

[[creator]]
name = "Stalin, Joseph"

[[original_archive]]
name = "Archive of the President of the Russian Federation"
reference = ["fond 45"]

[[rights]]
uri = "http://creativecommons.org/publicdomain/mark/1.0/"
"""


def complete(**changes: Any) -> dict[str, Any]:
    """Give a record that lacks nothing, with other values for some keys; None takes a key away."""
    data = {**copy.deepcopy(COMPLETE), **changes}
    return {key: value for key, value in data.items() if value is not None}


def toml(data: dict[str, Any]) -> bytes:
    """Write data as another program than ours does."""
    return tomli_w.dumps(data).encode("utf-8")


def as_data(value: Any) -> Any:
    """Give what a table says as the data of a TOML file."""
    if isinstance(value, Table):
        return {name_of(name): as_data(getattr(value, name)) for name in value.written}
    return list(map(as_data, value)) if isinstance(value, tuple) else value
