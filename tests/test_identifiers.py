"""Ids: a file name on every system; and the slug that a title makes."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from muniment.identifiers import fault, slug

RESERVED = ["con", "prn", "aux", "nul"]
RESERVED += [f"{port}{number}" for port in ("com", "lpt") for number in range(10)]


@pytest.mark.parametrize(
    "text",
    ["a", "1", "stalin-mao-1952-12-27", "A_b.c-d", "a..b", "con-1", "console", "x" * 200, "com10"],
)
def test_right(text: str) -> None:
    """Letters, digits, hyphens, dots and underscores make an id, up to 200 of them."""
    assert fault(text) is None


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", ".", "..", "-a", "_a", ".a", "a.", "a b", "a/b", "a\\b", "../a", "/a", "a:b"),
        *("ж", "a\n", "\na", "a\0", "a*", "a?", "~a", "x" * 201, "１", "a\u0301", "²"),
    ],
)
def test_wrong(text: str) -> None:
    """What some system cannot have as a file's name, or takes for a path, is refused."""
    assert fault(text)


@pytest.mark.parametrize("name", RESERVED)
def test_reserved(name: str) -> None:
    """What Windows opens a device for is refused, in any case and with any ending."""
    for text in (name, name.upper(), f"{name}.toml", f"{name.title()}.a.b"):
        assert fault(text)
    assert fault(f"{name}-1") is None
    assert fault(f"a-{name}") is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Telegram from Stalin to Mao Zedong", "telegram-from-stalin-to-mao-zedong"),
        ("Телеграмма Сталина", "telegramma-stalina"),
        ("毛泽东", "maozedong"),
        ("Mladenovic\u0301, Dr. R.", "mladenovic-dr-r"),
        ("Straße", "strasse"),
        ("Stalin's letter", "stalins-letter"),
        ("1952~", "1952"),
        ("  a -- b  ", "a-b"),
        ("!?", ""),
        ("", ""),
        ("\u0301", ""),
    ],
)
def test_slug(text: str, expected: str) -> None:
    """A title becomes words of ASCII in lower case, joined by hyphens; other scripts are spelt."""
    assert slug(text) == expected


@settings(max_examples=500, deadline=None)
@given(
    st.one_of(
        st.text(),
        st.text(st.characters(categories=["L", "N", "M"])),
        st.sampled_from(RESERVED),
        st.lists(st.sampled_from(["a", "-", ".", "con", "_", "/"]), max_size=300).map("".join),
    )
)
@example("con")
@example("LPT1.")
@example("a" * 5000)
def test_any_slug(text: str) -> None:
    """Of any text comes an id, or nothing: short enough for a date behind it."""
    made = slug(text)
    assert made == "" or fault(made) is None
    assert re.fullmatch(r"[a-z0-9-]*", made)
    assert len(made) <= 100
    assert slug(made) == made


@settings(max_examples=500, deadline=None)
@given(st.one_of(st.text(), st.from_regex(r"[A-Za-z0-9._-]{1,210}", fullmatch=True)))
@example("con")
@example("con!")
@example("a" * 199 + ".")
@example("con." + "a" * 190)
def test_any_id(text: str) -> None:
    """Any text is an id or not, and the id that is proposed instead is one."""
    found = fault(text)
    if found and (proposed := re.fullmatch(r"Write (.*)\.", found.hint)):
        assert fault(proposed[1]) is None
