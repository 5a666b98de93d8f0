"""The settings: what they may be, how a wrong one is told, and their JSON Schema, for editors.

Where the configuration is found, `test_lint_command` asks, and what each choice of findings does,
`test_choice`.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
import tomli_w
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from inside import muniment
from muniment import config
from muniment.choice import LEVELS, Choice
from muniment.config import SCHEMA, Config
from muniment.errors import MunimentError
from muniment.ignores import NEVER
from muniment.rules import RULES

RIGHT: list[dict[str, Any]] = [
    {},
    {"records": "held"},
    {"records": ""},
    {"profile": "archival"},
    {"profile": "schemas/own.schema.json"},
    {"strict": True},
    {"strict": False},
    {"baseline": "known.json"},
    {"select": []},
    {"select": ["spaces", "shape:creator.0.name"]},
    {"select": ["missing"]},
    {"ignore": ["spaces", "shape:creator.name"]},
    {"level": {}},
    {"level": {"spaces": "error", "shape": "warning", "unused-ignore": "note", "part-of": "off"}},
    {"level": {"missing": "warning"}},
    {"path": []},
    {"path": [{"files": "records/old/*"}]},
    {"path": [{"files": "*", "profile": "own", "select": ["spaces"], "ignore": ["shape"]}]},
    {"path": [{"files": "a"}, {"files": "b", "level": {"spaces": "off"}}]},
]
# With what of it is told: the key, or what was meant.
WRONG: list[tuple[dict[str, Any], str]] = [
    ({"record": "held"}, "Did you mean records?"),
    ({"Records": "held"}, "Did you mean records?"),
    ({"levels": {"spaces": "off"}}, "Did you mean level?"),
    ({"paths": [{"files": "*"}]}, "Did you mean path?"),
    ({"stricter": True}, "Did you mean strict?"),
    ({"xyzzy": 1}, "baseline"),
    ({"records": 1}, "records"),
    ({"records": ["held"]}, "records"),
    ({"profile": ["archival"]}, "profile"),
    ({"profile": {}}, "profile"),
    ({"strict": "yes"}, "strict"),
    ({"strict": 1}, "strict"),
    ({"baseline": True}, "baseline"),
    ({"select": "spaces"}, "select"),
    ({"select": [1]}, "select"),
    ({"ignore": {"spaces": True}}, "ignore"),
    ({"ignore": [["spaces"]]}, "ignore"),
    ({"level": "error"}, "level"),
    ({"level": ["error"]}, "level"),
    ({"level": {"spaces": "eror"}}, "error, warning, note, off"),
    ({"level": {"spaces": "Error"}}, "error, warning, note, off"),
    ({"level": {"spaces": True}}, "error, warning, note, off"),
    ({"level": {"spaces": ["error"]}}, "error, warning, note, off"),
    ({"level": {"spaces": {}}}, "error, warning, note, off"),
    ({"path": "records/*"}, "path"),
    ({"path": {"files": "*"}}, "path"),
    ({"path": ["records/*"]}, "[[path]]"),
    ({"path": [{}]}, "files"),
    ({"path": [{"ignore": ["spaces"]}]}, "files"),
    ({"path": [{"files": 1}]}, "files"),
    ({"path": [{"files": ["*"]}]}, "files"),
    ({"path": [{"file": "*"}]}, "Did you mean files?"),
    ({"path": [{"files": "*", "strict": True}]}, "strict"),
    ({"path": [{"files": "*", "level": {"spaces": "eror"}}]}, "error, warning, note, off"),
    ({"path": [{"files": "a"}, {"files": "b", "ignore": "spaces"}]}, "path.1"),
]
# What only the rules can tell: the schema does not know it yet.
OF_RULES: list[tuple[dict[str, Any], str]] = [
    ({"select": ["space"]}, "Did you mean spaces?"),
    ({"ignore": ["space:title"]}, "Did you mean spaces?"),
    ({"level": {"space": "off"}}, "Did you mean spaces?"),
    ({"ignore": ["missing"]}, "[[gap]]"),
    ({"ignore": ["missing:date"]}, "[[gap]]"),
    ({"level": {"missing": "off"}}, "missing"),
    ({"level": {"missing": "note"}}, "missing"),
    ({"path": [{"files": "*", "ignore": ["missing"]}]}, "[[gap]]"),
]
FILES = ["muniment.toml", "pyproject.toml"]


def put(file: Path, table: dict[str, Any]) -> Path:
    """Write settings into a configuration file of either name."""
    data = {"tool": {"muniment": table}} if file.name == "pyproject.toml" else table
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(tomli_w.dumps(data), "utf-8")
    return file


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("table", RIGHT, ids=json.dumps)
def test_what_is_right_is_taken(tmp_path: Path, name: str, table: dict[str, Any]) -> None:
    """What may be set is taken, by the program and by the schema."""
    file = put(tmp_path / name, table)
    assert config.load(tmp_path).file == file
    assert Draft202012Validator(SCHEMA).is_valid(table)


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize(("table", "said"), [*WRONG, *OF_RULES], ids=json.dumps)
def test_what_is_wrong_is_told(tmp_path: Path, name: str, table: dict[str, Any], said: str) -> None:
    """In one line, with the file and what was meant, and without a word of the schema's."""
    put(tmp_path / name, table)
    with pytest.raises(MunimentError) as told:
        config.load(tmp_path)
    message = str(told.value)
    assert message.startswith(str(tmp_path / name))
    assert said in message
    assert "\n" not in message
    assert not {"object", "array", "boolean", "string", "enum"} & set(message.split())


@pytest.mark.parametrize(
    "table",
    [table for table, _ in (*WRONG, *OF_RULES)],
    ids=json.dumps,
)
def test_the_schema_refuses_what_is_refused(table: dict[str, Any]) -> None:
    """An editor that has the schema marks what the program will not take."""
    assert not Draft202012Validator(SCHEMA).is_valid(table)


@pytest.mark.parametrize("where", ["cwd", "other"])
def test_the_schema_is_printed(tmp_path: Path, where: str) -> None:
    """`muniment schema config` is a JSON Schema in which each setting is described."""
    folder = tmp_path / where
    folder.mkdir()
    ran = muniment("schema", "config", cwd=folder)
    assert (ran.status, ran.err) == (0, "")
    schema = json.loads(ran.out)
    Draft202012Validator.check_schema(schema)
    assert schema == SCHEMA
    of_path = schema["properties"]["path"]["items"]["properties"]
    assert all(key["description"] for key in (*schema["properties"].values(), *of_path.values()))


SOME = st.sampled_from([*sorted(RULES.keys() - NEVER), *LEVELS, "archival", "*", ""])
VALUES = st.recursive(
    st.one_of(st.booleans(), st.integers(-1, 1), SOME),
    lambda inner: st.one_of(
        st.lists(inner, max_size=2),
        st.dictionaries(st.sampled_from(["spaces", "files", "ignore", "level"]), inner, max_size=2),
    ),
    max_leaves=4,
)


@given(st.dictionaries(st.sampled_from([*SCHEMA["properties"], "xyzzy"]), VALUES, max_size=3))
def test_program_and_schema_agree(table: dict[str, Any]) -> None:
    """What the schema refuses, and nothing else, is told by the program."""
    try:
        config._config(Path("muniment.toml"), table)
    except MunimentError as error:
        told = str(error)
    else:
        told = ""
    is_valid = Draft202012Validator(SCHEMA).is_valid(table)
    assert is_valid == (told == "")


# What is set


def test_nothing_need_be_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a configuration everything is as it is by default."""
    monkeypatch.setattr(config, "_upward", lambda start: [start])
    assert config.load(tmp_path) == Config()
    assert Config() == Config(
        "records", "archival", Choice(), False, None, (), (), {}, {}, {}, None
    )


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("below", [".", "a", "a/b"])
def test_paths_are_from_the_folder_of_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, below: str
) -> None:
    """They are given from the current folder; the name of a profile is no path."""
    put(
        tmp_path / name,
        {
            "records": "held/records",
            "profile": "own.json",
            "baseline": "held/known.json",
            "path": [
                {"files": "held/old/*", "profile": "schemas/old"},
                {"files": "held/new/*", "profile": "archival"},
            ],
        },
    )
    (tmp_path / below).mkdir(parents=True, exist_ok=True)
    monkeypatch.chdir(tmp_path / below)
    found = config.load()
    up = os.path.relpath(tmp_path, tmp_path / below)
    assert os.path.normpath(found.records) == os.path.normpath(f"{up}/held/records")
    assert os.path.normpath(found.profile) == os.path.normpath(f"{up}/own.json")
    assert os.path.normpath(found.baseline or "") == os.path.normpath(f"{up}/held/known.json")
    old, new = found.paths
    assert old.pattern == f"{tmp_path.resolve().as_posix()}/held/old/*"
    assert os.path.normpath(old.profile or "") == os.path.normpath(f"{up}/schemas/old")
    assert new.profile == "archival"


def test_an_absolute_path_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder elsewhere may be named from the root."""
    monkeypatch.chdir(tmp_path)
    put(tmp_path / "muniment.toml", {"records": str(tmp_path / "held")})
    assert os.path.normpath(config.load().records) == "held"


def test_of_two_files_in_a_folder_ours_holds(tmp_path: Path) -> None:
    """muniment.toml is read before pyproject.toml, which is then not looked at."""
    put(tmp_path / "muniment.toml", {"records": "ours"})
    (tmp_path / "pyproject.toml").write_text("broken", "utf-8")
    assert config.load(tmp_path).records.endswith("ours")


def test_the_tables_of_other_tools_are_theirs(tmp_path: Path) -> None:
    """Of pyproject.toml one table is ours; without it the search goes on upward."""
    put(tmp_path / "muniment.toml", {"records": "above"})
    inner = tmp_path / "inner"
    inner.mkdir()
    for text in ('[tool.ruff]\nselect = ["E"]\n', "tool = 1\n", "", "[tool]\n"):
        (inner / "pyproject.toml").write_text(text, "utf-8")
        assert config.load(inner).records.endswith("above")
    (inner / "pyproject.toml").write_text("[tool.ruff]\nx = 1\n[tool.muniment]\n", "utf-8")
    assert config.load(inner).file == inner / "pyproject.toml"
    assert config.load(inner).records.endswith("records")


@pytest.mark.parametrize("text", ["[tool]\nmuniment = 1\n", "[[tool.muniment]]\nstrict = true\n"])
def test_ours_is_a_table(tmp_path: Path, text: str) -> None:
    """What stands there and is no table is told, not passed over."""
    (tmp_path / "pyproject.toml").write_text(text, "utf-8")
    with pytest.raises(MunimentError):
        config.load(tmp_path)


@pytest.mark.parametrize("option", [(), ("--strict",)])
def test_every_command_that_asks_tells(tmp_path: Path, option: tuple[str, ...]) -> None:
    """A wrong setting is told in one line, and nothing is linted or exported."""
    put(tmp_path / "muniment.toml", {"strict": "yes"})
    (tmp_path / "records").mkdir()
    for command in (("lint", *option), ("export", "--to", "oai_dc")):
        ran = muniment(*command, cwd=tmp_path)
        assert (ran.status, ran.out, len(ran.err.splitlines())) == (2, "", 1)
        assert "strict is true or false" in ran.err
