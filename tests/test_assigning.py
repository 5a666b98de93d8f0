"""Assigning: `--set KEY=VALUE`, of whatever data and key. Its ordinary cases: `test_create.py`."""

from __future__ import annotations

import contextlib
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from muniment.assigning import assign
from muniment.errors import MunimentError
from muniment.outline import outline
from muniment.reading import read
from muniment.table import RecordTable

EVERY = sorted(
    ".".join(path)
    for path, key in outline().items()
    if path != ("local",) and (not key.table or key.short)
)


def assigned(data: dict[str, Any], *settings: tuple[str, str]) -> dict[str, Any]:
    for key, text in settings:
        assign(data, key, text)
    return data


@pytest.mark.parametrize("key", EVERY)
def test_every_key(key: str) -> None:
    """Each key that holds a value can be set in a record that has nothing, and lands there."""
    data = assigned({}, (key, "1" if key == "record.schema" else "x"))
    read(data)
    found: Any = data
    for part in key.split("."):
        found = found[0][part] if isinstance(found, list) else found[part]
    assert found in ("x", ["x"], 1)


@pytest.mark.parametrize("key", EVERY)
def test_every_key_of_an_item(key: str) -> None:
    """Two keys of one table go into one table, whatever they are, if they are different."""
    top = key.partition(".")[0]
    others = [other for other in EVERY if other.startswith(f"{top}.") and other != key]
    if "." not in key or key == "record.schema":
        return
    for other in others:
        value = "1" if other == "record.schema" else "y"
        found = assigned({}, (key, "x"), (other, value))[top]
        assert isinstance(found, dict) or len(found) == 1, other


@pytest.mark.parametrize(
    ("data", "settings", "expected"),
    [
        ({"genre": "a"}, [("genre", "b")], {"genre": ["a", "b"]}),
        ({"subject": "a"}, [("subject", "b")], {"subject": ["a", "b"]}),
        ({"subject": "a"}, [("subject.uri", "u")], {"subject": [{"name": "a", "uri": "u"}]}),
        (
            {"title": {"text": "a", "lang": "en"}},
            [("title", "b")],
            {"title": {"text": "b", "lang": "en"}},
        ),
        ({"title": {"text": "a"}}, [("title.text", "b")], {"title": {"text": "b"}}),
        ({}, [("title.lang", "en"), ("title", "a")], {"title": {"lang": "en", "text": "a"}}),
        ({}, [("subject.0", "a"), ("subject.1", "b")], {"subject": ["a", "b"]}),
        ({"language": ["en", "ru"]}, [("language.0", "fr")], {"language": ["fr", "ru"]}),
        ({"creator": [{"name": "A"}]}, [("creator.0.name", "B")], {"creator": [{"name": "B"}]}),
        (
            {"rights": [{"contact": {"name": "A"}}]},
            [("rights.contact.name", "B")],
            {"rights": [{"contact": {"name": "A"}}, {"contact": {"name": "B"}}]},
        ),
        (
            {"rights": [{"granted": [{"act": "a"}, {"act": "b"}]}]},
            [("rights.0.granted.0.restriction", "allow")],
            {"rights": [{"granted": [{"act": "a", "restriction": "allow"}, {"act": "b"}]}]},
        ),
        ({"local": {"a": "1"}}, [("local.a", "2")], {"local": {"a": "2"}}),
    ],
)
def test_what_stands_there(
    data: dict[str, Any], settings: list[tuple[str, str]], expected: dict[str, Any]
) -> None:
    """A lone value becomes a list, a text a table; an index says which item is meant."""
    assert assigned(data, *settings) == expected


@pytest.mark.parametrize(
    "key", ["", ".", "0", "rights", "creator", "rights.contact", "zz", "title.zz", "local", "gap"]
)
def test_refused(key: str) -> None:
    """A key that is none, or holds a table, is refused; the data stays as it was."""
    data: dict[str, Any] = {"title": "A"}
    with pytest.raises(MunimentError, match=r"^--set "):
        assign(data, key, "x")
    assert data == {"title": "A"}


@pytest.mark.parametrize("key", ["creator.1.name", "rights.2.contact.name", "subject.9.uri"])
def test_index_beyond_the_end(key: str) -> None:
    """An index that leaves items out is refused."""
    with pytest.raises(MunimentError, match="there are only 0"):
        assign({}, key, "x")


def test_local_value_that_holds_a_key() -> None:
    """Below a value of [local] there is no key."""
    with pytest.raises(MunimentError, match="a holds a value already"):
        assigned({}, ("local.a", "1"), ("local.a.b", "2"))


parts = st.one_of(
    st.sampled_from(sorted({part for key in EVERY for part in key.split(".")})),
    st.integers(0, 3).map(str),
    st.text(max_size=4),
)
keys = st.one_of(st.sampled_from(EVERY), st.lists(parts, max_size=5).map(".".join))


@settings(max_examples=300, deadline=None)
@given(st.lists(st.tuples(keys, st.text(max_size=5)), max_size=8))
def test_any_settings(settings: list[tuple[str, str]]) -> None:
    """Any settings make data that can be read, or are refused."""
    data: dict[str, Any] = {}
    for key, text in settings:
        with contextlib.suppress(MunimentError):
            assign(data, key, text)
    assert isinstance(read(data).record, RecordTable)
