"""Profiles: JSON Schemas that say what a record must hold. `schemas/<name>.schema.json`.

`x-message` beside a key's schema says why the key is needed; `x-level` in a subschema (`warning`)
says that what it asks for is only recommended.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from muniment.errors import MunimentError
from muniment.vocabularies import nearest

if TYPE_CHECKING:
    from jsonschema_rs import Draft202012Validator

# In a wheel the schemas lie inside the package; in a checkout, two folders up. An editable
# install does not see what hatchling moves into a wheel.
_PLACES = (Path(__file__).parent / "schemas", Path(__file__).parents[2] / "schemas")
_ENDING = ".schema.json"
# The schema of what a record may say lies beside the profiles and is none.
RECORD = "record"
DEFAULT = "archival"


class Profile:
    """A profile, compiled when it is first asked."""

    def __init__(self, name: str, schema: dict[str, Any]) -> None:
        self.name = name
        self.schema = schema
        self._validator: Draft202012Validator | None = None

    @property
    def validator(self) -> Draft202012Validator:
        """The compiled schema."""
        if self._validator is None:
            self._validator = compiled(self.schema)
        return self._validator


def folder() -> Path:
    """Give the folder of the schemas. Raises MunimentError where the installation lacks it."""
    found = next((place for place in _PLACES if place.is_dir()), None)
    if found is None:
        raise MunimentError("the schemas of muniment are missing: install it again")
    return found


def names() -> list[str]:
    """Give the names of the profiles, sorted."""
    files = (file.name for file in folder().glob(f"*{_ENDING}"))
    return sorted(name for file in files if (name := file.removesuffix(_ENDING)) != RECORD)


@cache
def profile(name: str) -> Profile:
    """Give a profile by name. Raises MunimentError where there is none of that name."""
    if name not in names():
        likely = nearest(name, names())
        known = f"Did you mean {likely}?" if likely else f"There are: {', '.join(names())}."
        raise MunimentError(f"there is no profile {name!r}. {known}")
    return Profile(name, json.loads((folder() / f"{name}{_ENDING}").read_text("utf-8")))


def compiled(schema: dict[str, Any]) -> Draft202012Validator:
    """Compile a schema that may not look anything up: no file, no network."""
    from jsonschema_rs import Draft202012Validator

    return Draft202012Validator(schema, retriever=_refuse)


def _refuse(uri: str) -> Any:
    raise ValueError(f"{uri} is not looked up")
