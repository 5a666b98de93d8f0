"""The institution's settings: `muniment.toml`, or `[tool.muniment]` in `pyproject.toml`."""

from __future__ import annotations

import glob
import os
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from muniment.choice import LEVELS, Choice, checked, ignorable, known
from muniment.errors import MunimentError
from muniment.formats import FORMATS
from muniment.ignores import NEVER
from muniment.lint_settings import PathSettings
from muniment.profiles import DEFAULT, is_path
from muniment.readers import READERS
from muniment.rules import RULES
from muniment.syntax import NotToml, TooNestedError, parse
from muniment.vocabularies import nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from muniment.options import Option

_RECORDS = "records"


class Config(NamedTuple):
    """What is set, with paths from the current folder; `file` is where it is set, if anywhere."""

    records: str = _RECORDS
    profile: str = DEFAULT
    choice: Choice = Choice()
    strict: bool = False
    baseline: str | None = None
    paths: tuple[PathSettings, ...] = ()
    rights_uris: tuple[str, ...] = ()
    export: Mapping[str, Any] = {}
    imports: Mapping[str, Any] = {}
    defaults: Mapping[str, Any] = {}
    file: Path | None = None


def _picks(rules: Iterable[str]) -> dict[str, Any]:
    pattern = f"^(?:{'|'.join(sorted(rules))})(?::[^\n]*)?$"
    return {"type": "array", "items": {"type": "string", "pattern": pattern}}


_OF_PATHS: dict[str, Any] = {
    "profile": {
        "description": "What a record must hold: a profile's name, or the path of a JSON Schema.",
        "type": "string",
    },
    "select": {"description": "Only these rules, or rule:key.", **_picks(RULES)},
    "ignore": {
        "description": "Not these rules, or rule:key.",
        **_picks(RULES.keys() - NEVER),
    },
    "level": {
        "description": "Levels by rule, instead of the rules' own.",
        "type": "object",
        "additionalProperties": False,
        "properties": {
            rule: {"enum": ["error", "warning"] if rule in NEVER else list(LEVELS)}
            for rule in RULES
        },
    },
}


def _options(known: Mapping[str, Option]) -> dict[str, Any]:
    return {
        key: {
            "description": option.description,
            "type": "string",
            **({"enum": list(option.choices)} if option.choices else {}),
        }
        for key, option in known.items()
    }


def _of_each(what: str, registry: Mapping[str, Mapping[str, Option]]) -> dict[str, Any]:
    """Describe the settings of formats, or of readers; what several ask for may be set once."""
    for_all = {
        key: option
        for key, option in chain.from_iterable(known.items() for known in registry.values())
        if sum(key in known for known in registry.values()) > 1
    }
    of_each = {
        name: {
            "description": f"Settings of {name}.",
            "type": "object",
            "additionalProperties": False,
            "properties": _options(known),
        }
        for name, known in registry.items()
    }
    return {
        "description": f"Settings of {what}: a table for each; beside them, what holds for every "
        "one that has such a setting.",
        "type": "object",
        "additionalProperties": False,
        "properties": {**_options(for_all), **of_each},
    }


SCHEMA: dict[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "The settings of muniment",
    "type": "object",
    "additionalProperties": False,
    "properties": {
        "records": {"description": "The records folder.", "type": "string"},
        **_OF_PATHS,
        "rights_uris": {
            "description": "URIs of rights that the institution has of its own.",
            "type": "array",
            "items": {"type": "string"},
        },
        "strict": {"description": "Whether warnings fail a run.", "type": "boolean"},
        "baseline": {"description": "The file of the findings that are known.", "type": "string"},
        "export": _of_each("formats", FORMATS),
        "import": _of_each("readers", READERS),
        "defaults": {
            "description": "Keys of a record, as they stand in a file: what `create` and `import` "
            "fill in where nothing else is said.",
            "type": "object",
        },
        "path": {
            "description": "Settings for the files that a pattern names, the last first.",
            "type": "array",
            "items": {
                "type": "object",
                "additionalProperties": False,
                "required": ["files"],
                "properties": {
                    "files": {
                        "description": "Paths from the folder of this file; * is anything.",
                        "type": "string",
                    },
                    **_OF_PATHS,
                },
            },
        },
    },
}
_KINDS: dict[str, type] = {"string": str, "boolean": bool, "array": list, "object": dict}
_SHOWN = {
    "string": '{0} is text: write {0} = "...".',
    "boolean": "{0} is true or false.",
    "array": '{0} is a list: write {0} = ["..."].',
    "object": "{0} is a table: write [{0}].",
}


def load(start: Path | None = None) -> Config:
    """Read the configuration found from the folder `start` (or the current one) upward.

    Raises MunimentError where it cannot be read, or says what it may not.
    """
    for folder in _upward(start or Path.cwd()):
        for name in ("muniment.toml", "pyproject.toml"):
            file = folder / name
            if file.is_file():
                table = _table(file)
                if table is not None:
                    return _config(file, table)
    return Config()


def _upward(start: Path) -> list[Path]:
    return [start, *start.parents]


def _table(file: Path) -> dict[str, Any] | None:
    """Give the table that is ours, or None where the file has none."""
    try:
        data = parse(file.read_bytes().decode("utf-8"))
    except (OSError, UnicodeDecodeError, TooNestedError) as error:
        raise MunimentError(f"{file} cannot be read as a configuration: {error}") from None
    if isinstance(data, NotToml):
        raise MunimentError(
            f"{file}:{data.line}:{data.column}: {data.message}. {data.hint}".rstrip()
        )
    if file.name == "muniment.toml":
        return data
    tool = data.get("tool")
    ours = tool.get("muniment") if isinstance(tool, dict) else None
    if ours is not None and not isinstance(ours, dict):
        raise MunimentError(f"{file}: tool.muniment is a table: write [tool.muniment].")
    return ours


def _config(file: Path, table: dict[str, Any]) -> Config:
    _check(table, SCHEMA, str(file))
    for part, registry in (("export", FORMATS), ("import", READERS)):
        schema = SCHEMA["properties"][part]
        _check(table.get(part, {}), schema, f"{file}: {part}")
        for name in registry.keys() & table.get(part, {}).keys():
            _check(table[part][name], schema["properties"][name], f"{file}: {part}.{name}")
    paths = []
    for number, each in enumerate(table.get("path", ())):
        _check(each, SCHEMA["properties"]["path"]["items"], f"{file}: path.{number}")
        folder = glob.escape(file.parent.resolve().as_posix())
        pattern = f"{folder}/{each['files'].removeprefix('./')}"
        profile = _profile(file, each["profile"]) if "profile" in each else None
        paths.append(PathSettings(pattern, _choice(each, str(file)), profile))
    baseline = table.get("baseline")
    return Config(
        records=_near(file, table.get("records", _RECORDS)),
        profile=_profile(file, table.get("profile", DEFAULT)),
        choice=_choice(table, str(file)),
        strict=table.get("strict", False),
        baseline=_near(file, baseline) if baseline else None,
        paths=tuple(paths),
        rights_uris=tuple(table.get("rights_uris", ())),
        export=table.get("export", {}),
        imports=table.get("import", {}),
        defaults=table.get("defaults", {}),
        file=file,
    )


def _near(file: Path, path: str) -> str:
    return os.path.relpath(file.parent / path)


def _profile(file: Path, name: str) -> str:
    """Give a profile's name as it is, and the path of one from the current folder."""
    return os.path.join(os.curdir, _near(file, name)) if is_path(name) else name  # noqa: PTH118


def _choice(table: dict[str, Any], where: str) -> Choice:
    for rule, level in table.get("level", {}).items():
        known(rule, f"{where}: level")
        if level not in LEVELS:
            raise MunimentError(
                f"{where}: level.{rule}: {level!r} is no level. Write one of: {', '.join(LEVELS)}."
            )
        if rule in NEVER and level in ("off", "note"):
            raise MunimentError(f"{where}: level: {rule} is an error or a warning")
    return Choice(
        checked(table.get("select", ()), f"{where}: select"),
        ignorable(table.get("ignore", ()), f"{where}: ignore"),
        tuple(table.get("level", {}).items()),
    )


def _check(table: Any, schema: dict[str, Any], where: str) -> None:
    """Raise MunimentError where a table has a key or value that the schema does not allow."""
    if not isinstance(table, dict):
        raise MunimentError(f"{where} is a table: write [[path]].")
    keys = schema["properties"]
    for key, value in table.items():
        if key not in keys:
            likely = nearest(key, keys)
            more = f"Did you mean {likely}?" if likely else f"There are: {', '.join(keys)}."
            raise MunimentError(f"{where}: there is no setting {key!r}. {more}")
        _check_value(value, key, keys[key], where)
    for key in schema.get("required", ()):
        if key not in table:
            raise MunimentError(f"{where}: {key} is missing")


def _check_value(value: Any, key: str, schema: dict[str, Any], where: str) -> None:
    is_right = isinstance(value, _KINDS[schema["type"]])
    if is_right and schema.get("items", {}).get("type") == "string":
        is_right = all(isinstance(each, str) for each in value)
    if is_right and "enum" in schema and value not in schema["enum"]:
        words = ", ".join(schema["enum"])
        raise MunimentError(f"{where}: {key} is one of {words}, not {value!r}")
    if not is_right:
        raise MunimentError(f"{where}: {_SHOWN[schema['type']].format(key)}")
