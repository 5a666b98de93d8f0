"""`muniment lint` as it is typed: paths, configuration, exit status, reports, worker processes."""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from inside import muniment as inside
from muniment.app import COMMANDS
from muniment.lint import Linter
from muniment.lint_settings import LintSettings
from muniment.recordfile import parsed
from muniment.reports import REPORTS, Style, Tally, report_named
from muniment.rules import ACROSS
from program import TODAY, Ran, muniment
from specimens import GOOD

if TYPE_CHECKING:
    from collections.abc import Iterator

    from muniment.finding import Finding

BAD = 'id = "bad"\ndate = "ca. 1952"\n'
FIELDS = [
    *("file", "line", "column", "end_line", "end_column"),
    *("key", "rule", "level", "message", "hint", "fix"),
]
on_posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")
on_linux = pytest.mark.skipif(sys.platform != "linux", reason="only Linux has such names")


def good(name: str) -> str:
    """Write a record without errors."""
    return GOOD.replace('id = "good"', f'id = "{name}"')


def put(file: Path, text: str) -> Path:
    """Write a file and the folders above it."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8", newline="\n")
    return file


def lint(*arguments: str | Path, cwd: Path) -> Ran:
    """Run `muniment lint` in a folder, in this process."""
    return inside("lint", *arguments, cwd=cwd)


def told(ran: Ran) -> Any:
    """Read a report in JSON."""
    return json.loads(ran.out)


def files(ran: Ran) -> set[str]:
    """Give the files of which something is said in a report in JSON."""
    return {found["file"] for found in told(ran)["findings"]}


JSON = ("--output-format", "json")


# Which records


def test_without_paths_the_records_folder_is_linted(tmp_path: Path) -> None:
    """`muniment lint` alone checks all of records/, and nothing beside it."""
    put(tmp_path / "records/bad.toml", BAD)
    put(tmp_path / "records/below/good.toml", GOOD)
    put(tmp_path / "other.toml", BAD)
    ran = lint(*JSON, cwd=tmp_path)
    assert (ran.status, files(ran), told(ran)["summary"]["files"]) == (1, {"records/bad.toml"}, 2)


def test_another_folder_of_records_may_be_named(tmp_path: Path) -> None:
    """--records names the folder, and it is where PATHS go when none is given."""
    put(tmp_path / "records/bad.toml", BAD)
    put(tmp_path / "elsewhere/good.toml", GOOD)
    ran = lint("--records", "elsewhere", *JSON, cwd=tmp_path)
    assert (ran.status, told(ran)["summary"]["files"]) == (0, 1)


def test_levels_above_are_looked_for_in_the_records_folder(tmp_path: Path) -> None:
    """A record that is linted by its path finds its parent in the folder of --records."""
    child = GOOD.replace('id = "good"', 'id = "child"\npart_of = "parent"')
    put(tmp_path / "new/child.toml", child)
    put(tmp_path / "held/parent.toml", good("parent"))
    assert lint("new/child.toml", cwd=tmp_path).status == 1
    assert lint("--records", "held", "new/child.toml", cwd=tmp_path).status == 0


def test_a_clean_record_has_status_0(tmp_path: Path) -> None:
    """Where nothing is wrong, one line says so."""
    put(tmp_path / "records/good.toml", GOOD)
    assert lint(cwd=tmp_path) == Ran(0, "1 file checked: 0 errors\n", "")


def test_warnings_alone_have_status_0(tmp_path: Path) -> None:
    """What is only recommended fails no run."""
    put(tmp_path / "records/good.toml", GOOD.replace('extent = "2 leaves"\n', ""))
    ran = lint(*JSON, cwd=tmp_path)
    assert (ran.status, told(ran)["summary"]["warnings"]) == (0, 1)


def test_a_missing_path_outranks_errors_and_stops_nothing(tmp_path: Path) -> None:
    """Where a path is not there, status is 2; the other files are linted and reported."""
    put(tmp_path / "bad.toml", BAD)
    ran = lint("absent.toml", "bad.toml", *JSON, cwd=tmp_path)
    assert (ran.status, files(ran)) == (2, {"bad.toml"})
    assert "absent.toml" in ran.err


@pytest.mark.parametrize("paths", [(), ("empty",), (".",), ("absent.toml",), ("absent",), ("",)])
def test_no_file_to_lint_has_status_2(tmp_path: Path, paths: tuple[str, ...]) -> None:
    """Where there is nothing to check, that is misuse, and is said in words."""
    put(tmp_path / "empty/notes.txt", "no record")
    ran = lint(*paths, cwd=tmp_path)
    assert ran.status == 2
    assert ran.err.startswith("muniment: ")
    assert "Traceback" not in ran.err


def test_a_path_given_twice_is_linted_once(tmp_path: Path) -> None:
    """However a file is named, and in whatever folder, it is one file."""
    bad = put(tmp_path / "records/bad.toml", BAD)
    twice = ("records", "records/", "./records/bad.toml", "records/../records/bad.toml")
    ran = lint(*twice, *JSON, cwd=tmp_path)
    assert told(ran)["summary"]["files"] == 1
    assert told(lint(bad, "records", *JSON, cwd=tmp_path))["summary"]["files"] == 1


def test_what_is_no_record_is_passed_over(tmp_path: Path) -> None:
    """Hidden folders and files, and the configuration of tools, are no records."""
    for name in (
        *(".git/x.toml", ".venv/lib/x.toml", ".hidden.toml", "pyproject.toml", "muniment.toml"),
        *("below/pyproject.toml", "below/muniment.toml", "below/.git/x.toml", "x.toml.bak"),
        "x.TXT",
    ):
        put(tmp_path / "records" / name, "x = \n")
    put(tmp_path / "records/good.toml", GOOD)
    ran = lint("records", *JSON, cwd=tmp_path)
    assert (ran.status, told(ran)["summary"]["files"]) == (0, 1)


def test_a_file_that_is_named_is_linted_whatever_its_name(tmp_path: Path) -> None:
    """What is passed over in a folder is checked where somebody names it."""
    put(tmp_path / ".hidden.toml", BAD)
    put(tmp_path / "record.txt", BAD)
    ran = lint(".hidden.toml", "record.txt", *JSON, cwd=tmp_path)
    assert (ran.status, files(ran)) == (1, {".hidden.toml", "record.txt"})


@on_posix
def test_links_that_lead_out_are_not_followed(tmp_path: Path) -> None:
    """What a link in the folder leads to elsewhere is not read, and the link is named."""
    put(tmp_path / "outside/secret.toml", 'SECRET = "x"\n')
    put(tmp_path / "records/good.toml", GOOD)
    (tmp_path / "records/file.toml").symlink_to(tmp_path / "outside/secret.toml")
    (tmp_path / "records/folder").symlink_to(tmp_path / "outside")
    (tmp_path / "records/circle").symlink_to(tmp_path / "records")
    ran = lint(*JSON, cwd=tmp_path)
    assert (ran.status, told(ran)["summary"]["files"]) == (2, 1)
    assert "SECRET" not in ran.out + ran.err
    assert "file.toml" in ran.err


@on_posix
def test_a_link_to_nothing_is_named(tmp_path: Path) -> None:
    """A link that leads nowhere is a path that cannot be read."""
    put(tmp_path / "records/good.toml", GOOD)
    (tmp_path / "records/lost.toml").symlink_to("gone.toml")
    ran = lint(cwd=tmp_path)
    assert ran.status == 2
    assert "lost.toml" in ran.err


def test_a_folder_called_like_a_record_is_named(tmp_path: Path) -> None:
    """A folder is no record, whatever its name; what is in it is linted."""
    put(tmp_path / "records/good.toml", GOOD)
    put(tmp_path / "records/x.toml/bad.toml", BAD)
    ran = lint(*JSON, cwd=tmp_path)
    assert (ran.status, files(ran)) == (2, {"records/x.toml/bad.toml"})
    assert "records/x.toml is a folder" in ran.err
    assert lint("records/x.toml", cwd=tmp_path).status == 2


@on_posix
@pytest.mark.parametrize("named", ["records", "records/pipe.toml"])
def test_a_pipe_does_not_hold_it_up(tmp_path: Path, named: str) -> None:
    """A named pipe among the records is named, and never waited for."""
    put(tmp_path / "records/good.toml", GOOD)
    os.mkfifo(tmp_path / "records/pipe.toml")
    ran = muniment("lint", named, "records/good.toml", *JSON, cwd=tmp_path)
    assert (ran.status, told(ran)["summary"]["files"]) == (2, 1)
    assert "pipe.toml" in ran.err


@on_posix
def test_a_file_that_may_not_be_read_is_named(tmp_path: Path) -> None:
    """A file without permission is named, and the others are linted."""
    put(tmp_path / "records/good.toml", GOOD)
    closed = put(tmp_path / "records/closed.toml", BAD)
    closed.chmod(0)
    if os.access(closed, os.R_OK):
        pytest.skip("root may read everything")
    ran = lint(*JSON, cwd=tmp_path)
    assert (ran.status, told(ran)["summary"]["files"]) == (2, 1)
    assert "closed.toml" in ran.err


@pytest.mark.parametrize(
    "name", ["two words", "телеграмма", "電報", "it's", "a;b", "%20", "e\u0301"]
)
def test_any_name_of_a_file_will_do(tmp_path: Path, name: str) -> None:
    """Files are called as they are on the disk, with `/` between the folders."""
    put(tmp_path / f"records/{name}/{name}.toml", BAD)
    assert files(lint(*JSON, cwd=tmp_path)) == {f"records/{name}/{name}.toml"}
    assert files(lint(f"records/{name}/{name}.toml", *JSON, cwd=tmp_path))


def test_a_name_that_looks_like_an_option_comes_after_two_hyphens(tmp_path: Path) -> None:
    """After `--` a file may begin with a hyphen."""
    put(tmp_path / "-x.toml", BAD)
    assert files(lint(*JSON, "--", "-x.toml", cwd=tmp_path)) == {"-x.toml"}


@on_linux
@pytest.mark.parametrize("form", ["text", "json"])
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_name_that_is_no_text_is_escaped(tmp_path: Path, form: str, jobs: str) -> None:
    """A name of bytes that are not UTF-8 is printed so that it can be read, as UTF-8."""
    records = tmp_path / "records"
    put(records / "bad.toml", BAD)
    Path(os.fsdecode(os.fsencode(records) + b"/caf\xe9.toml")).write_text(BAD, "utf-8")
    ran = muniment("lint", "--output-format", form, "--jobs", jobs, cwd=tmp_path)
    assert (ran.status, ran.err) == (1, "")
    assert "caf\\udce9.toml" in ran.out
    if form == "json":
        assert len(files(ran)) == 2


@on_posix
def test_a_name_cannot_steer_the_terminal(tmp_path: Path) -> None:
    """A file's name is shown without what would steer the terminal, in complaints too."""
    put(tmp_path / "records/a\x1b[31m.toml", BAD)
    (tmp_path / "records/b\x1b[31m.toml").mkdir()
    ran = lint("records", "absent\x1b[31m", cwd=tmp_path)
    assert ran.status == 2
    assert "\x1b" not in ran.out + ran.err


# The configuration


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("muniment.toml", 'records = "held"\n'),
        ("pyproject.toml", '[tool.muniment]\nrecords = "held"\nprofile = "archival"\n'),
    ],
)
@pytest.mark.parametrize("below", ["", "a/b"])
def test_the_configuration_is_found_upward(
    tmp_path: Path, name: str, text: str, below: str
) -> None:
    """From any folder below it the configuration holds; its paths are from its own folder."""
    put(tmp_path / name, text)
    put(tmp_path / "held/bad.toml", BAD)
    (tmp_path / below).mkdir(parents=True, exist_ok=True)
    ran = lint(*JSON, cwd=tmp_path / below)
    assert (ran.status, told(ran)["summary"]["files"]) == (1, 1)
    assert {name.rpartition("/")[2] for name in files(ran)} == {"bad.toml"}


def test_an_option_outranks_the_configuration(tmp_path: Path) -> None:
    """What is typed holds, whatever is configured."""
    put(tmp_path / "muniment.toml", 'records = "held"\nprofile = "no-such-profile"\n')
    put(tmp_path / "held/bad.toml", BAD)
    put(tmp_path / "other/good.toml", GOOD)
    assert lint("--records", "other", "--profile", "archival", cwd=tmp_path).status == 0


def test_the_nearest_configuration_holds(tmp_path: Path) -> None:
    """A pyproject.toml without our table is none; of two others the nearer holds."""
    put(tmp_path / "muniment.toml", 'records = "held"\n')
    put(tmp_path / "held/good.toml", GOOD)
    put(tmp_path / "work/pyproject.toml", '[project]\nname = "x"\n')
    assert lint(cwd=tmp_path / "work").status == 0
    put(tmp_path / "work/muniment.toml", 'records = "none"\n')
    assert lint(cwd=tmp_path / "work").status == 2


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('record = "held"\n', "Did you mean records?"),
        ('profil = "archival"\n', "Did you mean profile?"),
        ('xyzzy = "x"\n', "records, profile"),
        ("records = 1\n", "records"),
        ('records = ["a"]\n', "records"),
        ('profile = "archive"\n', "Did you mean archival?"),
        ("records = held\n", "muniment.toml:1:11"),
        ('records = "held', "muniment.toml:1:16"),
        ("x = " + "[" * 5_000, "muniment.toml"),
    ],
)
def test_a_broken_configuration_is_misuse(tmp_path: Path, text: str, said: str) -> None:
    """A configuration that says what it may not is named, with what was meant; status is 2."""
    put(tmp_path / "muniment.toml", text)
    put(tmp_path / "records/good.toml", GOOD)
    ran = lint(cwd=tmp_path)
    assert (ran.status, ran.out) == (2, "")
    assert said in ran.err
    assert len(ran.err.splitlines()) == 1


def test_a_configuration_that_is_no_text_is_misuse(tmp_path: Path) -> None:
    """A configuration in another encoding is named."""
    (tmp_path / "muniment.toml").write_bytes('records = "café"\n'.encode("latin-1"))
    ran = lint(cwd=tmp_path)
    assert ran.status == 2
    assert "muniment.toml" in ran.err
    assert "Traceback" not in ran.err


def test_a_configuration_may_begin_with_a_byte_order_mark(tmp_path: Path) -> None:
    """What Windows editors put before a configuration is named, or does no harm."""
    (tmp_path / "muniment.toml").write_bytes(b'\xef\xbb\xbfrecords = "held"\n')
    put(tmp_path / "held/good.toml", GOOD)
    ran = lint(cwd=tmp_path)
    assert ran.status == 0 or "byte order mark" in ran.err


# Misuse


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--profile", "archivel"), "Did you mean archival?"),
        (("--profile", "xyzzy"), "archival"),
        (("--profile", "../../etc/passwd"), "archival"),
        (("--output-format", "jsn"), "Did you mean json?"),
        (("--output-format", "xyzzy"), "text, concise, json"),
        (("--jobs", "-1"), "--jobs"),
        (("--jobs", "many"), "--jobs"),
        (("--recods", "x"), "--records"),
    ],
)
def test_an_option_that_is_wrong_is_misuse(
    tmp_path: Path, options: tuple[str, ...], said: str
) -> None:
    """What is typed wrongly is told, with what was meant; nothing is linted, and status is 2."""
    put(tmp_path / "records/bad.toml", BAD)
    ran = lint(*options, cwd=tmp_path)
    assert (ran.status, ran.out) == (2, "")
    assert said in ran.err


@pytest.mark.parametrize("command", ["", *COMMANDS])
@pytest.mark.parametrize("asked", ["--help", "-h"])
def test_every_command_has_help(tmp_path: Path, command: str, asked: str) -> None:
    """Each command says what it is for when asked."""
    ran = inside(*([command] if command else []), asked, cwd=tmp_path)
    assert (ran.status, ran.err) == (0, "")
    assert "Usage: muniment" in ran.out


# The reports


def test_the_json_report_has_the_shape_that_is_promised(tmp_path: Path) -> None:
    """Version, findings with exactly their fields, and a summary that counts them."""
    put(tmp_path / "records/bad.toml", BAD)
    report = told(lint(*JSON, cwd=tmp_path))
    assert list(report) == ["version", "findings", "summary"]
    assert report["version"] == 1
    assert all(list(found) == FIELDS for found in report["findings"])
    found = next(found for found in report["findings"] if found["rule"] == "date-form")
    assert (found["file"], found["key"], found["level"]) == ("records/bad.toml", "date", "error")
    assert [found[name] for name in FIELDS[1:5]] == [2, 8, 2, 18]
    levels = [found["level"] for found in report["findings"]]
    assert report["summary"] == {
        "files": 1,
        "errors": levels.count("error"),
        "warnings": levels.count("warning"),
        "notes": levels.count("note"),
        "silenced": 0,
        "mended": 0,
    }


def test_a_clean_json_report_is_valid_too(tmp_path: Path) -> None:
    """Where nothing is found, the list is empty."""
    put(tmp_path / "records/good.toml", GOOD)
    assert told(lint(*JSON, cwd=tmp_path))["findings"] == []


HOSTILE = (
    *("\\u001b[31m", "\\u0007", "\\u009b2J", "\\u202e", "\\u2066", "\\u200f", "\\u0000", '\\"'),
    *("\\\\", "\\n", "\\r", "\\u2028", "\\U0010FFFF", "电", "</script>", "\u202e", "\u2066"),
)


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize(
    "line",
    ['date = "{}"', '"{}" = 1', 'id = "x{}"', '[[gap]]\nfield = "{}"', 'level = "{}"', '[["{}"]]'],
)
def test_no_text_breaks_a_report(line: str, text: str) -> None:
    """Whatever a record says, JSON is valid, and nothing steers the terminal."""
    found = judged(line.format(text))
    for form in ("json", "text"):
        report = written(found, form)
        if form == "json":
            assert len(json.loads(report)["findings"]) == len(found)
        else:
            steering = [letter for letter in report if not letter.isprintable() and letter != "\n"]
            assert set(steering) <= {"\u2028", "\U0010ffff"}


def judged(text: str) -> list[Finding]:
    """Judge a text as the file x.toml."""
    return Linter(LintSettings("none", TODAY)).judge_file(parsed("x.toml", text.encode())).findings


def written(findings: list[Finding], form: str) -> str:
    """Write findings as a report."""
    return "".join(report_named(form).report(findings, Tally(), Style()))


@pytest.mark.parametrize(
    ("text", "report"),
    {
        "ASCII": (
            'id = "x"\ndate = "ca. 1952"\n',
            '      | date = "ca. 1952"\n' + "      |        ^^^^^^^^^^\n",
        ),
        "Chinese before": (
            'subject = ["電報", 1]\n',
            '      | subject = ["電報", 1]\n' + "      |                    ^\n",
        ),
        "Chinese inside": (
            'level = "電報"  # 電報\n',
            '      | level = "電報"  # 電報\n' + "      |         ^^^^^^\n",
        ),
        "a combining mark before": (
            'subject = ["e\u0301", 1]\n',
            '      | subject = ["e\u0301", 1]\n' + "      |                 ^\n",
        ),
        "Cyrillic before": (
            'subject = ["Корея", 1]\n',
            '      | subject = ["Корея", 1]\n' + "      |                     ^\n",
        ),
        "tabs": (
            'id = "x"\n\tdate\t=\t"ca. 1952"\n',
            '      |  date = "ca. 1952"\n' + "      |         ^^^^^^^^^^\n",
        ),
        "Windows lines": (
            'id = "x"\r\ndate = "ca. 1952"\r\n',
            '      | date = "ca. 1952"\n' + "      |        ^^^^^^^^^^\n",
        ),
        "escaped by the report": (
            'subject = ["\u202e", 1]\n',
            '      | subject = ["\ufffd", 1]\n' + "      |                 ^\n",
        ),
    }.values(),
)
def test_the_mark_stands_under_the_place(text: str, report: str) -> None:
    """The line is shown, and what is wrong in it is marked, however wide its letters are."""
    (found,) = (found for found in judged(text) if found.rule in ("shape", "date-form"))
    assert written([found], "text").split("\n", 2)[2].startswith(report)


def test_a_long_line_is_cut_to_what_matters() -> None:
    """Of a long line, what stands near the place is shown, and the mark is still right."""
    (found,) = (
        found
        for found in judged(f'subject = ["{"a" * 500}", 1, "{"b" * 500}"]\n')
        if found.rule == "shape"
    )
    _, _, line, mark, *_ = written([found], "text").split("\n")
    assert len(line) < 120
    assert line[mark.index("^")] == "1"


def test_a_finding_is_told_in_full(tmp_path: Path) -> None:
    """File, place, level, rule, key, what is wrong, the line, a mark, and what to do."""
    put(tmp_path / "records/bad.toml", "title = Telegram\n")
    ran = lint(cwd=tmp_path)
    first, second, line, mark, hint, blank, summary = ran.out.splitlines()
    assert first == "records/bad.toml"
    assert second.startswith("  1:9 error syntax: ")
    assert (line, mark) == ("      | title = Telegram", "      |         ^^^^^^^^")
    assert hint.startswith("      ")
    assert (blank, summary) == ("", "1 file checked: 1 error")


def test_the_hint_says_what_to_write(tmp_path: Path) -> None:
    """What is missing is shown as it is written, and the honest gap beside it."""
    put(tmp_path / "records/good.toml", GOOD.replace('date = "1952-12-27"\n', ""))
    ran = lint(cwd=tmp_path)
    (hint,) = (line for line in ran.out.splitlines() if 'date = "1952-12-27"' in line)
    assert hint.startswith("      ")
    assert '[[gap]] with field = "date" and a reason' in hint


@pytest.mark.parametrize("environment", [{}, {"NO_COLOR": "1"}, {"FORCE_COLOR": "1"}])
def test_there_is_no_colour_without_a_terminal(tmp_path: Path, environment: dict[str, str]) -> None:
    """What goes to a file or a pipe has no colour in it."""
    put(tmp_path / "records/bad.toml", BAD)
    ran = muniment("lint", cwd=tmp_path, **environment)
    assert ran.status == 1
    assert "\x1b" not in ran.out + ran.err


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "latin-1", "utf-16"])
def test_output_is_utf_8_everywhere(tmp_path: Path, encoding: str) -> None:
    """Whatever the system's encoding, what is printed is UTF-8, with line feeds."""
    put(tmp_path / "records/телеграмма.toml", "заголовок = 1\n")
    ran = muniment("lint", cwd=tmp_path, PYTHONIOENCODING=encoding, LC_ALL="C")
    assert (ran.status, ran.err) == (1, "")
    assert "records/телеграмма.toml" in ran.out
    assert "\r" not in ran.out


@pytest.mark.parametrize("form", ["text", "json"])
def test_a_report_is_written_to_a_file(tmp_path: Path, form: str) -> None:
    """--output writes what would have been printed, whole, over what stood there."""
    put(tmp_path / "records/bad.toml", BAD)
    put(tmp_path / "report", "old " * 10_000)
    options = ("--no-cache", "--output-format", form)
    printed = lint(*options, cwd=tmp_path)
    ran = lint(*options, "--output", "report", cwd=tmp_path)
    assert ran == Ran(1, "", "")
    assert (tmp_path / "report").read_text("utf-8") == printed.out
    assert {path.name for path in tmp_path.iterdir()} == {"records", "report"}


@pytest.mark.parametrize("output", ["absent/report", "records", ""])
def test_a_report_that_cannot_be_written_is_misuse(tmp_path: Path, output: str) -> None:
    """Where no file can be written, that is told in a line, and nothing is left behind."""
    put(tmp_path / "records/bad.toml", BAD)
    ran = lint("--no-cache", "--output", output, cwd=tmp_path)
    assert (ran.status, ran.out) == (2, "")
    assert len(ran.err.splitlines()) == 1
    assert {path.name for path in tmp_path.iterdir()} == {"records"}


def test_verbose_says_what_was_read(tmp_path: Path) -> None:
    """--verbose tells on standard error, so that the report stays clean."""
    put(tmp_path / "records/good.toml", GOOD)
    ran = lint("--verbose", *JSON, cwd=tmp_path)
    assert told(ran)["findings"] == []
    assert "1 record" in ran.err
    assert "archival" in ran.err


# Worker processes


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder above some hundred records: good, broken, and below a parent with an error."""
    folder = tmp_path_factory.mktemp("many")
    for number in range(520):
        put(folder / f"records/{number % 7}/r{number}.toml", "".join(kinds(number)))
    put(folder / "records/parent.toml", good("parent").replace('["fond 45"]', '["N/A"]'))
    return folder


def kinds(number: int) -> Iterator[str]:
    """Write a record of one of six kinds."""
    text = good(f"r{number}")
    if number % 6 == 0:
        yield "title = \n"
    elif number % 6 == 1:
        yield text.replace('"1952-12-27"', '"ca. 1952"')
    elif number % 6 == 2:
        archive = text.index("[[original_archive]]")
        yield f'part_of = "parent"\n{text[:archive]}{text[text.index("[[rights]]") :]}'
    elif number % 6 == 3:
        yield text.replace('"Stalin, Joseph"', '"unknown"')
    else:
        yield text


@pytest.fixture(scope="module")
def one_worker(many: Path) -> Ran:
    """Give what one process finds in the many records."""
    return muniment("lint", "--jobs", "1", *JSON, cwd=many)


def test_findings_are_sorted(one_worker: Ran) -> None:
    """Findings stand in the order of files, lines and columns, and each stands once.

    What rules across records found, which is known when all are read, stands at the end.
    """
    found = [
        tuple(found[name] for name in FIELDS if name != "fix")
        for found in told(one_worker)["findings"]
    ]
    across = [each for each in found if each[FIELDS.index("rule")] in ACROSS]
    alone = found[: len(found) - len(across)]
    assert len(alone) > 250
    assert alone == sorted(set(alone))
    assert found[len(alone) :] == sorted(set(across))


def test_what_many_take_from_above_is_said_once(one_worker: Ran) -> None:
    """An error in a parent of many records is one finding."""
    found = [each for each in told(one_worker)["findings"] if "parent.toml" in each["file"]]
    assert [(each["rule"], each["level"]) for each in found] == [("missing", "error")]


@pytest.mark.parametrize("jobs", ["2", "3"])
def test_any_number_of_workers_finds_the_same(many: Path, one_worker: Ran, jobs: str) -> None:
    """The report is the same to the byte, whoever did the work."""
    assert muniment("lint", "--jobs", jobs, *JSON, cwd=many) == one_worker


@pytest.mark.parametrize("form", REPORTS)
def test_every_report_is_the_same_for_any_number_of_workers(many: Path, form: str) -> None:
    """No report shows who did the work, nor when."""
    ran = [muniment("lint", "--jobs", jobs, "--output-format", form, cwd=many) for jobs in "132"]
    assert ran[0] == ran[1] == ran[2]
    assert ran[0].status == 1


# Run as a program, so that what is spawned can import it, with the way to start as first argument.
START = """\
import multiprocessing, sys
from muniment.__main__ import main
if __name__ == "__main__":
    context = multiprocessing.get_context(sys.argv.pop(1))
    multiprocessing.get_context = lambda method=None: context
    main()
"""


@pytest.mark.parametrize("method", ["fork", "spawn", "forkserver"])
def test_workers_may_be_started_in_any_way(
    many: Path, one_worker: Ran, method: str, tmp_path: Path
) -> None:
    """Forked or spawned, workers find the same."""
    if method not in multiprocessing.get_all_start_methods():
        pytest.skip("this system starts no processes so")
    start = put(tmp_path / "start.py", START)
    done = subprocess.run(
        [sys.executable, start, method, "lint", "--jobs", "2", *JSON],
        cwd=many,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert Ran(done.returncode, done.stdout.decode(), done.stderr.decode()) == one_worker


def test_a_file_that_goes_meanwhile_is_named(tmp_path: Path) -> None:
    """Workers name what they cannot read, as one process does."""
    put(tmp_path / "records/good.toml", GOOD)
    (tmp_path / "records/x.toml").symlink_to("gone.toml")
    for jobs in ("1", "2"):
        ran = muniment("lint", "--jobs", jobs, cwd=tmp_path)
        assert (ran.status, ran.out) == (2, "1 file checked: 0 errors\n")
        assert "records/x.toml" in ran.err


# Interrupted


@pytest.fixture(scope="module")
def long(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder above so many faulty records that linting them takes a while."""
    folder = tmp_path_factory.mktemp("long")
    text = BAD + "".join(f'descriptio{n} = "x"\n' for n in range(60))
    for number in range(4_000):
        put(folder / f"records/r{number}.toml", text)
    return folder


@on_posix
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_ctrl_c_ends_it_at_once(long: Path, jobs: str) -> None:
    """Interrupted, it ends with status 130 and one line, and leaves no process behind."""
    with subprocess.Popen(
        [sys.executable, "-m", "muniment", "lint", "--jobs", jobs],
        cwd=long,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
        # Whoever runs the tests in the background has them ignore Ctrl-C.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),  # noqa: PLW1509
    ) as running:
        time.sleep(0.5)
        assert running.poll() is None, "it was done before it could be interrupted"
        start = time.monotonic()
        os.killpg(running.pid, signal.SIGINT)
        _, err = running.communicate(timeout=20)
        assert time.monotonic() - start < 15
    assert (running.returncode, err) == (130, b"interrupted\n")
    assert is_gone(running.pid)


def is_gone(group: int) -> bool:
    """Tell whether a group of processes ends within two seconds."""
    for _ in range(20):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.1)
    return False


@on_posix
@pytest.mark.parametrize("form", ["text", "json"])
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_reader_may_have_seen_enough(many: Path, form: str, jobs: str) -> None:
    """Where the reader of the output goes away, it ends without a word."""
    with subprocess.Popen(
        [sys.executable, "-m", "muniment", "lint", "--jobs", jobs, "--output-format", form],
        cwd=many,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.readline()
        running.stdout.close()
        err = running.stderr.read()
        running.wait(20)
    assert err == b""
    assert running.returncode != 0
