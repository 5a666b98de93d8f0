"""`--fix` and `--diff`: only a range changes, only what is safe, and a file is always whole."""

from __future__ import annotations

import json
import os
import shutil
import stat
import subprocess
import sys
import tempfile
import tomllib
from typing import TYPE_CHECKING, Any

import pytest
import tomli_w
from hypothesis import assume, given
from hypothesis import strategies as st

from inside import muniment
from linting import put
from muniment import edits
from muniment.finding import Change, Edit, NewTable, Place, Problem
from muniment.keys import path as path_of
from muniment.recordfile import parsed
from muniment.rules import RULES
from program import muniment as program
from specimens import GOOD

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from program import Ran

TITLE = 'title = "Telegram"\n'
DOUBLED = GOOD.replace('"Telegram"', '"A  telegram"')
MENDED = GOOD.replace('"Telegram"', '"A telegram"')
on_posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")
with_git = pytest.mark.skipif(shutil.which("git") is None, reason="there is no git here")


def lint(folder: Path, *options: str | Path) -> Ran:
    return muniment("lint", *options, cwd=folder)


def with_title(lines: str) -> str:
    """Give a record that has these lines instead of its title."""
    return GOOD.replace(TITLE, f"{lines}\n")


# --fix: only the range changes


@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('title = "A  telegram"', 'title = "A telegram"'),
        ('title   =   "A  telegram"   # "A  b"', 'title   =   "A telegram"   # "A  b"'),
        ("title = 'A  \"telegram\"'", "title = 'A \"telegram\"'"),
        ("title = 'C:\\a  b'", "title = 'C:\\a b'"),
        ('title = "A \\"  telegram"', 'title = "A \\" telegram"'),
        ('title = """A  telegram"""', 'title = """A telegram"""'),
        ('title = """\nA  telegram"""', 'title = """\nA telegram"""'),
        ('"title" = "A  telegram"', '"title" = "A telegram"'),
        ('title = { text = "A  note", lang = "en" }', 'title = { text = "A note", lang = "en" }'),
        ('title.text = "A  note"\ntitle.lang = "en"', 'title.text = "A note"\ntitle.lang = "en"'),
        ('\t title="A  telegram"', '\t title="A telegram"'),
        ('title = "Телеграмма  Сталина 電報"', 'title = "Телеграмма Сталина 電報"'),
        (
            'title = "T"\nalternative = [\n  "One  name", # A  b\n  \'Two  names\',\n]',
            'title = "T"\nalternative = [\n  "One name", # A  b\n  \'Two names\',\n]',
        ),
        (
            '# A  comment\n\n\ntitle = "A  telegram"\n\n\n# Another  one',
            '# A  comment\n\n\ntitle = "A telegram"\n\n\n# Another  one',
        ),
    ],
)  # fmt: skip
def test_only_the_text_changes(tmp_path: Path, before: str, after: str, end: str) -> None:
    """Comments, order, format, quotes and line ends stay; a second run changes nothing."""
    file = put(tmp_path / "records/good.toml", with_title(before).replace("\n", end))
    ran = lint(tmp_path, "--fix")
    assert file.read_bytes().decode() == with_title(after).replace("\n", end)
    assert ran.status == 0
    mended = file.stat()
    again = lint(tmp_path, "--fix", "--output-format", "json")
    assert json.loads(again.out)["summary"]["mended"] == 0
    assert json.loads(again.out)["findings"] == []
    assert (file.stat().st_mtime_ns, file.stat().st_ino) == (mended.st_mtime_ns, mended.st_ino)


def test_the_report_is_of_what_is_left(tmp_path: Path) -> None:
    """What was mended is counted; what a person must do is told, and fails the run."""
    put(tmp_path / "records/good.toml", f'{DOUBLED}xyzzy = "x"\n')
    ran = lint(tmp_path, "--fix", "--output-format", "json")
    report = json.loads(ran.out)
    assert ran.status == 1
    assert [each["rule"] for each in report["findings"]] == ["shape"]
    assert report["summary"]["mended"] == 1


def test_only_what_is_wanted_is_mended(tmp_path: Path) -> None:
    """--select and --ignore say what is mended, as the configuration does."""
    text = with_title('title = "A  telegram"\nalternative = ["One  name"]')
    file = put(tmp_path / "records/good.toml", text)
    for options in (("--select", "shape"), ("--ignore", "spaces")):
        lint(tmp_path, "--fix", *options)
        assert file.read_text("utf-8") == text
    lint(tmp_path, "--fix", "--select", "spaces:alternative")
    assert file.read_text("utf-8") == text.replace("One  name", "One name")
    put(tmp_path / "muniment.toml", '[level]\nspaces = "off"\n')
    lint(tmp_path, "--fix")
    assert file.read_text("utf-8") == text.replace("One  name", "One name")


@pytest.mark.parametrize("option", ["--fix", "--diff"])
def test_what_is_silenced_is_not_mended(tmp_path: Path, option: str) -> None:
    """Who wrote a comment has seen it, and wants it so."""
    lines = 'title = "A  telegram"  # muniment: ignore=spaces\nalternative = ["One  name"]'
    file = put(tmp_path / "records/good.toml", with_title(lines))
    ran = lint(tmp_path, option)
    if option == "--fix":
        assert file.read_text("utf-8") == with_title(lines.replace("One  name", "One name"))
    else:
        assert '+alternative = ["One name"]' in ran.out
        assert "+title" not in ran.out


def test_only_named_files_are_mended(tmp_path: Path) -> None:
    """Neither another record, nor a level above that is only looked at, is changed."""
    other = put(tmp_path / "records/other.toml", DOUBLED.replace("good", "other"))
    parent = put(tmp_path / "records/above.toml", DOUBLED.replace("good", "above"))
    child = DOUBLED.replace('id = "good"', 'id = "good"\npart_of = "above"')
    child = child[: child.index("[[rights]]")]
    file = put(tmp_path / "records/good.toml", child)
    assert lint(tmp_path, "records/good.toml", "--fix").status == 0
    assert file.read_text("utf-8") == child.replace("A  telegram", "A telegram")
    assert (other.read_text("utf-8"), parent.read_text("utf-8")) == (
        DOUBLED.replace("good", "other"),
        DOUBLED.replace("good", "above"),
    )


@pytest.mark.parametrize(
    "text",
    [
        DOUBLED + "title = \n",
        DOUBLED + 'uri = "http://example.org/"\n',
        DOUBLED + "x = [",
        DOUBLED.replace('level = "item"\n', "level = 'item\n"),
    ],
)
def test_what_is_no_toml_is_left_alone(tmp_path: Path, text: str) -> None:
    """A text that cannot be read is not mended, and told."""
    file = put(tmp_path / "records/good.toml", text)
    ran = lint(tmp_path, "--fix")
    assert (ran.status, file.read_text("utf-8")) == (1, text)


@pytest.mark.parametrize(
    "raw",
    [DOUBLED.encode("utf-16"), DOUBLED.encode() + b"# caf\xe9\n", DOUBLED.encode() + b"# \0\n"],
)
def test_what_is_no_text_is_left_alone(tmp_path: Path, raw: bytes) -> None:
    """Bytes that are not UTF-8 stay as they are."""
    file = tmp_path / "records/good.toml"
    file.parent.mkdir()
    file.write_bytes(raw)
    for option in ("--fix", "--diff"):
        lint(tmp_path, option)
        assert file.read_bytes() == raw


def test_a_byte_order_mark_stays(tmp_path: Path) -> None:
    """It is told, but nobody said that it is to go; all else is mended."""
    file = put(tmp_path / "records/good.toml", f"\ufeff{DOUBLED}")
    lint(tmp_path, "--fix")
    assert file.read_text("utf-8") == f"\ufeff{MENDED}"


@pytest.mark.parametrize("last", ["\n", ""], ids=["line end", "none"])
def test_the_end_of_the_file_stays(tmp_path: Path, last: str) -> None:
    """A file that ends without a line end still does."""
    text = f"{GOOD}[access]\nstatement = 'Words.'\n[[notice]]\ntext = 'A  telegram'"
    file = put(tmp_path / "records/good.toml", text + last)
    lint(tmp_path, "--fix")
    assert file.read_text("utf-8") == text.replace("A  telegram", "A telegram") + last


# --fix: the file on the disk


@on_posix
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o755, 0o666])
def test_the_mode_stays(tmp_path: Path, mode: int) -> None:
    """Who may read and write a file may so afterwards."""
    file = put(tmp_path / "records/good.toml", DOUBLED)
    file.chmod(mode)
    lint(tmp_path, "--fix")
    assert (stat.S_IMODE(file.stat().st_mode), file.read_text("utf-8")) == (mode, MENDED)
    assert [each.name for each in file.parent.iterdir()] == ["good.toml"]


@on_posix
@pytest.mark.parametrize("target", ["held/good.toml", "../outside/good.toml"])
def test_a_link_stays_one(tmp_path: Path, target: str) -> None:
    """What a link leads to is mended, where it is; the link leads there still."""
    file = put(tmp_path / "records" / target, DOUBLED)
    link = tmp_path / "records/good.toml"
    link.symlink_to(target)
    lint(tmp_path, "records/good.toml", "--fix")
    assert link.is_symlink()
    assert str(link.readlink()) == target
    assert file.read_text("utf-8") == MENDED


def test_a_folder_that_cannot_be_written_is_misuse(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is told in one line, and the file is as it was."""
    file = put(tmp_path / "records/good.toml", DOUBLED)

    def refuse(*_arguments: Any, **_options: Any) -> Any:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(tempfile, "mkstemp", refuse)
    ran = lint(tmp_path, "--fix")
    assert (ran.status, ran.out, len(ran.err.splitlines())) == (2, "", 1)
    assert "good.toml cannot be written" in ran.err
    assert file.read_text("utf-8") == DOUBLED


@on_posix
def test_a_folder_for_reading_only_is_misuse(tmp_path: Path) -> None:
    """So it is with a folder in which nobody may write."""
    file = put(tmp_path / "records/good.toml", DOUBLED)
    file.parent.chmod(0o500)
    try:
        if os.access(file.parent, os.W_OK):
            pytest.skip("root may write everywhere")
        ran = lint(tmp_path, "--fix")
    finally:
        file.parent.chmod(0o700)
    assert (ran.status, ran.out, len(ran.err.splitlines())) == (2, "", 1)
    assert file.read_text("utf-8") == DOUBLED


def test_many_files_are_mended_by_any_number_of_workers(tmp_path: Path) -> None:
    """Of some hundred files each is mended, and those that were sound are not touched."""
    for jobs in ("1", "2"):
        folder = tmp_path / jobs
        for number in range(120):
            text = DOUBLED if number % 2 else GOOD
            text = text.replace('"good"', f'"r{number}"').replace("fond 45", f"fond {number}")
            put(folder / f"records/r{number}.toml", text)
        ran = program("lint", "--fix", "--jobs", jobs, "--output-format", "json", cwd=folder)
        assert (ran.status, json.loads(ran.out)["summary"]["mended"]) == (0, 60)
        assert all("  " not in file.read_text("utf-8") for file in folder.rglob("*.toml"))


# --diff


def test_a_diff_writes_nothing(tmp_path: Path) -> None:
    """Its status is 1 where there is something to change; the patch alone is on standard output."""
    file = put(tmp_path / "records/good.toml", DOUBLED)
    ran = lint(tmp_path, "--diff")
    assert (ran.status, file.read_text("utf-8")) == (1, DOUBLED)
    assert ran.out.startswith("--- a/records/good.toml\n+++ b/records/good.toml\n@@")
    assert len(ran.err.splitlines()) == 1
    assert lint(tmp_path, "--diff", "--fix").status == 1
    assert file.read_text("utf-8") == DOUBLED


def test_where_nothing_is_to_be_changed_a_diff_is_empty(tmp_path: Path) -> None:
    """Its status is 0, whatever else is wrong."""
    put(tmp_path / "records/good.toml", f'{GOOD}xyzzy = "x"\n')
    ran = lint(tmp_path, "--diff")
    assert (ran.status, ran.out) == (0, "")


def test_a_path_that_is_not_there_outranks_a_diff(tmp_path: Path) -> None:
    """What is there is shown; status is 2."""
    put(tmp_path / "records/good.toml", DOUBLED)
    ran = lint(tmp_path, "records", "absent", "--diff")
    assert ran.status == 2
    assert "absent" in ran.err
    assert "+++ b/records/good.toml" in ran.out


@on_posix
def test_a_file_that_cannot_be_read_outranks_a_diff(tmp_path: Path) -> None:
    """A link to nothing is named with --diff as without."""
    put(tmp_path / "records/good.toml", DOUBLED)
    (tmp_path / "records/lost.toml").symlink_to("gone.toml")
    ran = lint(tmp_path, "--diff")
    assert ran.status == 2
    assert "lost.toml" in ran.err


NAMES = [
    "good",
    "two words",
    "телеграмма",
    'a"b',
    "a\\b",
    "-x",
    "a/b c/d",
    "it's",
    "ends ",
    "a\tb",
    "a\nb",
    "a\x1bb",
]


@with_git
@on_posix
@pytest.mark.parametrize(
    "form",
    ["{}", "\ufeff{}", "{}# The end.", "CRLF", "one line"],
    ids=["plain", "BOM", "no final line end", "CRLF", "one line"],
)
@pytest.mark.parametrize("name", NAMES)
def test_git_applies_a_diff(tmp_path: Path, name: str, form: str) -> None:
    """What --diff shows is a patch: applied, the file is as --fix would have made it."""
    texts = {"CRLF": DOUBLED.replace("\n", "\r\n"), "one line": 'title = "A  telegram"'}
    text = texts.get(form) or form.format(DOUBLED)
    shown, fixed = tmp_path / "shown", tmp_path / "fixed"
    for folder in (shown, fixed):
        put(folder / f"records/{name}.toml", text)
    patch = program("lint", "--diff", cwd=shown)
    applied(shown, patch.out)
    lint(fixed, "--fix")
    after = (fixed / f"records/{name}.toml").read_bytes()
    assert after == text.replace("A  telegram", "A telegram").encode()
    assert (shown / f"records/{name}.toml").read_bytes() == after


@with_git
def test_git_applies_a_diff_of_many_files(tmp_path: Path) -> None:
    """One patch is for all files, and for several places in each."""
    text = with_title('title = "A  telegram"\nalternative = ["One  name"]')
    text += "# A line.\n" * 20 + "[[notice]]\ntext = 'One  notice'\n"
    for name in ("a", "b", "c"):
        put(tmp_path / f"records/{name}.toml", text.replace('"good"', f'"{name}"'))
    applied(tmp_path, lint(tmp_path, "--diff").out)
    assert all("  " not in file.read_text("utf-8") for file in tmp_path.rglob("*.toml"))
    assert lint(tmp_path, "--diff").status == 0


@with_git
def test_git_applies_a_diff_of_an_absolute_path(tmp_path: Path) -> None:
    """A patch names files from the current folder, however they were named."""
    file = put(tmp_path / "records/good.toml", DOUBLED)
    applied(tmp_path, lint(tmp_path, file, "--diff").out)
    assert file.read_text("utf-8") == MENDED


@on_posix
def test_a_name_in_a_diff_cannot_steer_the_terminal(tmp_path: Path) -> None:
    """git writes such a name in quotes, with escapes."""
    put(tmp_path / "records/a\x1b[31m.toml", DOUBLED)
    assert "\x1b" not in lint(tmp_path, "--diff").out


def applied(folder: Path, patch: str) -> None:
    """Have git apply a patch in a folder that is no repository."""
    done = subprocess.run(
        ["git", "apply", "-"],
        cwd=folder,
        input=patch.encode(),
        env={**os.environ, "GIT_CEILING_DIRECTORIES": str(folder.parent)},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()


# What is not safe is not done


def mends(monkeypatch: pytest.MonkeyPatch, *groups: tuple[Edit, ...]) -> None:
    """Let the rule `spaces` ask for these edits, a finding each, where a title is doubled."""

    def check_text(key: str, text: str) -> Iterator[Problem]:
        if key == "title" and "  " in text:
            for number, group in enumerate(groups):
                yield Problem(key, f"finding {number}", "", group, in_file=True)

    monkeypatch.setattr(RULES["spaces"], "check_text", check_text)


@pytest.mark.parametrize("option", ["--fix", "--diff"])
@pytest.mark.parametrize(
    "edit",
    [Edit("level", "nonsense"), Edit("date", "nonsense"), Edit("language", ("",)), Edit("id", "")],
)
def test_an_edit_that_would_bring_an_error_is_not_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, edit: Edit, option: str
) -> None:
    """After it the record would be worse: the finding stays, and a person must look."""
    mends(monkeypatch, (Edit("title", "A telegram"), edit))
    file = put(tmp_path / "records/good.toml", DOUBLED)
    ran = lint(tmp_path, option)
    assert (ran.status, file.read_text("utf-8")) == (0, DOUBLED)
    if option == "--fix":
        assert "finding 0" in ran.out
    else:
        assert ran.out == ""


def test_an_edit_that_would_bring_an_error_holds_no_other_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What can be mended safely is."""
    mends(monkeypatch, (Edit("level", "nonsense"),), (Edit("title", "A telegram"),))
    file = put(tmp_path / "records/good.toml", DOUBLED)
    lint(tmp_path, "--fix")
    assert file.read_text("utf-8") == MENDED


def test_edits_that_overlap_wait(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of two for one text the first is made, and the other asked again of what is then there."""
    first = (Edit("title", "Another  telegram"),)
    mends(monkeypatch, first, (Edit("title", "A  note"), Edit("level", "file")))
    file = put(tmp_path / "records/good.toml", DOUBLED)
    lint(tmp_path, "--fix", "--select", "spaces")
    after = file.read_text("utf-8")
    assert after == GOOD.replace('"Telegram"', '"Another  telegram"')


def test_an_edit_that_brings_another_for_ever_is_broken_off(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A rule that is never content holds nobody up, and leaves TOML."""

    def check_text(key: str, text: str) -> Iterator[Problem]:
        if key == "title" and "  " in text:
            yield Problem(key, "more", "", (Edit(key, text + "!"),), in_file=True)

    monkeypatch.setattr(RULES["spaces"], "check_text", check_text)
    file = put(tmp_path / "records/good.toml", DOUBLED)
    assert lint(tmp_path, "--fix").status == 0
    assert tomllib.loads(file.read_text("utf-8"))["title"].startswith("A  telegram!")


def test_edits_of_one_finding_are_made_together(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A key may go where none is yet, below another; where one edit cannot be made, none is."""
    note = Edit("extent", "3 leaves")
    mends(monkeypatch, (Edit("title", "A telegram"), Edit("genre", "letter", after="type"), note))
    file = put(tmp_path / "records/good.toml", DOUBLED)
    lint(tmp_path, "--fix")
    mended = MENDED.replace('type = "Text"\n', 'type = "Text"\ngenre = "letter"\n')
    assert file.read_text("utf-8") == mended.replace("2 leaves", "3 leaves")
    mends(monkeypatch, (Edit("title", "A telegram"), Edit("genre", "letter", after="url")))
    put(file, DOUBLED)
    lint(tmp_path, "--fix")
    assert file.read_text("utf-8") == DOUBLED


def test_a_backslash_that_was_html_is_not_taken_for_an_escape(tmp_path: Path) -> None:
    """What the record says is the same after it: a backslash and a t are no tab."""
    file = put(tmp_path / "records/good.toml", with_title('title = """C:&#92;temp"""'))
    lint(tmp_path, "--fix")
    assert tomllib.loads(file.read_text("utf-8"))["title"] in ("C:&#92;temp", "C:\\temp")


# The edits of a text, in general


def change(text: str, edit: Edit) -> str | None:
    """Make one edit of a text; None where it cannot be made."""
    found = edits.changes(parsed("x.toml", text.encode()), [edit], lambda path: path)
    return edits.applied(text, [found])[0] if found else None


WORDS = st.text(
    st.sampled_from("ab  .\"'\\#\n\t\x00\x1b\x7f\u00a0\u2028ж電\U0001f4dc=[]{}"), max_size=20
)
# How a value is written, and where; what is before it and after it stays.
STYLES = {
    "basic": '"{}"',
    "literal": "'{}'",
    "long": '"""{}"""',
    "long from the next line": '"""\n{}"""',
    "long literal": "'''{}'''",
}
FRAMES = [
    ("# A  comment \"it's\n", "title", "  # another = 1\nb = 2\n"),
    ("x.y = 1\n[[creator]]\n", "creator.0.name", ""),
    ("[a]\n'b c' = 1\n[d]\n", "d.e", "\n\n\n[f]\n"),
]


def styled(before: str, style: str, key: str, value: str, after: str) -> tuple[str, str, str]:
    """Give the parts of a text: what is before the value, the value as it is written, and after."""
    return f"{before}{key.rpartition('.')[2]} = ", STYLES[style].format(value), after


@given(
    st.sampled_from(FRAMES),
    st.sampled_from(sorted(STYLES)),
    st.text(st.sampled_from("ab ж.")),
    WORDS,
    st.booleans(),
)
def test_the_value_changes_and_nothing_else(
    frame: tuple[str, str, str], style: str, old: str, new: str, windows: bool
) -> None:
    """Parsed, the value is the new one; every other character of the text is as it was."""
    before, key, after = frame
    # What three double quotes have of their own is told apart, below.
    assume(style != "long" or not new.startswith("\n"))
    assume(not style.startswith("long") or "\\" not in new)
    parts = styled(before, style, key, old, after)
    if windows:
        parts = parts[0].replace("\n", "\r\n"), parts[1].replace("\n", "\r\n"), parts[2]
    text = "".join(parts)
    changed = change(text, Edit(key, new))
    if changed is None:
        assert "long" in style
        return
    assert changed.startswith(parts[0])
    assert changed.endswith(parts[2])
    expected = tomllib.loads(text)
    above: Any = expected
    for part in path_of(key)[:-1]:
        above = above[part]
    above[path_of(key)[-1]] = new
    assert tomllib.loads(changed) == expected
    source = changed[len(parts[0]) : len(changed) - len(parts[2])]
    if new.isprintable() and "'" not in new and '"' not in new and "\\" not in new:
        assert source == parts[1].replace(old, new) if old else source[0] == parts[1][0]


@pytest.mark.parametrize("new", ["\nwords", "\n"])
def test_a_text_may_begin_with_a_line_feed(new: str) -> None:
    """Three quotes at the end of a line swallow it: a text that begins with one needs two."""
    changed = change('a = """old"""\n', Edit("a", new))
    assert changed is None or tomllib.loads(changed)["a"] == new


@pytest.mark.parametrize("new", ["C:\\temp", "a \\", "a\\\n b", "\\u0041", "\\x"])
def test_a_backslash_is_one_in_three_quotes_as_well(new: str) -> None:
    """A new text with a backslash is written so that it is read again, or not at all."""
    changed = change('a = """old"""\n', Edit("a", new))
    assert changed is None or tomllib.loads(changed)["a"] == new


def test_a_text_of_several_lines_keeps_the_line_ends_of_its_file() -> None:
    """Where lines end with CR LF, those of a mended text do."""
    text = 'a = """\r\nOne  line\r\nand another\r\n"""\r\nb = 1\r\n'
    changed = change(text, Edit("a", "One line\nand another\n"))
    assert changed is None or "\n" not in changed.replace("\r\n", "")


@given(st.lists(WORDS, max_size=4), st.lists(WORDS, min_size=1, max_size=4))
def test_a_list_may_be_changed(old: list[str], new: list[str]) -> None:
    """A list on one line is written anew."""
    written = tomli_w.dumps({"v": old})
    parts = "a = 1 # A  comment\nv = ", written.removeprefix("v = ").strip(), "# ]\n[b]\n"
    changed = change("".join(parts), Edit("v", tuple(new)))
    if changed is None:
        # What may be a comment within the list.
        assert "#" in parts[1]
        return
    assert changed.startswith(parts[0])
    assert changed.endswith(parts[2])
    assert tomllib.loads(changed) == {"a": 1, "v": new, "b": {}}


def test_a_list_with_comments_keeps_them() -> None:
    """A comment that stands within a list is not lost: the list is left to a person."""
    changed = change('v = [\n  "a", # why\n  "b",\n]\n', Edit("v", ("a", "c")))
    assert changed is None or "# why" in changed


def test_a_lone_value_becomes_a_list() -> None:
    """One value may stand without brackets; several may not."""
    assert change('a = "x" # why\n', Edit("a", ("x", "y"))) == 'a = ["x", "y"] # why\n'


@pytest.mark.parametrize(
    ("text", "edit"),
    [
        ('a = "x"\n', Edit("b", "y")),
        ('a = "x"\n', Edit("", "y")),
        ('a = "x"\n', Edit("a.b", "y")),
        ("a = '''x'''\n", Edit("a", ("y",))),
        ('[a]\nb = "x"\n', Edit("a", "y")),
        ('[[a]]\nb = "x"\n', Edit("a.0", "y")),
        ('a.b = "x"\n', Edit("a", "y")),
        ("a = '''x'''\n", Edit("a", "y")),
        ('a = """x \\\n y"""\n', Edit("a", "y")),
        ('a = """x"""\n', Edit("a", "\x1b")),
        ('a = { b = "x" }\n', Edit("a.c", "y", after="a.b")),
        ('a.b = "x"\n', Edit("a.c", "y", after="a.b")),
        ('[a]\nb = "x"\n', Edit("a.c d", "y", after="a.b")),
        ('b = "x"\n', Edit("c", "y", after="d")),
    ],
)
def test_what_cannot_be_changed_safely_is_not(text: str, edit: Edit) -> None:
    """What is no single value, or has a form that would be lost, is left to a person."""
    assert change(text, edit) is None


@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('b = "x"\n', 'b = "x"\nc = "y"\n'),
        ('b = "x"', 'b = "x"\nc = "y"'),
        ('  b = "x"  # why\nd = 1\n', '  b = "x"  # why\n  c = "y"\nd = 1\n'),
        ('b = """\nx\n"""\n[d]\n', 'b = """\nx\n"""\nc = "y"\n[d]\n'),
        ('b = [\n  "x", # why\n]\n', 'b = [\n  "x", # why\n]\nc = "y"\n'),
    ],
)
def test_a_key_is_put_below_another(before: str, after: str, end: str) -> None:
    """It stands alone in the next line, as far in as the other, and the line ends as others do."""
    text = before.replace("\n", end)
    assert change(text, Edit("c", "y", after="b")) == after.replace("\n", end) or "\n" not in before


def test_a_key_below_the_last_line_ends_as_others_do() -> None:
    """The last line may have no end of which to tell."""
    changed = change('a = 1\r\nb = "x"', Edit("c", "y", after="b"))
    assert changed == 'a = 1\r\nb = "x"\r\nc = "y"'


RANGES = st.tuples(st.integers(0, 12), st.integers(0, 4)).map(lambda at: (at[0], sum(at)))


@given(
    st.lists(st.lists(st.tuples(RANGES, st.text("XYZ", max_size=3)), max_size=2), max_size=6),
    st.text("abcdef", min_size=16, max_size=16),
)
def test_ranges_are_replaced_and_nothing_else(
    groups: list[list[tuple[tuple[int, int], str]]], text: str
) -> None:
    """Findings are mended whole or not, first come first; what overlaps waits."""
    place = Place(1, 1, 1, 1)
    wanted = [tuple(Change(*span, new, place) for span, new in group) for group in groups]
    # No rule asks to change one place twice for one finding.
    assume(all(len(group) < 2 or apart(*group) for group in wanted))
    after, count = edits.applied(text, wanted)
    done: list[Change] = []
    mended = 0
    for group in wanted:
        if group and all(apart(one, other) for one in group for other in done):
            done.extend(group)
            mended += 1
    expected, at = "", 0
    for each in sorted(done):
        expected += text[at : each.start] + each.text
        at = each.end
    assert (after, count) == (expected + text[at:], mended)


def apart(one: Change, other: Change) -> bool:
    """Tell whether two changes have no character, and no place to insert, in common."""
    if (one.start, one.end) == (other.start, other.end):
        return False
    return one.end <= other.start or other.end <= one.start


# A table that is added


CREDITED = f"""{GOOD}
[[source]]
citation = "APRF, f. 45, op. 1, d. 343, l. 3. Translated by Gary Goldberg."
"""
EVENT = """
[[provenance]]
of = "translation"
activity = "translation"
agent = ["Gary Goldberg"]
evidence = "The source statement"
"""
MADE = '[[provenance]]\nof = "original"\nactivity = "creation"\nplace = "Moscow"'


@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("", "", id="at the end"),
        pytest.param("", '\n[record]\nstatus = "complete"\n', id="before what ends a record"),
        pytest.param("", '# The record\n[record]\nstatus = "complete"\n', id="before a comment"),
        pytest.param(f"\n{MADE}\n", '\n[access]\nstatus = "open"\n', id="below the last event"),
        pytest.param(f"\n{MADE} # In 1952\n# Or 1953\n", "\n# Of all\n", id="below comments"),
        pytest.param(
            f'\n{MADE}\nnote = """\n[[file]]\nis a heading"""\n', "", id="below a text of lines"
        ),
    ],
)
def test_a_table_is_put_where_it_belongs(tmp_path: Path, before: str, after: str, end: str) -> None:
    """An event goes below the others, or before the files and the record's own table."""
    above = CREDITED + before
    file = put(tmp_path / "records/good.toml", (above + after).replace("\n", end))
    assert lint(tmp_path, "--fix").status == 0
    assert file.read_bytes().decode() == (above + EVENT + after).replace("\n", end)
    again = lint(tmp_path, "--fix", "--output-format", "json")
    assert json.loads(again.out)["summary"]["mended"] == 0
    assert json.loads(again.out)["findings"] == []


def test_a_table_is_put_below_a_last_line_without_end(tmp_path: Path) -> None:
    """The last line stays without one."""
    text = CREDITED.rstrip("\n")
    file = put(tmp_path / "records/good.toml", text)
    lint(tmp_path, "--fix")
    assert file.read_text("utf-8") == f"{text}\n{EVENT}".rstrip("\n")


@pytest.mark.parametrize(
    "text",
    [
        'provenance = [{ of = "original" }]\n',
        '[provenance]\nof = "original"\n',
        'provenance.of = "original"\n',
        "provenance = 3\n",
        'source = [{ citation = "x" }] \nrecord.status = "draft"\n',
        'source = [{ citation = "x" }]\nrecord = { status = "draft" }\n',
    ],
)
def test_a_table_is_not_put_where_none_can_stand(text: str) -> None:
    """Nothing is written whose end would not be TOML, or would be of another table."""
    table = NewTable("provenance", (("activity", "translation"),))
    assert edits.changes(parsed("x", text.encode()), (table,), lambda path: path) == ()


@given(
    st.lists(
        st.sampled_from(
            [
                'title = "T"',
                "",
                "# a comment",
                "[access]",
                "[[provenance]]",
                'note = "x" # y',
                "[record]",
                "[[file]]",
                "a.b = 1",
                "[rights.contact]",
                'long = """\n[[provenance]]\n\n# no\n"""',
            ]
        ),
        max_size=12,
    )
)
def test_a_table_that_is_added_changes_nothing_else(lines: list[str]) -> None:
    """Wherever it is put, the data are what they were, and it."""
    text = "\n".join(lines)
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        assume(False)
    table = NewTable("provenance", (("agent", ("A", 'B "C"')), ("of", "copy")))
    made = edits.changes(parsed("x", text.encode()), (table,), lambda path: path)
    if made:
        now = tomllib.loads(edits.applied(text, [made])[0])
        added = {"agent": ["A", 'B "C"'], "of": "copy"}
        assert now == {**data, "provenance": [*data.get("provenance", []), added]}
