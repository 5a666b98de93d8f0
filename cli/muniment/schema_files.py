"""The JSON Schemas that come with the program: `schemas/<name>.schema.json`."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from muniment.errors import MunimentError

ENDING = ".schema.json"
# The schema of what a record may say lies beside the profiles and is none.
RECORD = "record"
# In a wheel the schemas lie inside the package; in a checkout, two folders up. An editable
# install does not see what hatchling moves into a wheel.
_PLACES = (Path(__file__).parent / "schemas", Path(__file__).parents[2] / "schemas")


def folder() -> Path:
    """Give the folder of the schemas. Raises MunimentError where the installation lacks it."""
    found = next((place for place in _PLACES if place.is_dir()), None)
    if found is None:
        raise MunimentError("the schemas of muniment are missing: install it again")
    return found


@cache
def schema(name: str) -> dict[str, Any]:
    """Give a schema by its name, which nobody changes. Raises OSError where there is none."""
    found: dict[str, Any] = json.loads((folder() / f"{name}{ENDING}").read_text("utf-8"))
    return found
