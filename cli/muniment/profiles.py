"""Profiles: JSON Schemas that say what a record must hold. `schemas/<name>.schema.json`.

`x-message` beside a key's schema says why the key is needed; `x-level` in a subschema (`warning`)
says that what it asks for is only recommended. A profile of one's own is given by its path.
"""

from __future__ import annotations

import os
from functools import cache
from typing import TYPE_CHECKING, Any

from muniment.errors import MunimentError
from muniment.schema_files import ENDING, RECORD, folder, schema
from muniment.vocabularies import nearest

if TYPE_CHECKING:
    from jsonschema_rs import Draft202012Validator, Registry, ValidationError

DEFAULT = "archival"
# What a profile is called in references to its parts, whatever its name; and one of ours.
HERE = "profile:here"
OURS = "muniment:"

# Those of one's own by their path in full: the same words mean another file in another folder.
_own: dict[str, Profile] = {}


class Profile:
    """A profile, compiled when it is first asked; one's own may refer to ours."""

    def __init__(self, name: str, schema: dict[str, Any], *, is_own: bool = False) -> None:
        self.name = name
        self.schema = schema
        self._is_own = is_own
        self._validator: Draft202012Validator | None = None

    @property
    def validator(self) -> Draft202012Validator:
        """The compiled schema."""
        if self._validator is None:
            self._validator = compiled(self.schema, _registry() if self._is_own else None)
        return self._validator

    def part(self, reference: str) -> Draft202012Validator:
        """Give a part of the profile, or of one that it builds on, compiled."""
        return compiled({"$ref": reference}, _registry(self.schema, with_ours=self._is_own))

    def document(self, address: str) -> dict[str, Any]:
        """Give the schema that a reference names: this profile, or one of ours."""
        return self.schema if address == HERE else ours(address.removeprefix(OURS)).schema


def names() -> list[str]:
    """Give the names of the profiles, sorted."""
    files = (file.name for file in folder().glob(f"*{ENDING}"))
    return sorted(name for file in files if (name := file.removesuffix(ENDING)) != RECORD)


def is_path(name: str) -> bool:
    """Tell whether what somebody calls a profile is the path of a file, not a name of ours."""
    return "/" in name or os.sep in name or name.endswith(".json")


def profile(name: str) -> Profile:
    """Give a profile by name, or by the path of its file.

    Raises MunimentError where there is none of that name, or the file holds none.
    """
    if not is_path(name):
        return ours(name)
    path = os.path.abspath(name)  # noqa: PTH100 - a link is not to be followed
    if path not in _own:
        _own[path] = _read(name)
    return _own[path]


@cache
def ours(name: str) -> Profile:
    """Give a profile of ours by name. Raises MunimentError where there is none of that name."""
    if name not in names():
        likely = nearest(name, names())
        known = f"Did you mean {likely}?" if likely else f"There are: {', '.join(names())}."
        raise MunimentError(f"there is no profile {name!r}. {known}")
    return Profile(name, schema(name))


def _read(path: str) -> Profile:
    """Read a profile of one's own, and compile it at once, to say what is wrong with it."""
    from jsonschema_rs import ReferencingError, ValidationError

    from muniment import profile_file

    found = Profile(path, profile_file.read(path, names()), is_own=True)
    try:
        found.validator  # noqa: B018
    except ValidationError as error:
        profile_file.refuse(path, tuple(error.instance_path), _why(error))
    except (ReferencingError, ValueError) as error:
        profile_file.refuse(path, (), str(error))
    return found


def _why(error: ValidationError) -> str:
    if {"pattern", "patternProperties"}.isdisjoint(error.instance_path):
        return error.message
    return (
        "this is no regular expression that can be used here: there is no looking ahead or "
        "behind, no reference back, and no pattern that grows too large"
    )


def compiled(schema: dict[str, Any], registry: Registry | None = None) -> Draft202012Validator:
    """Compile a schema that may not look anything up: no file, no network.

    What it may refer to stands in the registry. Its regular expressions never go back over a text,
    so that none can take for ever.
    """
    from jsonschema_rs import Draft202012Validator, RegexOptions

    return Draft202012Validator(
        schema, retriever=_refuse, registry=registry, pattern_options=RegexOptions()
    )


def _registry(here: dict[str, Any] | None = None, *, with_ours: bool = True) -> Registry:
    from jsonschema_rs import Registry

    known = [(f"{OURS}{name}", ours(name).schema) for name in names()] if with_ours else []
    return Registry([*known, (HERE, here)] if here is not None else known, retriever=_refuse)


def _refuse(uri: str) -> Any:
    raise ValueError(f"{uri} is not looked up")
