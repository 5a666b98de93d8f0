"""`# muniment: ignore=rule`: what a comment silences, where it is none, and when it is told."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inside import muniment
from linting import lint, put, told
from muniment import ignores
from muniment.placing import MOST
from muniment.recordfile import parsed
from specimens import GOOD

if TYPE_CHECKING:
    from pathlib import Path


TITLE = 'title = "Telegram"\n'
# What has a warning of the rule `spaces` to it, and what has an error of the rule `shape`.
DOUBLED = 'title = "A  telegram"'
UNKNOWN = 'xyzzy = "x"'
IGNORE = "# muniment: ignore=spaces"


def found(folder: Path, text: str, *options: str) -> list[tuple[str, str]]:
    """Give rule and key of what is found in one record."""
    put(folder / "records/good.toml", text)
    return [(each["rule"], each["key"]) for each in told(lint(folder, *options))]


def with_title(lines: str) -> str:
    """Give a record that has these lines instead of its title."""
    return GOOD.replace(TITLE, f"{lines}\n")


# Where a comment silences


@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize(
    "lines",
    [
        f"{DOUBLED}  {IGNORE}",
        f"{DOUBLED}{IGNORE}",
        f"{DOUBLED} #muniment:ignore=spaces",
        f"{DOUBLED} #\tmuniment: ignore = spaces",
        f"{DOUBLED} {IGNORE}  ",
        f"{DOUBLED} {IGNORE} # another comment",
        f"title = 'A  telegram'  {IGNORE}",
        f'title = """A  telegram"""  {IGNORE}',
        f'title = """\nA  telegram"""  {IGNORE}',
        f"title = '''\nA  telegram'''  {IGNORE}",
        f'title = """A  telegram\\\n   """  {IGNORE}',
        f'title = {{ text = "A  telegram", lang = "en" }}  {IGNORE}',
        f'title.text = "A  telegram"  {IGNORE}',
        f'"title" = "A  telegram"  {IGNORE}',
        f"{IGNORE}\n{DOUBLED}",
        f"  \t{IGNORE}\n{DOUBLED}",
        f'{IGNORE}\n\n# A comment, it\'s "one".\n{DOUBLED}',
        f'{IGNORE}\ntitle = """\nA  telegram"""',
        f"# It's a comment. \"\n{DOUBLED}  {IGNORE}",
    ],
)
def test_a_comment_silences(tmp_path: Path, lines: str, end: str) -> None:
    """At the end of a line, after all that closes it, or above it, whatever the line ends."""
    assert found(tmp_path, with_title(lines).replace("\n", end)) == []


def test_what_is_silenced_fails_no_run(tmp_path: Path) -> None:
    """An error of which nobody is told is none; the summary counts it."""
    put(tmp_path / "records/good.toml", with_title(f"{TITLE}{UNKNOWN} # muniment: ignore=shape"))
    ran = lint(tmp_path, "--strict")
    assert (ran.status, told(ran)) == (0, [])
    assert json.loads(ran.out)["summary"]["silenced"] == 1


@pytest.mark.parametrize("names", ["spaces,shape", "shape, spaces", " shape\t,\tspaces ,"])
def test_a_comment_may_name_several_rules(tmp_path: Path, names: str) -> None:
    """Rules stand with commas between them, and white space wherever one likes."""
    lines = 'title = { text = "A  telegram", xyzzy = "x" }'
    assert {rule for rule, _ in found(tmp_path, with_title(lines))} == {"spaces", "shape"}
    assert found(tmp_path, with_title(f"{lines} # muniment: ignore={names}")) == []


def test_comments_above_add_up(tmp_path: Path) -> None:
    """Of several comments above a line each is for it."""
    lines = 'title = { text = "A  telegram", xyzzy = "x" }'
    comments = "# muniment: ignore=spaces\n# muniment: ignore=shape"
    assert found(tmp_path, with_title(f"{comments}\n{lines}")) == []


def test_after_a_list_of_several_lines_it_is_for_the_list(tmp_path: Path) -> None:
    """Behind the bracket that closes a list it is for all items, behind one item for that."""
    items = "subject = [\n    1911,  # A year.\n    1912,\n]"
    one = "subject = [\n    1911,  # muniment: ignore=shape\n    1912,\n]"
    above = "subject = [\n    1911,\n    # muniment: ignore=shape\n    1912,\n]"
    text = with_title(f"{TITLE}{{}}").format
    assert found(tmp_path, text(items)) == [("shape", "subject.0"), ("shape", "subject.1")]
    assert found(tmp_path, text(f"{items}  # muniment: ignore=shape")) == []
    assert found(tmp_path, text(f"# muniment: ignore=shape\n{items}")) == []
    assert found(tmp_path, text(one)) == [("shape", "subject.1")]
    assert found(tmp_path, text(above)) == [("shape", "subject.0")]


def test_a_heading_may_have_one(tmp_path: Path) -> None:
    """What is told of a heading is silenced behind it and above it; the keys below it are not."""
    for lines in ("[xyzzy] # muniment: ignore=shape", "# muniment: ignore=shape\n[xyzzy]"):
        assert found(tmp_path, f"{GOOD}\n{lines}\na = 1\n") == []
    below = f"{GOOD}\n# muniment: ignore=shape\n[access]\n{UNKNOWN}\n"
    assert found(tmp_path, below) == [("unused-ignore", ""), ("shape", "access.xyzzy")]


@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize(
    "top",
    [
        f"{IGNORE}\n",
        f"#:schema ../schemas/record.schema.json\n{IGNORE}\n",
        f"\n\n# Of the Presidential Archive.\n{IGNORE}\n\n",
        f"{IGNORE}\n# Of the Presidential Archive.\n",
    ],
)
def test_above_all_else_it_is_for_the_file(tmp_path: Path, top: str, end: str) -> None:
    """A comment above the first key silences its rule in the whole file."""
    text = with_title(f'{DOUBLED}\nalternative = [\n"One  name",\n]')
    assert [rule for rule, _ in found(tmp_path, text)] == ["spaces", "spaces"]
    assert found(tmp_path, (top + text).replace("\n", end)) == []


def test_for_the_file_it_is_for_its_end_as_well(tmp_path: Path) -> None:
    """The last line of a file is of the file, with a line end or without."""
    for last in (UNKNOWN, f"{UNKNOWN}\n"):
        assert found(tmp_path, f"# muniment: ignore=shape\n{GOOD}{last}") == []


def test_behind_the_first_key_it_is_not_for_the_file(tmp_path: Path) -> None:
    """A comment in the first line of all is for that line, when a key stands before it."""
    text = with_title(DOUBLED).replace('id = "good"\n', f'id = "good" {IGNORE}\n')
    assert found(tmp_path, text) == [("unused-ignore", ""), ("spaces", "title")]


# Where it is no comment, or none for this line


@pytest.mark.parametrize(
    "lines",
    [
        f'description = "{IGNORE}"\n{DOUBLED}',
        f"description = '{IGNORE}'\n{DOUBLED}",
        f'description = """Words.\n{IGNORE}\n"""\n{DOUBLED}',
        f"description = '''Words.\n{IGNORE}\n'''\n{DOUBLED}",
        f'description = """Words, \\""" and "".\n{IGNORE}\n"""\n{DOUBLED}',
        f'description = "Words \\" {IGNORE}"\n{DOUBLED}',
        f'title = "A  telegram {IGNORE}"',
        f"title = 'A  telegram {IGNORE}'",
        f'local."{IGNORE}" = 1\n{DOUBLED}',
        f"local.'{IGNORE}' = 1\n{DOUBLED}",
        f'local = {{ "{IGNORE}" = 1 }}\n{DOUBLED}',
        f"{DOUBLED} # ignore=spaces",
        f"{DOUBLED} # Muniment: ignore=spaces",
        f"{DOUBLED} # muniment: ignore",
        f"{DOUBLED} # muniment: ignore=",
        f"{DOUBLED} # muniment: ignored=spaces",
        f"{DOUBLED} # to silence it, write # muniment: ignore=spaces",
    ],
)
def test_what_is_no_such_comment_silences_nothing(tmp_path: Path, lines: str) -> None:
    """In a text or a key it is no comment, and a comment that says it otherwise is none of ours."""
    assert found(tmp_path, with_title(lines)) == [("spaces", "title")]


@pytest.mark.parametrize(
    "lines",
    [
        f"{IGNORE}\ndescription = 'Words.'\n{DOUBLED}",
        f"description = 'Words.'  {IGNORE}\n{DOUBLED}",
        f"{DOUBLED}\n{IGNORE}",
        f'title = """\nA  telegram"""\n{IGNORE}',
        f"{DOUBLED}\ndescription = 'Words.'  {IGNORE}",
        f"{DOUBLED} # muniment: ignore=shape",
    ],
)
def test_for_another_line_it_silences_nothing(tmp_path: Path, lines: str) -> None:
    """A comment is for its line or the next, and its rule: else both findings are told."""
    rules = sorted(rule for rule, _ in found(tmp_path, with_title(lines)))
    assert rules == ["spaces", "unused-ignore"]


def test_at_the_very_end_it_is_for_nothing(tmp_path: Path) -> None:
    """Alone in the last line it has nothing below it."""
    for end in ("", "\n"):
        assert found(tmp_path, f"{GOOD}{IGNORE}{end}") == [("unused-ignore", "")]


def test_what_is_no_toml_is_told_whatever_a_comment_says(tmp_path: Path) -> None:
    """Nobody can say which part of a broken text is a comment."""
    assert found(tmp_path, "# muniment: ignore=syntax\ntitle = \n") == [("syntax", "")]


# Comments that are wrong


def test_one_that_silences_nothing_is_told_at_its_place(tmp_path: Path) -> None:
    """The finding stands under the name of the rule, and under that alone which was not needed."""
    line = f"{DOUBLED}  # muniment: ignore=spaces, shape"
    put(tmp_path / "records/good.toml", with_title(line))
    (unused,) = told(lint(tmp_path))
    assert (unused["rule"], unused["level"], unused["line"]) == ("unused-ignore", "warning", 4)
    assert line[unused["column"] - 1 : unused["end_column"] - 1] == "shape"


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("space", "Did you mean spaces?"),
        ("Spaces", "Did you mean spaces?"),
        ("spaces-", "Did you mean spaces?"),
        ("xyzzy", "muniment rules lists them."),
        ("ж", "muniment rules lists them."),
    ],
)
def test_a_rule_that_there_is_not_is_told(tmp_path: Path, name: str, hint: str) -> None:
    """It is said that there is none of that name, and which was meant."""
    put(tmp_path / "records/good.toml", with_title(f"{DOUBLED} # muniment: ignore={name}"))
    unused = next(each for each in told(lint(tmp_path)) if each["rule"] == "unused-ignore")
    assert name in unused["message"]
    assert unused["hint"] == hint


@pytest.mark.parametrize("place", ["top", "line"])
def test_what_is_missing_is_not_silenced(tmp_path: Path, place: str) -> None:
    """Where something is missing, a comment is told to be a gap."""
    text = GOOD.replace('date = "1952-12-27"\n', "")
    comment = "# muniment: ignore=missing"
    text = f"{comment}\n{text}" if place == "top" else text.replace("\n", f" {comment}\n", 1)
    put(tmp_path / "records/good.toml", text)
    ran = lint(tmp_path)
    findings = {each["rule"]: each for each in told(ran)}
    assert (ran.status, set(findings)) == (1, {"missing", "unused-ignore"})
    assert "[[gap]]" in findings["unused-ignore"]["hint"]


@pytest.mark.parametrize(
    "options",
    [("--select", "unused-ignore,shape"), ("--ignore", "spaces"), ("--ignore", "unused-ignore")],
)
def test_one_for_a_rule_that_was_not_asked_is_not_told(
    tmp_path: Path, options: tuple[str, ...]
) -> None:
    """Whether a comment is needed is known only where its rule was asked."""
    text = with_title(f"{TITLE}{IGNORE}\ndescription = 'Words.'")
    assert found(tmp_path, text) == [("unused-ignore", "")]
    assert found(tmp_path, text, *options) == []


@pytest.mark.parametrize(
    "settings",
    [
        'ignore = ["spaces"]\n',
        '[level]\nspaces = "off"\n',
        '[level]\nunused-ignore = "off"\n',
        '[[path]]\nfiles = "records/*"\nignore = ["spaces"]\n',
        '[[path]]\nfiles = "records/*"\nlevel = { spaces = "off" }\n',
    ],
)
def test_one_for_a_rule_that_is_off_is_not_told(tmp_path: Path, settings: str) -> None:
    """What the configuration does not ask is not asked, in these files or in all."""
    put(tmp_path / "muniment.toml", settings)
    assert found(tmp_path, f"{IGNORE}\n{GOOD}") == []


def test_a_key_that_is_not_asked_leaves_a_comment_needed(tmp_path: Path) -> None:
    """A comment silences what is then not wanted: it is not told to be idle."""
    text = with_title(f"{DOUBLED} {IGNORE}")
    assert found(tmp_path, text, "--ignore", "spaces:title") == []
    assert found(tmp_path, text, "--select", "unused-ignore,spaces:description") == []


# Levels above


def test_an_ignore_of_a_parent_is_for_what_a_child_takes(tmp_path: Path) -> None:
    """What a child takes from above is silenced where it is written, and told once where not."""
    rights = f"[[rights]]\n{UNKNOWN}"
    start, archive = GOOD.index("[[original_archive]]"), GOOD.index("[[rights]]")
    child = GOOD[:start].replace('id = "good"', 'id = "child"\npart_of = "parent"')
    child += GOOD[start:archive]
    parent = GOOD.replace('id = "good"', 'id = "parent"').replace("[[rights]]", rights)
    parent = parent.replace("Telegram", "Papers")
    silent = parent.replace(UNKNOWN, f"{UNKNOWN} # muniment: ignore=shape")
    put(tmp_path / "records/child.toml", child)
    for paths in ((), ("records/child.toml",), ("records/parent.toml",)):
        put(tmp_path / "records/parent.toml", parent)
        findings = told(lint(tmp_path, *paths))
        assert [(each["file"], each["key"]) for each in findings] == [
            ("records/parent.toml", "rights.0.xyzzy")
        ]
        put(tmp_path / "records/parent.toml", silent)
        ran = lint(tmp_path, *paths)
        assert (ran.status, told(ran)) == (0, [])


def test_the_comments_of_a_parent_are_its_own(tmp_path: Path) -> None:
    """An idle comment above is told when its file is linted, not with every child."""
    child = GOOD.replace('id = "good"', 'id = "child"\npart_of = "parent"')
    child = child[: child.index("[[rights]]")]
    put(tmp_path / "records/child.toml", child)
    parent = GOOD.replace("good", "parent").replace("Telegram", "Papers")
    put(tmp_path / "records/parent.toml", f"{IGNORE}\n{parent}")
    assert told(lint(tmp_path, "records/child.toml")) == []
    assert [each["file"] for each in told(lint(tmp_path))] == ["records/parent.toml"]


def test_an_export_does_not_hear_it(tmp_path: Path) -> None:
    """A record with an error does not leave because somebody will not see the error."""
    text = with_title(f"{TITLE}{UNKNOWN} # muniment: ignore=shape")
    put(tmp_path / "records/good.toml", text)
    assert lint(tmp_path).status == 0
    assert muniment("export", "--to", "oai_dc", "--output", "out/", cwd=tmp_path).status == 1


# Any text, and much of it


@given(st.text(st.sampled_from("#'\"\\[]{}=,\n\r\t ab" + IGNORE)), st.integers(0, 3))
def test_no_text_is_refused(text: str, times: int) -> None:
    """Whatever a file holds, its comments are read, and each name stands where it is said to."""
    file = parsed("x.toml", (text + f"\n{IGNORE}\n" * times).encode())
    for each in ignores.read(file):
        assert file.text[each.start : each.end] == each.rule
        assert 1 <= each.first <= each.last <= file.text.count("\n") + 1


@pytest.mark.parametrize(
    "text",
    [
        "subject = [\n" + '"a",\n' * 40_000 + f"] {IGNORE}\n",
        "subject = [\n" + f'"a", {IGNORE}\n' * 8_000 + "]\n",
    ],
    ids=["many values", "many comments"],
)
def test_time_is_linear(text: str) -> None:
    """A file of some 200 kB with comments is read in a moment, as one without."""
    file = parsed("x.toml", text.encode())
    start = time.process_time()
    assert ignores.read(file)
    assert time.process_time() - start < 0.8


def test_no_more_are_told_than_anybody_reads(tmp_path: Path) -> None:
    """Idle comments without number are not all told, as no other finding is."""
    text = with_title(TITLE + "subject = [\n" + f'"a", {IGNORE}\n' * (MOST + 50) + "]")
    assert len(found(tmp_path, text)) <= MOST + 1
