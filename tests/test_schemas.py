"""The schemas: that of a record is the model's, and says of every key what it is."""

from __future__ import annotations

import json
import re
import tomllib
from functools import cache
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Annotated, Any, Union, get_args, get_origin

import jsonschema_rs
import pytest
from jsonschema import Draft202012Validator

from inside import muniment
from muniment import profiles
from muniment.outline import PlainPath, outline
from muniment.pruning import prune
from muniment.reading import read
from muniment.record import Record
from muniment.record_schema import record_schema
from muniment.values import Model, NameParts, TextParts
from program import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SCHEMAS = sorted(file.name for file in (ROOT / "schemas").glob("*.json"))
RECORDS = sorted(file.name for file in (ROOT / "records").glob("*.toml"))
SPECIMENS = sorted((ROOT / "tests" / "examples").glob("*/*.toml"))
KEYS = list(outline())
LEAVES = [path for path, key in outline().items() if not key.table]
LIMITED = [path for path, key in outline().items() if key.choices]


@cache
def schema() -> dict[str, Any]:
    return record_schema()


def definition(path: PlainPath) -> dict[str, Any]:
    """Give the schema of the table that the key at `path` is in."""
    if len(path) == 1:
        return schema()
    said = json.dumps(property_of(path[:-1]))
    (name,) = set(re.findall(r'"\$ref": "#/\$defs/(\w+)"', said))
    found: dict[str, Any] = schema()["$defs"][name]
    return found


def property_of(path: PlainPath) -> dict[str, Any]:
    found: dict[str, Any] = definition(path)["properties"][path[-1]]
    return found


def examples(path: PlainPath) -> list[Any]:
    found: list[Any] = property_of(path).get("examples", [])
    return found


def record_with(path: PlainPath, value: Any) -> dict[str, Any]:
    """Give data of a record that holds the value at the key, and nothing else."""
    for depth in range(len(path), 0, -1):
        key = outline()[path[:depth]]
        value = {path[depth - 1]: [value] if depth < len(path) and key.many else value}
    found: dict[str, Any] = value
    return found


def test_schema_in_the_repository_is_the_models() -> None:
    """`muniment schema > schemas/record.schema.json` changes nothing."""
    stored = (ROOT / "schemas" / "record.schema.json").read_bytes()
    assert muniment("schema", cwd=ROOT).out.encode("utf-8") == stored


@pytest.mark.parametrize("name", SCHEMAS)
def test_schema_is_one(name: str) -> None:
    """It is a valid schema of draft 2020-12, and says so."""
    content = json.loads((ROOT / "schemas" / name).read_text(encoding="utf-8"))
    assert content["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    Draft202012Validator.check_schema(content)
    assert profiles.compiled(content)


@pytest.mark.parametrize("path", KEYS, ids=".".join)
def test_key_is_in_the_schema_with_words(path: PlainPath) -> None:
    """Every key of the model is in the schema, with a title and a sentence."""
    found = property_of(path)
    assert found["title"]
    assert found["description"].endswith((".", "..."))


@pytest.mark.parametrize("path", LEAVES, ids=".".join)
def test_leaf_has_an_example(path: PlainPath) -> None:
    """Every key that holds a value shows one."""
    assert examples(path)


@pytest.mark.parametrize("path", KEYS, ids=".".join)
def test_example_is_right(path: PlainPath) -> None:
    """What is shown as an example, the key's schema, the record's schema and the model accept."""
    alone = {**property_of(path), "$defs": schema()["$defs"]}
    for example in examples(path):
        assert Draft202012Validator(alone).is_valid(example)
        data = record_with(path, example)
        assert Draft202012Validator(schema()).is_valid(data)
        assert read(data).problems == ()
        assert prune(data).blanks == ()


@pytest.mark.parametrize("path", LIMITED, ids=".".join)
def test_choices_are_the_models(path: PlainPath) -> None:
    """The schema limits a key to the words that the model limits it to."""
    found = property_of(path)
    assert tuple(found.get("enum", [found.get("const")])) == outline()[path].choices


def test_unknown_keys_are_refused() -> None:
    """The schema takes no key, in no table, that the model does not know; but in `local` any."""
    tables = [schema(), *schema()["$defs"].values()]
    assert all(table["additionalProperties"] is False for table in tables)
    validator = Draft202012Validator(schema())
    assert not validator.is_valid({"rigths": []})
    assert not validator.is_valid({"rights": [{"holdr": "A"}]})
    assert validator.is_valid({"local": {"shelf": {"row": 3}}})


def test_schema_has_no_key_that_the_model_has_not() -> None:
    """Title, text and headings of the schema are the record's; nothing is left from the making."""
    assert set(schema()["properties"]) == {path[0] for path in outline() if len(path) == 1}
    assert schema()["title"] == "muniment record"
    assert "null" not in json.dumps(schema())


def keys_of(model: type[Model], above: PlainPath) -> Iterator[tuple[PlainPath, bool, type | None]]:
    """Yield each key of a model: its path, whether it is a list, the model of the table it has."""
    for name, field in model.model_fields.items():
        inner, many = listed(bare(field.annotation))
        table = inner if isinstance(inner, type) and issubclass(inner, Model) else None
        path = (*above, field.alias or name)
        yield path, many, table
        if table:
            yield from keys_of(table, path)


def listed(annotation: Any) -> tuple[Any, bool]:
    is_list = get_origin(annotation) is tuple
    return (bare(get_args(annotation)[0]), True) if is_list else (annotation, False)


def bare(annotation: Any) -> Any:
    """Take `Annotated` and `| None` off a type."""
    if get_origin(annotation) is Annotated:
        return bare(get_args(annotation)[0])
    if get_origin(annotation) in (Union, UnionType):
        return bare(next(kind for kind in get_args(annotation) if kind is not NoneType))
    return annotation


def test_the_outline_is_that_of_the_model() -> None:
    """The same keys in the same order, lists and tables where the model has them."""
    expected = [
        (path, many, table is not None, table in (TextParts, NameParts))
        for path, many, table in keys_of(Record, ())
    ]
    assert expected == [(key.path, key.many, key.table, key.short) for key in outline().values()]


@pytest.mark.parametrize("name", RECORDS)
def test_record_is_valid(name: str) -> None:
    """Editors find nothing wrong with the records of this repository."""
    data = tomllib.loads((ROOT / "records" / name).read_text(encoding="utf-8"))
    assert list(Draft202012Validator(schema()).iter_errors(data)) == []


@pytest.mark.parametrize("name", profiles.names())
def test_profiles_only_demand(name: str) -> None:
    """A profile says what must be there; kinds of values are the model's (no `type`)."""
    found = json.dumps(profiles.profile(name).schema)
    assert '"type": "' not in found
    assert "additionalProperties" not in found


@pytest.mark.parametrize("name", profiles.names())
def test_validators_agree(name: str) -> None:
    """The fast validator and the careful one judge every specimen alike."""
    content = profiles.profile(name).schema
    careful, fast = Draft202012Validator(content), jsonschema_rs.Draft202012Validator(content)
    judged = [data for data in map(specimen, SPECIMENS) if data]
    assert len(judged) > 40
    for data in judged:
        assert careful.is_valid(data) == fast.is_valid(data)


def specimen(file: Path) -> dict[str, Any]:
    """Give the data of a specimen without blanks; none where it is not TOML."""
    try:
        return prune(tomllib.loads(file.read_bytes().decode("utf-8"))).data
    except ValueError:
        return {}
