"""Files that are broken, huge, deep or malicious: each gets a finding, and none stops the run."""

from __future__ import annotations

import json
import re
import time
from functools import cache
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from muniment.lint import Linter
from muniment.lint_settings import LintSettings
from muniment.outline import below
from muniment.recordfile import LARGEST, parsed
from muniment.reports import REPORTS, Style, Tally, report_named
from program import TODAY, muniment
from specimens import GOOD

if TYPE_CHECKING:
    from pathlib import Path

    from muniment.finding import Finding

LINTER = Linter(LintSettings("no-such-folder", TODAY))
SECONDS = 20
# Nobody reads more of one file.
MOST_FINDINGS = 2_000
LONGEST_MESSAGE = 1_000


def findings(raw: bytes) -> list[Finding]:
    """Judge the bytes of a file."""
    return LINTER.judge_file(parsed("x.toml", raw)).findings


def errors(raw: bytes, rule: str) -> list[Finding]:
    """Give the errors of one rule in the bytes of a file."""
    return [found for found in findings(raw) if (found.rule, found.level) == (rule, "error")]


# Broken TOML

# The text; where it is broken (line and column); and a word that tells a cataloguer why.
BROKEN = {
    "no quotes": ("title = Telegram\n", 1, 9, "quotes"),
    "no quotes, two words": ("title = Telegram from Stalin\n", 1, 9, "quotes"),
    "smart quotes": ("title = “Telegram”\n", 1, 9, "quotation marks"),
    "not closed": ('title = "Telegram\n', 1, 18, "not closed"),
    "single, not closed": ("title = 'Telegram\n", 1, 18, "not closed"),
    "several lines, not closed": ('title = """Telegram', 1, 20, "not closed"),
    "no equals sign": ('title "Telegram"\n', 1, 7, "no value"),
    "a colon": ('title: "Telegram"\n', 1, 8, "no value"),
    "no value": ("title =\n", 1, 8, "value"),
    "no value, then more": ('title = \ndate = "1952"\n', 1, 9, "value"),
    "no key": ('= "Telegram"\n', 1, 1, "no key"),
    "key twice": ('title = "a"\ntitle = "b"\n', 2, 1, "twice"),
    "table twice": ('[access]\nstatus = "open"\n\n[access]\n', 4, 2, "twice"),
    "table beside list of tables": ("[[rights]]\n[rights]\n", 2, 2, "twice"),
    "key of a text": ('title = "a"\ntitle.lang = "en"\n', 2, 1, "text"),
    "heading not closed": ('[access\nstatus = "open"\n', 1, 8, "heading"),
    "half a double heading": ('[[rights]\nof = "original"\n', 1, 10, "heading"),
    "empty heading": ("[]\n", 1, 2, "heading"),
    "heading ends in a dot": ("[rights.]\n", 1, 9, "key"),
    "list not closed": ('genre = ["a", "b"\ndate = "1952"\n', 2, 1, "comma"),
    "list without comma": ('genre = ["a" "b"]\n', 1, 14, "comma"),
    "list with two commas": ('genre = ["a",, "b"]\n', 1, 14, "comma"),
    "inline table on two lines": ("access = {\n}\n", 1, 11, "line"),
    "inline table, last comma": ('access = { status = "open", }\n', 1, 27, "comma"),
    "escape": ('title = "a\\qb"\n', 1, 12, "backslash"),
    "a path of Windows": ('title = "C:\\Users"\n', 1, 14, "backslash"),
    "surrogate": ('title = "\\ud800"\n', 1, 12, "backslash"),
    "text after a value": ('title = "Telegram" of 1952\n', 1, 20, "after the value"),
    "two values": ('title = "a" date = "b"\n', 1, 13, "after the value"),
    "space in a key": ('original archive = "a"\n', 1, 10, "key"),
    "a key in Cyrillic": ('заголовок = "a"\n', 1, 1, "key"),
    "no such month": ("date = 1952-13-01\n", 1, 8, "date"),
    "no such day": ("date = 1953-02-29\n", 1, 8, "date"),
    "half a date": ("date = 1952-12\n", 1, 8, "date"),
    "no such hour": ("date = 25:00:00\n", 1, 8, "time"),
    "capital True": ("x = True\n", 1, 5, "true"),
    "null": ("x = null\n", 1, 5, "value"),
    "leading zero": ("x = 0123\n", 1, 5, "zero"),
    "no digits": ("x = 1__0\n", 1, 6, "digits"),
    "a control character": ('title = "a\x01b"\n', 1, 11, "control character"),
    "a control character, comment": ("# a\x01b\n", 1, 4, "control character"),
    "a carriage return": ('title = "a"\rdate = "1952"\n', 1, 13, "carriage return"),
    "after Cyrillic": ('title = "Телеграмма" и\n', 1, 22, "after the value"),
    "after Chinese": ('title = "電報"\ndate = "一九五二" 年\n', 2, 15, "after the value"),
    "after an emoji": ('title = "📜" x\n', 1, 13, "after the value"),
    "after Windows lines": ('title = "a"\r\ndate = b\r\n', 2, 8, "quotes"),
    "yaml": ("---\ntitle: Telegram\n", 1, 4, "no value"),
    "json": ('{"title": "Telegram"}\n', 1, 1, "key"),
    "merge conflict": ('<<<<<<< HEAD\ntitle = "a"\n', 1, 9, "key"),
}
# What parsers say to those who write parsers.
JARGON = re.compile(
    r"expected|invalid|mantissa|token|pars|statement|integer|float|unicode|array|key-value|`|type"
)


@pytest.mark.parametrize(("text", "line", "column", "word"), BROKEN.values(), ids=BROKEN)
def test_broken_toml_is_shown_where_it_is_broken(
    text: str, line: int, column: int, word: str
) -> None:
    """What is not TOML is one finding, with the line and the column, in characters."""
    (found,) = findings(text.encode())
    assert (found.rule, found.level, found.line, found.column) == ("syntax", "error", line, column)
    assert found.source == text.split("\n")[line - 1].rstrip("\r")


@pytest.mark.parametrize(("text", "line", "column", "word"), BROKEN.values(), ids=BROKEN)
def test_broken_toml_is_explained_to_a_cataloguer(
    text: str, line: int, column: int, word: str
) -> None:
    """What is not TOML is said in plain words, with what to do about it."""
    (found,) = findings(text.encode())
    assert word in found.message + found.hint
    assert not JARGON.search(found.message), found.message
    assert found.hint


@pytest.mark.parametrize(
    ("broken", "line", "column"), [("x = [}", 1, 6), ("x = a b", 1, 5), ("x = ", 1, 5)]
)
def test_broken_toml_with_many_brackets_has_a_place(broken: str, line: int, column: int) -> None:
    """The place is right also where so many brackets stand that another parser must read them."""
    brackets = f"y = [{'[],' * 200}]"
    (found,) = findings(f"{broken}\n{brackets}\n".encode())
    assert (found.rule, found.line, found.column) == ("syntax", line, column)
    (found,) = findings(f"{brackets}\n{broken}\n".encode())
    assert (found.rule, found.line, found.column) == ("syntax", line + 1, column)
    assert not JARGON.search(found.message), found.message


# Bytes that are no text


@pytest.mark.parametrize(
    ("raw", "line", "column", "word"),
    {
        "byte order mark": (b'\xef\xbb\xbfid = "x"\n', 1, 1, "byte order mark"),
        "Latin-1": ('id = "x"\ntitle = "Café"\n'.encode("latin-1"), 2, 13, "é"),
        "Latin-1 after Cyrillic": ("# Привет ".encode() + b"\xe9", 1, 10, "0xE9"),
        "Windows-1251": ('title = "Телеграмма"\n'.encode("cp1251"), 1, 10, "UTF-8"),
        "UTF-16": ('id = "x"\n'.encode("utf-16"), 1, 1, "UTF-16"),
        "UTF-16 without a mark": ('id = "x"\n'.encode("utf-16-le"), 1, 2, "NUL"),
        "NUL": (b'id = "x"\n\ntitle = "a\0b"\n', 3, 11, "NUL"),
        "surrogate": (b'title = "\xed\xa0\x80"\n', 1, 10, "UTF-8"),
        "overlong": (b'title = "\xc0\x80"\n', 1, 10, "UTF-8"),
        "cut off": ('title = "Телеграмма'.encode()[:-1], 1, 19, "UTF-8"),
        "a picture": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 1, 1, "UTF-8"),
        "a bad byte after a mark": (b"\xef\xbb\xbfid = \xff\n", 1, 6, "UTF-8"),
    }.values(),
)
def test_bytes_that_are_no_text_are_named(raw: bytes, line: int, column: int, word: str) -> None:
    """What is not UTF-8 is an error of encoding, with the place and what it probably was."""
    found = next(found for found in errors(raw, "encoding") if word in found.message + found.hint)
    assert (found.line, found.column) == (line, column)


def test_a_byte_order_mark_does_not_hide_the_rest() -> None:
    """A file that begins with a byte order mark is judged all the same."""
    rules = {found.rule for found in findings(b'\xef\xbb\xbfid = "y"\ndate = "ca. 1952"\n')}
    assert {"encoding", "date-form", "missing", "id-file-name"} <= rules


# Huge and deep


def keys(count: int, quote: str = "") -> str:
    """Write a dotted key of so many parts."""
    return ".".join([f"{quote}a{quote}"] * count)


def numbered(text: str, count: int) -> str:
    """Repeat a text so often, each time with another number in place of `#`."""
    return "".join(text.replace("#", str(number)) for number in range(count))


MANY = {
    "a mebibyte and a byte": "#" * (LARGEST + 1),
    "a mebibyte": "#" * LARGEST,
    "a mebibyte of spaces": " " * LARGEST,
    "a mebibyte of quotes": '"' * LARGEST,
    "a mebibyte of apostrophes": "'" * LARGEST,
    "a mebibyte of backslashes": 'title = "' + "\\" * (LARGEST - 10) + '"',
    "a long blank": 'title = "' + " " * (LARGEST - 10) + '"',
    "a long unseen text": 'title = "' + "\u200b" * (LARGEST // 3 - 10) + '"',
    "a long line, broken": f'title = "{"ж" * (LARGEST // 2 - 10)}',
    "empty": "",
    "comments": "# one\n# two\n",
    "nested lists": "a = " + "[" * 100_000,
    "nested tables": "a = " + "{a=" * 100_000,
    "braces": "{" * 100_000,
    "brackets": "[" * 100_000,
    "nested lists, closed": f"a = {'[' * 100_000}{']' * 100_000}",
    "nested lists, few": f"a = {'[' * 99}{']' * 99}",
    "nested tables, few": f"a = {'{a=' * 190}1{'}' * 190}",
    "nested tables, more": f"a = {'{a=' * 201}1{'}' * 201}",
    "a dotted key of 40 kB": f"{keys(20_000)} = 1",
    "a dotted key of 900 kB": f"{keys(450_000)} = 1",
    "a quoted dotted key": f"{keys(100_000, chr(34))} = 1",
    "a heading of 40 kB": f"[{keys(20_000)}]",
    "a heading of 900 kB": f"[{keys(450_000)}]",
    "a double heading of 40 kB": f"[[{keys(20_000)}]]",
    "an inline key of 40 kB": f"x = {{ {keys(20_000)} = 1 }}",
    "an inline key of 900 kB": f"x = {{ {keys(450_000)} = 1 }}",
    "an inline key among brackets": f"x = [{'{},' * 300}]\ny = {{ {keys(20_000)} = 1 }}",
    "a key among brackets": f"x = [{'{},' * 300}]\n{keys(20_000)} = 1",
    "many deep headings": numbered(f"[{keys(15)}.b#]\n", 15_000),
    "deep dotted keys": f"x = {{ {keys(20)} = 1 }}",
    "many unknown keys": numbered("k# = 1\n", 50_000),
    "many keys, nearly right": numbered("descriptio# = 1\n", 40_000),
    "one wrong language tag": "language = [" + '"english",' * 50_000 + "]",
    "many wrong language tags": "language = [" + numbered('"englisc#",', 50_000) + "]",
    "many tables": '[[creator]]\nname = "x y"\n' * 20_000,
    "many wrong tables": '[[creator]]\nnaem = "x y"\n' * 20_000,
    "many blank tables": '[[creator]]\nname = ""\n' * 20_000,
    "many placeholders": '[[creator]]\nname = "N/A"\n' * 20_000,
    "many lame archives": '[[original_archive]]\nsiglum = "x y"\n' * 20_000,
    "many lame rights": '[[rights]]\nstatus = "unknown"\n' * 20_000,
    "many gaps": numbered('[[gap]]\nfield = "date"\nreason = "unknown"\n', 20_000),
    "many gaps for no key": numbered('[[gap]]\nfield = "descriptio#"\n', 20_000),
    "many gaps, many placeholders": numbered('[[gap]]\nfield = "a#"\nreason = "unknown"\n', 3_000)
    + '[[creator]]\nname = "N/A"\n' * 6_000,
    "many wrong dates": numbered('[[provenance]]\ndate = "19x#"\n', 20_000),
    "many blanks in a list": "[relation]\nrelated = [" + '"",' * 300_000 + "]",
    "a long key": f"{'a' * 30_000} = 1",
    "a long quoted key": f'"{"a" * 30_000}" = 1',
    "a long unknown key of a table": f"[[creator]]\n{'a' * 30_000} = 1",
    "a long id": f'id = "{"a-" * 300_000}!"',
    "a long date": f'date = "{"1952~" * 100_000}"',
    "a long year": f'date = "y{"1" * 300_000}"',
    "a long choice of dates": f'date = "{{{"1952," * 150_000}1952}}"',
    "a long language tag": f'language = "{"en-" * 300_000}"',
    "a long role": f'[[creator]]\nrole = "{"a" * 500_000}"',
    "a long type": f'type = "{"Text" * 200_000}"',
    "a long field of a gap": f'[[gap]]\nfield = "{"creator." * 60_000}name"\nreason = "unknown"',
    "a long review date": f'[[gap]]\nfield = "date"\nreason = "unknown"\nreview = "{"9" * 60_000}"',
    "a long country": f'[[original_archive]]\ncountry = "{"R" * 500_000}"',
    "a huge integer": f"title = {'9' * 4_000}",
    "a huger integer": f"title = {'9' * 5_000}",
    "the hugest integer": f"title = {'9' * 1_000_000}",
    "a huge hexadecimal": f"title = 0x{'f' * 5_000}",
    "a huge octal": f"title = 0o{'7' * 100_000}",
    "a huge binary": f"title = 0b{'1' * 900_000}",
    "a huge integer for a list": f"genre = 0x{'f' * 5_000}",
    "a huge integer for a word": f"level = 0x{'f' * 5_000}",
    "a huge version": f"[record]\nschema = 0x{'f' * 5_000}",
    "a huge float": f"title = {'9' * 100_000}.0e{'9' * 100_000}",
    "no numbers": "title = nan\ndate = inf\nlevel = -inf\ngenre = [nan]\n",
    "a control character escaped": 'id = "\\u0000"\npart_of = "a\\u0000b"\n',
    "keys that look like paths": '"" = 1\n"a.b" = 2\n"rights.0" = 3\n0 = 4\n"gap.0.field" = ""\n',
    "an escape to elsewhere": 'part_of = "../../etc/passwd"\n',
}


@cache
def timed(text: str) -> tuple[list[Finding], float]:
    """Judge a text, and tell how many seconds it took."""
    start = time.perf_counter()
    found = findings(text.encode())
    return found, time.perf_counter() - start


@pytest.mark.parametrize("text", MANY.values(), ids=MANY)
def test_no_file_holds_up_a_run(text: str) -> None:
    """However large or deep a file is, its errors are found within two seconds."""
    found, seconds = timed(text)
    assert seconds < SECONDS
    assert "error" in {each.level for each in found}


@pytest.mark.parametrize("text", MANY.values(), ids=MANY)
def test_no_file_floods_a_report(text: str) -> None:
    """However much is wrong with a file, what is said of it can be read: so much, and so long."""
    found, _ = timed(text)
    assert len(found) <= MOST_FINDINGS
    assert max(len(each.message) + len(each.hint) for each in found) <= LONGEST_MESSAGE
    told = "".join(report_named("text").report(found, Tally(), Style()))
    assert max(map(len, told.splitlines())) <= LONGEST_MESSAGE


def test_many_findings_in_one_long_line_do_not_fill_the_memory() -> None:
    """Findings do not each carry a line that is a megabyte long."""
    found = findings(b"[relation]\nrelated = [" + b'"N/A",' * 1_000 + b"]\n")
    assert sum(len(each.source) for each in found) <= LARGEST


@pytest.mark.parametrize(
    "text",
    [
        *(MANY[name] for name in ("nested lists", "nested tables", "nested lists, closed")),
        *(MANY[name] for name in ("deep dotted keys", "a dotted key of 900 kB")),
        *(MANY[name] for name in ("a heading of 40 kB", "an inline key of 40 kB")),
        *(MANY[name] for name in ("a mebibyte and a byte", "a key among brackets")),
    ],
)
def test_what_is_too_large_or_too_deep_is_called_so(text: str) -> None:
    """The size is the finding, so that nobody looks for a typing mistake."""
    (found,) = findings(text.encode())
    assert (found.rule, found.level) == ("size", "error")
    assert found.hint


@pytest.mark.parametrize("depth", range(12, 22))
@pytest.mark.parametrize("form", ["dotted", "list", "inline", "heading"])
def test_a_walk_ends_at_a_depth(form: str, depth: int) -> None:
    """Around the depth at which walks end, nothing is judged half: it is refused, or unknown."""
    text = {
        "dotted": f"x.{keys(depth)} = 1",
        "list": f"x = {'[' * depth}1{']' * depth}",
        "inline": f"x = {'{a = ' * depth}1{'}' * depth}",
        "heading": f"[x.{keys(depth)}]\nb = 1",
    }[form]
    assert {found.rule for found in findings(text.encode())} & {"size", "shape"}


@pytest.mark.parametrize("value", ["1952-12-27", "07:32:00", "nan", "[[1952-12-27]]", "0xFF"])
@pytest.mark.parametrize("lack", ["", 'extent = "2 leaves"\n', 'date = "1952-12-27"\n'])
def test_what_is_the_institutions_own_may_be_of_any_kind(lack: str, value: str) -> None:
    """Below [local] anything may stand that TOML has, whatever else is missing."""
    text = f"{GOOD.replace(lack, '') if lack else GOOD}\n[local]\naccessioned = {value}\n"
    found = findings(text.replace('"good"', '"x"').encode())
    assert {each.rule for each in found} == ({"missing"} if lack else set())


def test_what_is_the_institutions_own_may_be_deep() -> None:
    """Below [local] nothing is judged, however deep."""
    text = f"{GOOD}\n[local]\n{keys(25)} = 1\n".replace('"good"', '"x"')
    assert findings(text.encode()) == []


# Wrong kinds

WRONG = {
    "number": "1",
    "fraction": "1.5",
    "boolean": "true",
    "no number": "nan",
    "list of numbers": "[1]",
    "list of lists": "[[1]]",
    "table": "{ xyz = 1 }",
    "list of tables": "[{ xyz = 1 }]",
    "mixed list": '["a b", 1]',
}
ODD = {
    "text": '"a b"',
    "date": "1952-12-27",
    "time": "07:32:00",
    "date and time": "1952-12-27T07:32:00Z",
    "date and time, local": "1952-12-27 07:32:00.5",
    "first date": "0001-01-01",
    "empty list": "[]",
    "empty table": "{}",
    "list of empty tables": "[{}, {}]",
    "list of dates": "[1952-12-27, 07:32:00]",
    "list of blanks": '["", [], {}, "N/A"]',
}
KEYS = list(below(()))


@pytest.mark.parametrize("value", WRONG.values(), ids=WRONG)
@pytest.mark.parametrize("key", KEYS)
def test_a_value_of_the_wrong_kind_is_a_finding(key: str, value: str) -> None:
    """No key takes numbers, lists of lists or tables of unknown keys; [local] takes any table."""
    found = errors(f"{key} = {value}\n".encode(), "shape")
    assert {each.key.partition(".")[0] for each in found} == {key} or (key, value) == (
        "local",
        WRONG["table"],
    )
    assert all(each.line == 1 for each in found)


@pytest.mark.parametrize("value", ODD.values(), ids=ODD)
@pytest.mark.parametrize("key", KEYS)
def test_a_value_of_any_kind_is_judged(key: str, value: str) -> None:
    """Whatever stands at a key, the record is judged: what it lacks is said too."""
    assert errors(f"{key} = {value}\n".encode(), "missing")


@pytest.mark.parametrize("value", [*WRONG.values(), *ODD.values()])
@pytest.mark.parametrize("table", [key for key, each in below(()).items() if each.table])
def test_a_value_of_any_kind_in_a_table_is_judged(table: str, value: str) -> None:
    """Whatever stands at the keys of tables, alone or in a list, the record is judged."""
    for key in below((table,)):
        for heading in (f"[{table}]", f"[[{table}]]"):
            assert errors(f"{heading}\n{key} = {value}\n".encode(), "missing")


# Any bytes, any text

PIECES = st.sampled_from(
    [
        *KEYS,
        *("[", "]", "[[", "]]", "{", "}", "=", ".", ",", "\n", "\r\n", "\r", " ", "\t", "#", '"'),
        *("'", '"""', "'''", "\\", "\\u", "\\ud800", "\\U0011FFFF", "1952-12-27", "07:32", "0x"),
        *("true", "nan", "-inf", "1e999", "_", "-", "\x00", "\x1b", "\ufeff", "\u202e", "電報"),
        *('"N/A"', '""', '" "', "[[rights]]\n", "[[gap]]\n", "[rights.contact]\n", "x"),
        *('field = "date"\n', 'reason = "unknown"\n', 'part_of = "x"\n', 'id = "x"\n'),
        *('status = "draft"\n', "[record]\n", 'title = "a"\n', "withdrawn = {}\n", "\U0010ffff"),
    ]
)
VALUES = st.recursive(
    st.sampled_from(['"a b"', '""', '"N/A"', "1", "nan", "true", "1952-12-27", '"1952"', '"en"']),
    lambda inner: (
        st.lists(inner, max_size=3).map(lambda items: f"[{', '.join(items)}]")
        | st.dictionaries(
            st.sampled_from(["name", "text", "uri", "field", "contact", '""', '"a.b"', "0"]),
            inner,
            max_size=3,
        ).map(lambda table: f"{{ {', '.join(f'{key} = {each}' for key, each in table.items())} }}")
    ),
    max_leaves=8,
)
RECORDS = st.dictionaries(st.sampled_from([*KEYS, "xyz", '"a.b"']), VALUES, max_size=12).map(
    lambda table: "".join(f"{key} = {value}\n" for key, value in table.items())
)


def assert_judged(raw: bytes) -> None:
    """Judge the bytes, and write the findings in each form of report."""
    found = findings(raw)
    text = raw.decode("utf-8", "replace").removeprefix("\ufeff")
    for each in found:
        assert 1 <= each.line <= text.count("\n") + 1
        assert each.column >= 1
        assert (each.end_line, each.end_column) >= (each.line, each.column)
        assert each.message
    for name in REPORTS:
        told = "".join(report_named(name).report(found, Tally(), Style()))
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", told) or name == "json"
        told.encode("utf-8", "backslashreplace")


@given(raw=st.binary(max_size=300))
@example(b"\xff\xfe")
@example(b"\xef\xbb\xbf")
@example(b"\xef\xbb\xbf\xef\xbb\xbf")
@settings(max_examples=300, deadline=None)
def test_no_bytes_make_it_raise(raw: bytes) -> None:
    """Any bytes at all are judged."""
    assert_judged(raw)


@given(text=st.text(max_size=200) | st.lists(PIECES, max_size=40).map("".join))
@example("title = 1.0e99999999")
@example("date = 0001-01-01T00:00:00+23:59")
@example("date = 9999-12-31T23:59:59-23:59")
@settings(max_examples=600, deadline=None)
def test_no_text_makes_it_raise(text: str) -> None:
    """Any text at all, and whatever looks like TOML, is judged."""
    assert_judged(text.encode("utf-8", "surrogatepass"))


@given(text=RECORDS)
@settings(max_examples=600, deadline=None)
def test_no_record_makes_it_raise(text: str) -> None:
    """Any value at any key is judged."""
    assert_judged(text.encode())


# A folder full of it

WORST = (
    *("a mebibyte", "empty", "nested lists", "nested lists, closed", "braces"),
    *("a dotted key of 900 kB", "a heading of 40 kB", "an inline key of 40 kB"),
    *("many unknown keys", "many wrong language tags", "many wrong dates", "a long id"),
    *("a huge hexadecimal", "no numbers", "a long quoted key", "keys that look like paths"),
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder of hostile files, each in a good neighbour's company."""
    records = tmp_path_factory.mktemp("hostile") / "records"
    records.mkdir()
    (records / "good.toml").write_text(GOOD, "utf-8")
    (records / "zoo.toml").write_text(GOOD.replace('"good"', '"zoo"'), "utf-8")
    for number, (text, *_) in enumerate(BROKEN.values()):
        (records / f"broken-{number}.toml").write_bytes(text.encode())
    for number, name in enumerate(WORST):
        (records / f"many-{number}.toml").write_bytes(MANY[name].encode())
    (records / "large.toml").write_bytes(b"# a large file\n" * 1_400_000)
    (records / "latin-1.toml").write_bytes('title = "Café"\n'.encode("latin-1"))
    (records / "nul.toml").write_bytes(b"title = '\0'\n")
    (records / "part.toml").write_text('part_of = "../../../../../etc/passwd"\n', "utf-8")
    return records


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_folder_of_hostile_files_is_linted(folder: Path, jobs: str) -> None:
    """Each hostile file is named, no traceback is printed, and the good ones pass among them."""
    ran = muniment(
        "lint", "--jobs", jobs, "--output-format", "json", "--records", folder, cwd=folder.parent
    )
    assert (ran.status, ran.err) == (1, "")
    told = json.loads(ran.out)
    files = {path.name for path in folder.iterdir()}
    named = {
        found["file"].rpartition("/")[2]
        for found in told["findings"]
        if found["level"] == "error" and found["rule"] != "duplicate-record"
    }
    assert named == files - {"good.toml", "zoo.toml"}
    assert told["summary"]["files"] == len(files)


def test_a_report_of_hostile_files_can_be_read(folder: Path) -> None:
    """The text report names each file, and nothing in it steers the terminal."""
    ran = muniment("lint", "--records", folder, cwd=folder.parent)
    assert (ran.status, ran.err) == (1, "")
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", ran.out)
    assert "Traceback" not in ran.out
    assert all(path.name in ran.out for path in folder.iterdir() if path.name[0] in "bmlnp")


def test_nothing_of_a_file_outside_is_told(folder: Path) -> None:
    """A level above that is named by a path is not opened, let alone quoted."""
    ran = muniment("lint", folder / "part.toml", cwd=folder.parent)
    assert ran.status == 1
    assert "root:" not in ran.out + ran.err
