"""A baseline: what is known stays silent, what is new is told, and a fingerprint does not move."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linting import lint, put, told
from muniment.lint import Linter
from muniment.lint_settings import LintSettings
from muniment.recordfile import parsed
from program import muniment as program
from specimens import GOOD

if TYPE_CHECKING:
    from pathlib import Path


DOUBLED = GOOD.replace('"Telegram"', '"A  telegram"')
# An unknown key: an error of the rule `shape`.
UNKNOWN = 'xyzzy = "x"\n'
KNOWN = ("--baseline", "known.json")
WRITE = ("--write-baseline", "known.json")


def held(file: Path) -> list[dict[str, Any]]:
    """Give what a baseline holds."""
    findings: list[dict[str, Any]] = json.loads(file.read_text("utf-8"))["findings"]
    return findings


def good(name: str, more: str = "") -> str:
    """Write a record of that id, with something more in its last table, the rights."""
    return GOOD.replace('id = "good"', f'id = "{name}"') + more


# What is known


def test_what_is_known_is_silent(tmp_path: Path) -> None:
    """Errors and warnings that were there when it was written are counted, and fail nothing."""
    put(tmp_path / "records/good.toml", DOUBLED + UNKNOWN)
    assert lint(tmp_path).status == 1
    assert lint(tmp_path, *WRITE).status == 0
    ran = lint(tmp_path, *KNOWN, "--strict")
    assert (ran.status, told(ran)) == (0, [])
    assert json.loads(ran.out)["summary"]["silenced"] == 2
    assert json.loads(ran.out)["summary"]["errors"] == 0


def test_what_is_new_is_told(tmp_path: Path) -> None:
    """Another fault in a known record, and one in another record, are told."""
    put(tmp_path / "records/good.toml", DOUBLED)
    lint(tmp_path, *WRITE)
    put(tmp_path / "records/good.toml", DOUBLED + UNKNOWN)
    put(tmp_path / "records/other.toml", good("other", UNKNOWN))
    ran = lint(tmp_path, *KNOWN)
    assert ran.status == 1
    assert [(each["file"], each["rule"]) for each in told(ran)] == [
        ("records/good.toml", "shape"),
        ("records/other.toml", "shape"),
    ]


def test_of_several_alike_as_many_are_silent_as_were(tmp_path: Path) -> None:
    """Two alike are one line that says two; the third is told."""
    creator = f'[[creator]]\nname = "Stalin, Joseph"\n{UNKNOWN}\n'
    start = GOOD.index("[[original_archive]]")

    def write(times: int) -> None:
        put(tmp_path / "records/good.toml", GOOD[:start] + creator * times + GOOD[start:])

    write(2)
    lint(tmp_path, *WRITE)
    known = held(tmp_path / "known.json")
    assert [(each["rule"], each["key"], each["count"]) for each in known] == [
        ("shape", "creator.xyzzy", 2)
    ]
    assert told(lint(tmp_path, *KNOWN)) == []
    write(3)
    assert [each["key"] for each in told(lint(tmp_path, *KNOWN))] == ["creator.3.xyzzy"]
    write(1)
    assert told(lint(tmp_path, *KNOWN)) == []


def test_another_value_is_new(tmp_path: Path) -> None:
    """What was known of one value is not known of what is written in its place."""
    put(tmp_path / "records/good.toml", GOOD + UNKNOWN)
    lint(tmp_path, *WRITE)
    put(tmp_path / "records/good.toml", GOOD + UNKNOWN.replace('"x"', '"y"'))
    assert lint(tmp_path, *KNOWN).status == 1
    put(tmp_path / "records/good.toml", GOOD + UNKNOWN.replace('"x"', "'x'  # Elsewhere."))
    assert lint(tmp_path, *KNOWN).status == 0


def test_it_is_known_in_another_folder(tmp_path: Path) -> None:
    """A record is known by its id, wherever its file is."""
    file = put(tmp_path / "records/good.toml", GOOD + UNKNOWN)
    lint(tmp_path, *WRITE)
    (tmp_path / "records/letters").mkdir()
    file.rename(tmp_path / "records/letters/good.toml")
    assert lint(tmp_path, *KNOWN).status == 0
    put(tmp_path / "records/letters/good.toml", good("other", UNKNOWN))
    assert "shape" in {each["rule"] for each in told(lint(tmp_path, *KNOWN))}


def test_what_cannot_be_read_is_known_too(tmp_path: Path) -> None:
    """A file that is no TOML has no id: it is known by its name."""
    put(tmp_path / "records/good.toml", GOOD)
    put(tmp_path / "records/broken.toml", "title = \n")
    lint(tmp_path, *WRITE)
    assert lint(tmp_path, *KNOWN).status == 0
    put(tmp_path / "records/another.toml", "title = \n")
    assert [each["file"] for each in told(lint(tmp_path, *KNOWN))] == ["records/another.toml"]


def test_what_is_taken_from_above_is_known(tmp_path: Path) -> None:
    """A fault in a level above is known to who lints the levels below it alone."""
    child = good("child")[: GOOD.index("[[rights]]")].replace("level", 'part_of = "parent"\nlevel')
    put(tmp_path / "records/one.toml", child.replace("child", "one"))
    put(tmp_path / "records/two.toml", child.replace("child", "two").replace("Telegram", "Letter"))
    put(tmp_path / "records/parent.toml", good("parent", UNKNOWN).replace("Telegram", "Papers"))
    lint(tmp_path, *WRITE)
    assert [each["count"] for each in held(tmp_path / "known.json")] == [1]
    for paths in ((), ("records/one.toml",), ("records/one.toml", "records/two.toml")):
        ran = lint(tmp_path, *paths, *KNOWN)
        assert (ran.status, told(ran)) == (0, [])
        assert json.loads(ran.out)["summary"]["silenced"] == 1


def test_notes_and_what_a_comment_silences_are_not_kept(tmp_path: Path) -> None:
    """They fail nothing: a note is told again, and a comment that goes is no longer known."""
    gap = '\n[[gap]]\nfield = "date"\nreason = "unknown"\n'
    silent = UNKNOWN.replace("\n", "  # muniment: ignore=shape\n")
    text = GOOD.replace('date = "1952-12-27"\n', "")
    put(tmp_path / "records/good.toml", text + silent + gap)
    lint(tmp_path, *WRITE)
    assert held(tmp_path / "known.json") == []
    assert [each["level"] for each in told(lint(tmp_path, *KNOWN))] == ["note"]
    put(tmp_path / "records/good.toml", text + UNKNOWN + gap)
    assert lint(tmp_path, *KNOWN).status == 1


# The file


def test_it_is_written_a_finding_a_line(tmp_path: Path) -> None:
    """JSON, sorted, so that a difference in git can be read; written twice it is the same."""
    put(tmp_path / "records/good.toml", DOUBLED + UNKNOWN)
    put(tmp_path / "records/телеграмма.toml", good("телеграмма", UNKNOWN))
    lint(tmp_path, *WRITE)
    text = (tmp_path / "known.json").read_text("utf-8")
    known = held(tmp_path / "known.json")
    assert len(text.splitlines()) == len(known) + 2
    assert [list(each) for each in known] == [
        ["fingerprint", "count", "file", "rule", "key"] for _ in known
    ]
    assert [(each["file"], each["rule"], each["key"]) for each in known][:2] == [
        ("records/good.toml", "shape", "rights.xyzzy"),
        ("records/good.toml", "spaces", "title"),
    ]
    assert "телеграмма" in text
    lint(tmp_path, *WRITE)
    assert (tmp_path / "known.json").read_text("utf-8") == text


def test_what_is_mended_leaves_when_it_is_written_again(tmp_path: Path) -> None:
    """A baseline is written of what is found now, whatever another knew."""
    put(tmp_path / "muniment.toml", 'baseline = "known.json"\n')
    put(tmp_path / "records/good.toml", DOUBLED + UNKNOWN)
    lint(tmp_path, *WRITE)
    assert {each["rule"] for each in held(tmp_path / "known.json")} == {"spaces", "shape"}
    put(tmp_path / "records/good.toml", DOUBLED)
    assert told(lint(tmp_path, *WRITE)) == []
    assert {each["rule"] for each in held(tmp_path / "known.json")} == {"spaces"}
    put(tmp_path / "records/good.toml", DOUBLED + UNKNOWN)
    assert [each["rule"] for each in told(lint(tmp_path))] == ["shape"]


def test_only_what_is_wanted_is_kept(tmp_path: Path) -> None:
    """What was not asked is not known."""
    put(tmp_path / "records/good.toml", DOUBLED + UNKNOWN)
    lint(tmp_path, *WRITE, "--select", "spaces")
    assert [each["rule"] for each in told(lint(tmp_path, *KNOWN))] == ["shape"]


@pytest.mark.parametrize("below", ["", "records", "a/b"])
def test_the_configuration_may_name_it(tmp_path: Path, below: str) -> None:
    """Its path is from the folder of the configuration; an option outranks it."""
    put(tmp_path / "records/good.toml", GOOD + UNKNOWN)
    lint(tmp_path, "--write-baseline", "held.json")
    put(tmp_path / "empty.json", '{"version": 1, "findings": []}')
    put(tmp_path / "muniment.toml", 'baseline = "held.json"\n')
    (tmp_path / below).mkdir(parents=True, exist_ok=True)
    assert lint(tmp_path / below).status == 0
    assert lint(tmp_path / below, "--baseline", tmp_path / "empty.json").status == 1


BROKEN = [
    *("", "x", "1", "null", '"x"', "[]", "{}", "[" * 100_000, '{"version": 1}'),
    *('{"version": 2, "findings": []}', '{"version": 1, "findings": null}'),
    *('{"version": 1, "findings": 1}', '{"version": 1, "findings": ["x"]}'),
    '{"version": 1, "findings": [{"fingerprint": "x"}]}',
    '{"version": 1, "findings": [{"fingerprint": "x", "count": "many"}]}',
    '{"version": 1, "findings": [{"fingerprint": "x", "count": null}]}',
    '{"version": 1, "findings": [{"fingerprint": [], "count": 1}]}',
    '{"version": 1, "findings": [{"fingerprint": "x", "count": 1}',
    '{"version": 1, "findings": [{"fingerprint": "x", "count": 1e999}]}',
]


@pytest.mark.parametrize("text", BROKEN, ids=lambda text: text[:70])
def test_one_that_is_broken_is_misuse(tmp_path: Path, text: str) -> None:
    """It is told in a line, and nothing is passed off as linted."""
    put(tmp_path / "records/good.toml", GOOD)
    put(tmp_path / "known.json", text)
    ran = lint(tmp_path, *KNOWN)
    assert (ran.status, ran.out, len(ran.err.splitlines())) == (2, "", 1)
    assert "known.json" in ran.err


def test_one_that_is_no_text_is_misuse(tmp_path: Path) -> None:
    """Bytes that are not UTF-8 are no baseline, and a folder is none."""
    put(tmp_path / "records/good.toml", GOOD)
    (tmp_path / "known.json").write_bytes(b"\xff\xfe{\x00")
    for name in ("known.json", "records"):
        ran = lint(tmp_path, "--baseline", name)
        assert (ran.status, ran.out, len(ran.err.splitlines())) == (2, "", 1)
        assert name in ran.err


@pytest.mark.parametrize("configured", [True, False])
def test_one_that_is_not_there_is_misuse(tmp_path: Path, configured: bool) -> None:
    """Named on the command line or in the configuration: what is not there is told."""
    put(tmp_path / "records/good.toml", GOOD)
    if configured:
        put(tmp_path / "muniment.toml", 'baseline = "known.json"\n')
    ran = lint(tmp_path, *(() if configured else KNOWN))
    assert (ran.status, ran.out, len(ran.err.splitlines())) == (2, "", 1)
    assert "known.json" in ran.err


def test_one_that_is_not_there_may_be_written(tmp_path: Path) -> None:
    """The first is written where the configuration names it already."""
    put(tmp_path / "muniment.toml", 'baseline = "known.json"\n')
    put(tmp_path / "records/good.toml", GOOD + UNKNOWN)
    assert lint(tmp_path, *WRITE).status == 0
    assert lint(tmp_path).status == 0


@pytest.mark.parametrize("name", ["absent/known.json", "records", ""])
def test_one_that_cannot_be_written_is_misuse(tmp_path: Path, name: str) -> None:
    """Where no file can be written, that is told in a line, and nothing is left behind."""
    put(tmp_path / "records/good.toml", GOOD)
    ran = lint(tmp_path, "--no-cache", "--write-baseline", name)
    if name:
        assert (ran.status, ran.out, len(ran.err.splitlines())) == (2, "", 1)
    assert {path.name for path in tmp_path.rglob("*")} == {"records", "good.toml"}


def test_one_that_is_broken_is_told_before_anything_is_mended(tmp_path: Path) -> None:
    """Misuse changes no file."""
    file = put(tmp_path / "records/good.toml", DOUBLED)
    put(tmp_path / "known.json", "x")
    assert lint(tmp_path, "--fix", *KNOWN).status == 2
    assert file.read_text("utf-8") == DOUBLED


def test_any_number_of_workers_writes_the_same(tmp_path: Path) -> None:
    """The baseline is the same to the byte, whoever did the work, and silences for all."""
    for number in range(160):
        more = UNKNOWN if number % 3 else ""
        text = good(f"r{number}", more).replace('"Telegram"', '"A  telegram"')
        if number % 4 == 0:
            text = text[: text.index("[[rights]]")].replace("level", 'part_of = "above"\nlevel')
        put(tmp_path / f"records/{number % 5}/r{number}.toml", text)
    put(tmp_path / "above/above.toml", good("above", UNKNOWN))
    written = set()
    for jobs in ("1", "2", "3"):
        done = program("lint", "records", "--records", ".", "--jobs", jobs, *WRITE, cwd=tmp_path)
        assert done.status == 0
        written.add((tmp_path / "known.json").read_bytes())
    assert len(written) == 1
    for jobs in ("1", "2"):
        known = program("lint", "records", "--records", ".", "--jobs", jobs, *KNOWN, cwd=tmp_path)
        assert (known.status, "0 errors" in known.out) == (0, True)


# Fingerprints

LINES = (
    *('id = "r"', 'level = "item"', 'title = "A  telegram"', 'date = "1952-12-27"'),
    *('type = "Text"', "extent = 2", 'alternative = ["One  name", "Two  names"]', 'odd = "x"'),
    'subject = [\n  1911,\n  "Korea",\n  1912,\n]',
)
TABLES = (
    '[[creator]]\nname = "Stalin, Joseph"\nodd = "x"\n',
    '[[creator]]\nname = "Mao Zedong"\nodd = "y"\n',
    '[[original_archive]]\nname = "N/A"\n',
    '[[original_archive]]\nname = "Archive of Examples"\nreference = ["fond 45"]\nodd = 1\n',
    '[[rights]]\nstatement = "Words."\n[rights.contact]\nname = ""\nodd = 2\n',
    # Complete, because of two that are not, that which stands first is told.
    '[[rights]]\nof = "nonsense"\nuri = "http://creativecommons.org/publicdomain/mark/1.0/"\n',
    '[access]\nstatus = "ajar"\n',
    "[[source]]\n",
)
LINTER = Linter(LintSettings("no-such-folder", "2026-11-24", fingerprints=True))


def prints(text: str) -> list[tuple[str, str]]:
    """Give rule and fingerprint of all that is found in a record."""
    judged = LINTER.judge_file(parsed("r.toml", text.encode()))
    return sorted((each.rule, each.fingerprint) for each in judged.findings)


@given(
    st.permutations(LINES),
    st.permutations(TABLES),
    st.lists(st.sampled_from(["", "\n", "# A comment.\n", '\t\n# It\'s "one".\n\n']), min_size=20),
    st.booleans(),
)
@settings(max_examples=60, deadline=None)
def test_a_fingerprint_stays_when_all_moves(
    lines: list[str], tables: list[str], between: list[str], windows: bool
) -> None:
    """Lines and tables in any order, with comments and blank lines among them, are the same."""
    parts = [f"{line}\n" for line in lines] + tables
    moved = "".join(part for pair in zip(between, parts, strict=False) for part in pair)
    moved += "".join(parts[len(between) :])
    expected = prints("\n".join((*LINES, *TABLES)))
    assert len(expected) > 15
    assert prints(moved.replace("\n", "\r\n") if windows else moved) == expected


def test_fingerprints_are_of_what_they_are_made() -> None:
    """The record, the rule, the key and the value each make another."""
    one = prints('id = "r"\nodd = "x"\n')[-1]
    others = [
        prints(text)[-1]
        for text in (
            'id = "s"\nodd = "x"\n',
            'id = "r"\neven = "x"\n',
            'id = "r"\nodd = "y"\n',
            'id = "r"\nodd = 1\n',
            'id = "r"\nodd = ["x"]\n',
        )
    ]
    assert {each[0] for each in (one, *others)} == {"shape"}
    assert len({each[1] for each in (one, *others)}) == 6
    assert all(len(each) == 16 for _, each in others)
