"""Where keys stand: by hand, against the parser of the standard library, against tree-sitter."""

from __future__ import annotations

import time
import tomllib
from datetime import UTC, date, datetime
from datetime import time as clock
from typing import TYPE_CHECKING, Any

import pytest
import tomli_w
import tree_sitter
import tree_sitter_toml
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from muniment.finding import Place
from muniment.landmarks import Landmarks
from muniment.places import Places
from muniment.scanning import DEPTH, Stands, scan

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from muniment.keys import Path

RECORD = '''\
#:schema ../schemas/record.schema.json
id = "stalin-mao-1952-12-27"            # = the file's name
level = "item"
describes = "translation"
title = "Telegram from Stalin to Mao Zedong"
date = "1952-12-27"
type = "Text"
genre = "telegram"
language = ["en"]
description = "Stalin agrees to send ammunitions to Mao in preparation for a US attack."
subject = ["Korean War, 1950-1953", "China--Foreign relations--Soviet Union"]
url = "https://digitalarchive.wilsoncenter.org/document/113029"

[[creator]]
name = "Stalin, Joseph"
kind = "person"
role = "aut"
signed = "SEMENOV"
uri = ["http://viaf.org/viaf/101651132"]

[[creator]]
name = "Сталин, Иосиф"

[[original_archive]]
name = "Archive of the President of the Russian Federation"
siglum = "APRF"
reference = [
  "fond 45", "opis 1",   # from the whole to the part: [not a header]
  "delo 343",
  "listy 115-116",
]
as_of = 1995-01-01

[[rights]]
of = "translation"
statement = """
The History and Public Policy Program welcomes reuse of Digital Archive materials
for research and educational purposes.
[rights.contact]
name = "not a key"
"""
determined = { date = 2026-11-23, by = "A. Cataloguer", note = "As the page says." }
granted = [{ act = "disseminate", restriction = "allow" }, { act = "modify" }]
[rights.contact]
name = "History and Public Policy Program"
email = "HAPP@wilsoncenter.org"

[record]
schema = 1
status = "complete"
'''


def sources(text: str) -> dict[str, tuple[str, str]]:
    """The source of key and value by dotted key."""
    return {
        ".".join(map(str, path)): (text[slice(*stands.key)], text[slice(*stands.value)])
        for path, stands in scan(text).items()
    }


def innermost(text: str) -> dict[str, str]:
    """The source of each value that holds no other, by its dotted key."""
    found = sources(text)
    return {
        path: value
        for path, (_, value) in found.items()
        if not any(other.startswith(f"{path}.") for other in found)
    }


def test_a_record() -> None:
    """Every kind of key that a record has is found under the path that the parser gives it."""
    found = sources(RECORD)
    assert found["id"] == ("id", '"stalin-mao-1952-12-27"')
    assert found["subject"][1].startswith('["Korean')
    assert found["subject.1"] == (('"China--Foreign relations--Soviet Union"',) * 2)
    assert found["creator"] == ("creator", "[[creator]]")
    assert found["creator.1.name"] == ("name", '"Сталин, Иосиф"')
    assert found["original_archive.0.reference.3"][1] == '"listy 115-116"'
    assert found["rights.0.determined.by"] == ("by", '"A. Cataloguer"')
    assert found["rights.0.granted.1.act"] == ("act", '"modify"')
    assert found["rights.0.contact"] == ("contact", "[rights.contact]")
    assert found["rights.0.contact.name"][1] == '"History and Public Policy Program"'
    assert found["record.schema"] == ("schema", "1")
    assert isinstance(scan(RECORD)["id",], Stands)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('a = 1 # [x] "y = 2\n# [b]\n#c = 1\nd = 2', {"a": "1", "d": "2"}),
        ("a = '[x] # y'\nb = \"[x] # 'y' = \\\"\"\n",
         {"a": "'[x] # y'", "b": '"[x] # \'y\' = \\""'}),
        ('a = """\n[b]\nc = 1\n"""\nd = 1', {"a": '"""\n[b]\nc = 1\n"""', "d": "1"}),
        ("a = '''\n[b]\nc = 1\\'''\nd = 1", {"a": "'''\n[b]\nc = 1\\'''", "d": "1"}),
        ('a = """x"""""\nb = 1', {"a": '"""x"""""', "b": "1"}),
        ("a = '''x'''''\nb = 1", {"a": "'''x'''''", "b": "1"}),
        ('a = """"x""" # "\nb = 1', {"a": '""""x"""', "b": "1"}),
        ('a = """x \\""" ""\\\\"""\nb = 1', {"a": '"""x \\""" ""\\\\"""', "b": "1"}),
        ("a = ''\nb = \"\"\nc = ''''''\nd = \"\"\"\"\"\"",
         {"a": "''", "b": '""', "c": "''''''", "d": '""""""'}),
        ('a = "\\\\"\nb = "\\\\\\""\n', {"a": '"\\\\"', "b": '"\\\\\\""'}),
        ("a = 1\r\n\r\n[b]\r\nc = [\r\n 1, # x\r\n]\r\n", {"a": "1", "b.c.0": "1"}),
        ("a = 1979-05-27 07:32:00Z\nb = 1979-05-27 # 1\nc = [1979-05-27 , 07:32:00.5]",
         {"a": "1979-05-27 07:32:00Z", "b": "1979-05-27",
          "c.0": "1979-05-27", "c.1": "07:32:00.5"}),
        ("a = -6.626e-34\nb = [+inf, nan]\n1.2 = 3.4", {
            "a": "-6.626e-34", "b.0": "+inf", "b.1": "nan", "1.2": "3.4"}),
        ("a = {b = {c = [{d = 1}, {d.e = 2}]}, 'f g' = {}}",
         {"a.b.c.0.d": "1", "a.b.c.1.d.e": "2", "a.f g": "{}"}),
        ('a = [ # ]\n  "b", # "c",\n  [ 1, [] ], ["]", \'"\'],\n  ["\\"]", "x"],\n] # d = 1\ne = 1',
         {"a.0": '"b"', "a.1.0": "1", "a.1.1": "[]", "a.2.0": '"]"', "a.2.1": "'\"'",
          "a.3.0": '"\\"]"', "a.3.1": '"x"', "e": "1"}),
        ('a = ["""\n"""]\nb = ["""]""", ""]\nc = ["", "b"]\nd = ["x", """]"""]',
         {"a.0": '"""\n"""', "b.0": '"""]"""', "b.1": '""', "c.0": '""', "c.1": '"b"',
          "d.0": '"x"', "d.1": '"""]"""'}),
        ("a = [\n[1],\n['b'],\n]\n[c]\nd = 1", {"a.0.0": "1", "a.1.0": "'b'", "c.d": "1"}),
        ("a=1\n\tb =\t2\t\n", {"a": "1", "b": "2"}),
        ('"a b" = 1\n\'c"d\' = 2\n"e\\u00e9\\U0001F4DC\\"\\n" = 3\n"" = 4',
         {"a b": "1", 'c"d': "2", 'eé📜"\n': "3", "": "4"}),
        ("1 = 1\ntrue = 2\n-_ = 3", {"1": "1", "true": "2", "-_": "3"}),
    ],
)  # fmt: skip
def test_values_are_found_whole(text: str, expected: dict[str, str]) -> None:
    """A value's source is all of it and no more, whatever its quotes and comments contain."""
    tomllib.loads(text)
    assert innermost(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[ a . \"b c\" ]\nd = 1", {
            "a": ("a", '[ a . "b c" ]'), "a.b c": ('"b c"', '[ a . "b c" ]'),
            "a.b c.d": ("d", "1")}),
        ("[[a]]\n[[a]]\n[a.b]\n[[a.c]]\n[[ a.'c' ]]\nd = 1", {
            "a": ("a", "[[a]]"), "a.0": ("a", "[[a]]"), "a.1": ("a", "[[a]]"),
            "a.1.b": ("b", "[a.b]"), "a.1.c": ("c", "[[a.c]]"), "a.1.c.0": ("c", "[[a.c]]"),
            "a.1.c.1": ("'c'", "[[ a.'c' ]]"), "a.1.c.1.d": ("d", "1")}),
        ("[a.b.c]\n[a]\n[a.b] # [d]", {
            "a": ("a", "[a.b.c]"), "a.b": ("b", "[a.b.c]"), "a.b.c": ("c", "[a.b.c]")}),
        ("[a]\nb.c = 1\nb . 'd e'=2", {
            "a": ("a", "[a]"), "a.b": ("b", "b.c"),
            "a.b.c": ("c", "1"), "a.b.d e": ("'d e'", "2")}),
        ("[']']\n[\"[a]\"]", {"]": ("']'", "[']']"), "[a]": ('"[a]"', '["[a]"]')}),
    ],
)  # fmt: skip
def test_tables(text: str, expected: dict[str, tuple[str, str]]) -> None:
    """Headers and dotted keys also name the tables above; the first that names a table wins."""
    tomllib.loads(text)
    assert sources(text) == expected


def test_the_second_of_an_array_of_tables_has_its_own_header() -> None:
    """`a.1` is the second header of its name, and `a` the first."""
    found = scan("[[a]]\n[[a]]\n")
    assert found["a",].value == found["a", 0].value == (0, 5)
    assert found["a", 1] == Stands(key=(8, 9), value=(6, 11))


def test_places_count_characters() -> None:
    """Lines and columns count from 1, in characters, also after characters outside the BMP."""
    places = Places("x = { '📜📜' = 1, b = '📜' }\n\ny = 2 # é")
    assert places.of(("x", "b")) == Place(1, 21, 1, 24)
    assert places.key(("x", "📜📜")) == Place(1, 7, 1, 11)
    assert places.key(("y",)) == Place(3, 1, 3, 2)


def test_only_line_feeds_end_lines() -> None:
    """U+2028, U+0085, form feeds in comments and lone carriage returns do not end a line."""
    places = Places("a = '\u2028\u0085'\r\nb = 1\n")
    assert places.of(("b",)) == Place(2, 5, 2, 6)
    assert places.line(1) == "a = '\u2028\u0085'"
    assert [places.line(number) for number in (0, 2, 3, 4, -1)] == ["", "b = 1", "", "", ""]


def test_a_value_of_several_lines_is_shown_by_its_first() -> None:
    """The place of a multi-line value ends with its first line, before a carriage return."""
    places = Places('a = """x\r\ny"""\r\nb = [\n  1,\n]\n')
    assert places.of(("a",)) == Place(1, 5, 1, 9)
    assert places.of(("b",)) == Place(3, 5, 3, 6)
    assert places.value_range(("b",)) == (20, 28)


@pytest.mark.parametrize(
    ("path", "written", "value", "key"),
    [
        (("rights", 0, "contact", "address"), ("rights", 0, "contact"), (44, 1, 17), (44, 9, 16)),
        (("rights", 0, "uri"), ("rights", 0), (34, 1, 11), (34, 3, 9)),
        (("rights", 3, "uri"), ("rights",), (34, 1, 11), (34, 3, 9)),
        (("rights", 0, "determined", "x"), ("rights", 0, "determined"), (42, 14, 85), (42, 1, 11)),
        (("level", "text"), ("level",), (3, 9, 15), (3, 1, 6)),
        (("creator", 1, "name"), ("creator", 1, "name"), (22, 8, 23), (22, 1, 5)),
        (("source", 0), (), (1, 1, 39), (1, 1, 39)),
        ((), (), (1, 1, 39), (1, 1, 39)),
    ],
)
def test_what_is_not_written_is_shown_at_its_ancestor(
    path: Path, written: Path, value: tuple[int, int, int], key: tuple[int, int, int]
) -> None:
    """A missing key is shown where the nearest table or value above it stands, or on line 1."""
    places = Places(RECORD)
    assert places.written(path) == written
    assert places.written(list(path)) == written
    assert places.of(path) == Place(value[0], value[1], value[0], value[2])
    assert places.key(path) == Place(key[0], key[1], key[0], key[2])


def test_an_empty_file_has_a_place() -> None:
    """A place is never empty, not even on an empty line."""
    assert Places("").of(("id",)) == Places("\nx = 1").key(("id",)) == Place(1, 1, 1, 2)


def test_only_what_is_assigned_can_be_replaced() -> None:
    """Tables with headers, implied tables and missing keys have no range; all else has."""
    places = Places("[[a]]\nb.c = {d = [1]}\n[e.f]\n")
    ranges = {path: places.value_range(path) for path in scan("[[a]]\nb.c = {d = [1]}\n[e.f]\n")}
    assert {path for path, found in ranges.items() if found} == {
        ("a", 0, "b", "c"), ("a", 0, "b", "c", "d"), ("a", 0, "b", "c", "d", 0),
    }  # fmt: skip
    assert ranges["a", 0, "b", "c"] == (12, 21)
    assert places.value_range(("a", 0, "b", "c", "x")) is None


# Data, and ways to write it.

KEYS = st.text("ab-_ .é📜\"'\\\n[]#=", max_size=4)
STRINGS = st.text(st.characters(codec="utf-8", exclude_characters="\r"), max_size=12) | st.text(
    "ab \"'\\\n[]{}#=,", max_size=8
)
SCALARS = (
    STRINGS
    | st.integers(-(2**63), 2**63 - 1)
    | st.floats(allow_nan=False)
    | st.booleans()
    | st.dates(date(1000, 1, 1))
    | st.datetimes(datetime(1000, 1, 1), timezones=st.sampled_from([None, UTC]))
    | st.times(clock(0))
)
TABLES: st.SearchStrategy[dict[str, Any]] = st.dictionaries(
    KEYS,
    st.recursive(
        SCALARS,
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
        max_leaves=12,
    ),
    max_size=5,
)


def one_line(key: str) -> str:
    """A key as tomli-w writes it."""
    return tomli_w.dumps({key: 0}).removesuffix(" = 0\n")


def as_value(value: Any) -> str:
    """The TOML of a value, tables as inline tables."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{one_line(k)}={as_value(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ",\n # ]\n".join(map(as_value, value)) + "]"
    text = tomli_w.dumps({"v": value}, multiline_strings=False).removeprefix("v = ").rstrip("\n")
    return text.replace("T", " ") if isinstance(value, datetime) else text


def dotted(data: dict[str, Any], above: str = "") -> str:
    """Tables by dotted keys alone."""
    return "".join(
        dotted(value, f"{above}{one_line(key)} . ")
        if isinstance(value, dict) and value
        else f"{above}{one_line(key)} = {as_value(value)} # '\n"
        for key, value in data.items()
    )


def headed(data: dict[str, Any], above: str = "") -> str:
    """Tables by headers, lists of tables by `[[headers]]`, as records are written."""
    plain, tables = "", ""
    for key, value in data.items():
        path = f"{above}{one_line(key)}"
        if isinstance(value, dict):
            tables += f"[ {path} ]\n{headed(value, path + '.')}\n"
        elif isinstance(value, list) and value and all(isinstance(v, dict) for v in value):
            tables += "".join(f"[[{path}]] # [x]\n{headed(v, path + '.')}" for v in value)
        else:
            plain += f"{one_line(key)}={as_value(value)}\n"
    return plain + tables


WAYS: dict[str, Callable[[dict[str, Any]], str]] = {
    "plain": tomli_w.dumps,
    "multi-line": lambda data: tomli_w.dumps(data, multiline_strings=True),
    "crlf": lambda data: tomli_w.dumps(data, multiline_strings=True).replace("\n", "\r\n"),
    "comments": lambda data: tomli_w.dumps(data).replace("\n", "# [c] '\"\n"),
    "inline": lambda data: "".join(f"{one_line(k)} = {as_value(v)}\n" for k, v in data.items()),
    "dotted": dotted,
    "headed": headed,
}
TEXTS = st.builds(lambda way, data: WAYS[way](data), st.sampled_from(sorted(WAYS)), TABLES)


def leaves(data: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Each value that holds no other, by its path."""
    items = data.items() if isinstance(data, dict) else enumerate(data)
    for key, value in items:
        if isinstance(value, dict | list) and value:
            yield from leaves(value, (*path, key))
        else:
            yield (*path, key), value


def at(data: Any, path: Path) -> Any:
    for part in path:
        data = data[part]
    return data


LINES = st.sampled_from(
    [
        "[[a]]", "[[ a ]]", "  [[a]]", '[["a"]]', "[[a]] # [[a]]", "[a.b]", "[a.b.c]", "[ a.b ]",
        "[b]", "[b.c]", "[c]", "[[c.b]]", 'a = "x"', 'b = "#"', 'b= "" # b = 1', "b = 'x'",
        '  c = "x"', 'c = "\\""', "c = 1", "c = [", '  "b = 1",', '  ["[[a]]"],', "]", "b.c = 2",
        'c = """', 'b.a = """', "c = '''", '"""', "'''", '""""', '# """', "b = '\"\"\"'",
        'b = { c = "x" }', 'a = [{ b = "x" }, { b = "y" }]', '"b" = "y"', '"[a]" = 1', "",
    ]
)  # fmt: skip


@given(st.lists(LINES, max_size=12).map("\n".join))
@example('\n[[a]]\nc = """\n[[a]]\nb = "x"\n"""\n[[a]]\nb = "y"')
@example('\nc = """\n[[a]]\nb = "x"\n"""\n[[ a ]]\nb = "y"')
@example("\n[[ a ]]\nb = 'x'\n[[a]]\nc = '''\n[[a]]\n'''")
@example('\n[a.b]\nc = 1\n[a]\nb = "x"')
@example('[a]\nb = "x"')
@example('\n[b]\n  [c]\nb = "x"\n')
@example('\n[[a]]\n[[a]]\n[a.b]\nc = "x"\n[[a]]\n[a.b]\nc = "y"')
@settings(max_examples=1_000, deadline=None)
def test_landmarks_are_where_the_scanner_finds_them(text: str) -> None:
    """What is found without a scan is what a scan would have found."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        assume(False)
    marks = Landmarks(text, data)
    for path, stands in scan(text).items():
        assert marks.find(path) in (None, stands)


def test_a_record_is_found_by_its_landmarks() -> None:
    """Records are written so that no scan is needed for most of their keys."""
    marks, found = Landmarks(RECORD, tomllib.loads(RECORD)), scan(RECORD)
    for key in (
        "id", "title", "url", "creator.0", "creator.1.name", "original_archive.0.siglum",
        "rights.0", "rights.0.of", "record", "record.status",
    ):  # fmt: skip
        path = tuple(int(part) if part.isdigit() else part for part in key.split("."))
        assert marks.find(path) == found[path], key
    # Its heading stands in a text as well.
    assert marks.find(("rights", 0, "contact", "email")) is None


@given(TEXTS)
@settings(max_examples=300, deadline=None)
def test_paths_and_values_are_those_of_the_parser(text: str) -> None:
    """What is found are the parser's paths, and each value's source parses to the value there."""
    data, found = tomllib.loads(text), scan(text)
    expected = {path for path, _ in leaves(data)}
    assume(all(len(path) <= DEPTH for path in expected))
    above = {path[:depth] for path in expected for depth in range(1, len(path))}
    assert set(found) == expected | above
    places = Places(text)
    for path, stands in found.items():
        if written := places.value_range(path):
            assert tomllib.loads(f"v = {text[slice(*written)]}")["v"] == at(data, path)
        if isinstance(path[-1], str):
            assert list(tomllib.loads(f"{text[slice(*stands.key)]} = 1")) == [path[-1]]


LANGUAGE = tree_sitter_toml.language()
PARSER = tree_sitter.Parser(tree_sitter.Language(LANGUAGE))


def nodes(node: tree_sitter.Node) -> Iterator[tree_sitter.Node]:
    yield node
    for child in node.children:
        yield from nodes(child)


def oracle(text: str) -> tuple[set[tuple[int, int]], set[Stands]]:
    """The offsets of the last part of each header, and of the keys and values of pairs."""
    raw = text.encode()

    def span(node: tree_sitter.Node) -> tuple[int, int]:
        while node.type == "dotted_key":
            node = node.children[-1]
        start = len(raw[: node.start_byte].decode())
        return start, start + len(raw[node.start_byte : node.end_byte].decode())

    headers, pairs = set(), set()
    for node in nodes(PARSER.parse(raw).root_node):
        if node.type == "pair":
            pairs.add(Stands(*map(span, node.named_children[:2])))
        elif node.type in ("table", "table_array_element"):
            headers.add(span(node.named_children[0]))
    return headers, pairs


@given(TEXTS)
@example(RECORD)
@example(RECORD.replace("\n", "\r\n"))
@settings(max_examples=100, deadline=None)
def test_offsets_are_those_of_tree_sitter(text: str) -> None:
    """Another parser finds the same keys and values at the same offsets, once bytes are counted."""
    headers, pairs = oracle(text)
    found = set(scan(text).values())
    assert {stands for stands in found if stands.key[1] <= stands.value[0]} == pairs
    assert headers <= {stands.key for stands in found}


# Anything at all.

SCRAPS = st.lists(
    st.sampled_from([*"[]{}\"'\\=.,#\n\r a1-📜", '"""', "'''", "[[", "]]", "a = ", "\\uD800", "\0"])
)
ANYTHING = (
    st.text(max_size=60)
    | SCRAPS.map("".join)
    | st.builds(lambda text, start, end: text[start:end], TEXTS, st.integers(0, 9), st.integers(0))
)


@given(ANYTHING)
@settings(max_examples=300, deadline=None)
def test_no_text_is_refused(text: str) -> None:
    """Whatever the text, the scan ends, raises nothing, and stays within the text and its lines."""
    places = Places(text)
    for path, stands in scan(text).items():
        assert len(text) >= stands.value[1] > stands.value[0] >= 0
        place = places.of(path)
        assert (1, 1) <= place[:2] < place[2:]
        assert place.end_column <= len(places.line(place.line)) + 1
    assert places.of(("no", "such", 0))


LENGTH = 1 << 17
DEEP = 1 << 16


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(text * (LENGTH // len(text)), id=repr(text))
        for text in (
            "\n", "#\n", "a", "a.", "a = 1\n", "[[a]]\n", '"', "'", '"a" = 1\n', '\\"', "a = [",
            "a = {b = ", "a = [1, '', \"\\\"\", {b = 1}]\n", "\"\"\"'''", "a = '''\n'''\n", "[",
        )
    ]
    + [
        pytest.param("a = " + "[" * DEEP + "1" + "]" * DEEP + "\nb = 1", id="nested arrays"),
        pytest.param("a = " + "{a=" * DEEP + "1" + "}" * DEEP + "\nb = 1", id="nested tables"),
        pytest.param("a." * DEEP + "a = 1\nb = 1", id="dotted key"),
        pytest.param("b = 1\n[" + "a." * DEEP + "a]\na = 1", id="dotted header"),
        pytest.param('b = 1\na = """' + '\\"""' * DEEP, id="unclosed string"),
        pytest.param('b = 1\na = ["' + '\\"' * DEEP, id="unclosed array"),
        pytest.param("b = 1\na = [" + '"",' * DEEP, id="unclosed array of strings"),
        pytest.param("b = 1\n" + f"{'a.' * 31}a = 1\n" * 2000, id="many long keys"),
    ],
)  # fmt: skip
def test_time_is_linear(text: str) -> None:
    """A long text takes a time like its length: with its square these would take minutes."""
    start = time.process_time()
    found = scan(text)
    assert time.process_time() - start < 20
    assert max(map(len, found), default=0) <= 2 * DEPTH
    if "b = 1\n" in text or text.endswith("b = 1"):
        assert ("b",) in found
