"""Which findings are wanted, how grave they are, and on what day: options and configuration."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from linting import lint, put, told
from specimens import GOOD

if TYPE_CHECKING:
    from pathlib import Path


# Two warnings of `spaces`, and two errors of `shape`.
FAULTY = GOOD.replace(
    'title = "Telegram"\n', 'title = "A  telegram"\nalternative = ["One  name"]\n'
).replace('name = "Stalin, Joseph"\n', 'name = "Stalin, Joseph"\nxyzzy = "x"\n')
FAULTY = f'{FAULTY}xyzzy = "x"\n'
SPACES = {("spaces", "title"), ("spaces", "alternative.0")}
SHAPE = {("shape", "creator.0.xyzzy"), ("shape", "rights.0.xyzzy")}
WARNS = GOOD.replace('"Telegram"', '"A  telegram"')
GAP = '\n[[gap]]\nfield = "date"\nreason = "unknown"\n'
UNDATED = GOOD.replace('date = "1952-12-27"\n', "")
DRAFT = '\n[record]\nstatus = "draft"\n'


def found(folder: Path, text: str, *options: str) -> set[tuple[str, str]]:
    """Give rule and key of what is found in one record."""
    put(folder / "records/good.toml", text)
    return {(each["rule"], each["key"]) for each in told(lint(folder, *options))}


def levels(folder: Path, text: str, *options: str) -> dict[str, str]:
    """Give the level of what is found in one record, by rule."""
    put(folder / "records/good.toml", text)
    return {each["rule"]: each["level"] for each in told(lint(folder, *options))}


# --select and --ignore


def test_without_options_all_is_told(tmp_path: Path) -> None:
    """Everything is wanted of which nobody said anything."""
    assert found(tmp_path, FAULTY) == SPACES | SHAPE


@pytest.mark.parametrize(
    ("options", "wanted"),
    [
        (("--select", "spaces"), SPACES),
        (("--select", "spaces,shape"), SPACES | SHAPE),
        (("--select", " spaces , shape "), SPACES | SHAPE),
        (("--select", "spaces", "--select", "shape"), SPACES | SHAPE),
        (("--select", "missing"), set()),
        (("--ignore", "spaces"), SHAPE),
        (("--ignore", "spaces,shape"), set()),
        (("--ignore", "spaces", "--ignore", "shape"), set()),
        (("--select", "spaces,shape", "--ignore", "shape"), SPACES),
        (("--select", "spaces", "--ignore", "spaces"), set()),
        (("--select", "spaces:title"), {("spaces", "title")}),
        (("--select", "spaces:alternative"), {("spaces", "alternative.0")}),
        (("--select", "spaces:alternative.0"), {("spaces", "alternative.0")}),
        (("--select", "spaces:alternative.1"), set()),
        (("--select", "shape:creator"), {("shape", "creator.0.xyzzy")}),
        (("--select", "shape:creator.0"), {("shape", "creator.0.xyzzy")}),
        (("--select", "shape:creator.xyzzy"), {("shape", "creator.0.xyzzy")}),
        (("--select", "shape:creator.0.xyzzy"), {("shape", "creator.0.xyzzy")}),
        (("--select", "shape:creator.1.xyzzy"), set()),
        (("--select", "shape:creator.xyz"), set()),
        (("--select", "shape:creator,spaces:title"), {*SHAPE, *SPACES} - {
            ("shape", "rights.0.xyzzy"), ("spaces", "alternative.0")}),
        (("--select", "spaces", "--ignore", "spaces:title"), {("spaces", "alternative.0")}),
        (("--ignore", "spaces:title"), SHAPE | {("spaces", "alternative.0")}),
        (("--ignore", "shape:rights.0"), SPACES | {("shape", "creator.0.xyzzy")}),
        (("--ignore", "shape:rights.xyzzy"), SPACES | {("shape", "creator.0.xyzzy")}),
        (("--ignore", "shape:right"), SPACES | SHAPE),
        (("--ignore", "spaces:creator"), SPACES | SHAPE),
    ],
)  # fmt: skip
def test_what_is_wanted_is_told(
    tmp_path: Path, options: tuple[str, ...], wanted: set[tuple[str, str]]
) -> None:
    """Rules, or rules with a key and what is below it, with its index or without."""
    assert found(tmp_path, FAULTY, *options) == wanted


def test_only_what_is_wanted_fails_a_run(tmp_path: Path) -> None:
    """Errors that nobody asked for are none."""
    put(tmp_path / "records/good.toml", FAULTY)
    assert [lint(tmp_path, *options).status for options in ((), ("--select", "spaces"))] == [1, 0]
    assert lint(tmp_path, "--ignore", "shape").status == 0


@pytest.mark.parametrize("option", ["--select", "--ignore"])
@pytest.mark.parametrize(
    ("picked", "said"),
    [
        ("space", "Did you mean spaces?"),
        ("shape,space", "Did you mean spaces?"),
        ("space:title", "Did you mean spaces?"),
        ("title", ""),
        ("xyzzy", "muniment rules"),
        (":title", ""),
        ("all", ""),
        ("\x1b[31m", ""),
    ],
)
def test_a_rule_that_there_is_not_is_misuse(
    tmp_path: Path, option: str, picked: str, said: str
) -> None:
    """It is told in one line, with the option and what was meant; nothing is linted."""
    put(tmp_path / "records/good.toml", FAULTY)
    ran = lint(tmp_path, option, picked)
    assert (ran.status, ran.out, len(ran.err.splitlines())) == (2, "", 1)
    assert option in ran.err
    assert said in ran.err
    assert "\x1b" not in ran.err


@pytest.mark.parametrize("picked", ["missing", "missing:date", "spaces,missing"])
def test_what_is_missing_cannot_be_ignored(tmp_path: Path, picked: str) -> None:
    """That is what a gap is for."""
    put(tmp_path / "records/good.toml", UNDATED)
    ran = lint(tmp_path, "--ignore", picked)
    assert (ran.status, ran.out, len(ran.err.splitlines())) == (2, "", 1)
    assert "[[gap]]" in ran.err
    assert found(tmp_path, UNDATED, "--select", "missing:date") == {("missing", "date")}


# The configuration: [level], select, ignore


@pytest.mark.parametrize(
    ("level", "status", "strictly"),
    [("error", 1, 1), ("warning", 0, 1), ("note", 0, 0), ("off", 0, 0)],
)
def test_a_rule_has_the_level_that_is_configured(
    tmp_path: Path, level: str, status: int, strictly: int
) -> None:
    """Errors fail a run, with --strict warnings, notes never, and what is off is not told."""
    put(tmp_path / "muniment.toml", f'[level]\nspaces = "{level}"\n')
    assert levels(tmp_path, WARNS) == ({} if level == "off" else {"spaces": level})
    assert (lint(tmp_path).status, lint(tmp_path, "--strict").status) == (status, strictly)


def test_an_error_may_be_made_less(tmp_path: Path) -> None:
    """What an institution can live with fails no run."""
    put(tmp_path / "muniment.toml", '[level]\nshape = "warning"\nspaces = "note"\n')
    assert levels(tmp_path, FAULTY) == {"shape": "warning", "spaces": "note"}
    assert lint(tmp_path).status == 0


@pytest.mark.parametrize("level", ["error", "warning"])
def test_a_gap_stays_a_note(tmp_path: Path, level: str) -> None:
    """Who says why something is missing has not failed, however grave it would be."""
    put(tmp_path / "muniment.toml", f'[level]\nmissing = "{level}"\n')
    assert levels(tmp_path, UNDATED + GAP) == {"missing": "note"}
    assert lint(tmp_path, "--strict").status == 0


def test_what_a_draft_lacks_stays_a_warning(tmp_path: Path) -> None:
    """A draft is not more wanting for it that what is missing is called an error."""
    for level in ("error", "warning"):
        put(tmp_path / "muniment.toml", f'[level]\nmissing = "{level}"\n')
        assert levels(tmp_path, UNDATED + DRAFT) == {"missing": "warning"}
    assert levels(tmp_path, UNDATED) == {"missing": "warning"}


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ('[level]\nspaces = "eror"\n', "error, warning, note, off"),
        ("[level]\nspaces = 1\n", "error, warning, note, off"),
        ('[level]\nspace = "error"\n', "Did you mean spaces?"),
        ('[level]\nmissing = "off"\n', "missing"),
        ('[level]\nmissing = "note"\n', "missing"),
        ('ignore = ["missing"]\n', "[[gap]]"),
        ('ignore = ["missing:date"]\n', "[[gap]]"),
        ('ignore = ["space"]\n', "Did you mean spaces?"),
        ('select = ["spaces", "shap"]\n', "Did you mean shape?"),
        ('[[path]]\nfiles = "*"\nignore = ["missing"]\n', "[[gap]]"),
        ('[[path]]\nfiles = "*"\nselect = ["space"]\n', "Did you mean spaces?"),
        ('[[path]]\nfiles = "*"\nlevel = { missing = "off" }\n', "missing"),
    ],
)
def test_a_choice_that_cannot_be_is_misuse(tmp_path: Path, settings: str, said: str) -> None:
    """A rule or level that there is not, or may not be chosen, is told in a line."""
    put(tmp_path / "muniment.toml", settings)
    put(tmp_path / "records/good.toml", GOOD)
    ran = lint(tmp_path)
    assert (ran.status, ran.out, len(ran.err.splitlines())) == (2, "", 1)
    assert "muniment.toml" in ran.err
    assert said in ran.err


def test_options_stand_beside_the_configuration(tmp_path: Path) -> None:
    """What is ignored adds up; what is selected is as it is typed, if anything is."""
    put(tmp_path / "muniment.toml", 'ignore = ["spaces:title"]\nselect = ["spaces"]\n')
    assert found(tmp_path, FAULTY) == {("spaces", "alternative.0")}
    assert found(tmp_path, FAULTY, "--ignore", "spaces:alternative") == set()
    assert found(tmp_path, FAULTY, "--select", "shape") == SHAPE
    put(tmp_path / "muniment.toml", '[level]\nspaces = "off"\n')
    assert found(tmp_path, FAULTY, "--select", "spaces") == set()


# [[path]]


def of_path(settings: str, files: str = "records/old/*") -> str:
    return f'[[path]]\nfiles = "{files}"\n{settings}\n'


@pytest.mark.parametrize(
    ("files", "matches"),
    [
        ("records/old/*", True),
        ("records/*", True),
        ("records/*/good.toml", True),
        ("*.toml", True),
        ("*", True),
        ("records/old/good.toml", True),
        ("records/new/*", False),
        ("old/*", False),
        ("*.json", False),
        ("records/old", False),
    ],
)
def test_settings_are_for_the_files_of_a_pattern(tmp_path: Path, files: str, matches: bool) -> None:
    """A pattern is of the path from the folder of the configuration; * is anything."""
    put(tmp_path / "muniment.toml", of_path('ignore = ["spaces"]', files))
    put(tmp_path / "records/old/good.toml", WARNS)
    (tmp_path / "elsewhere").mkdir()
    asked = (tmp_path, ()), (tmp_path, ("records/old",)), (tmp_path, ("records/old/good.toml",))
    for folder, paths in (*asked, (tmp_path / "elsewhere", ()), (tmp_path / "records", ("old",))):
        assert (told(lint(folder, *paths)) == []) is matches


def test_other_files_have_the_settings_of_all(tmp_path: Path) -> None:
    """What is ignored in some files is told in others."""
    put(tmp_path / "muniment.toml", of_path('ignore = ["spaces"]'))
    put(tmp_path / "records/old/good.toml", WARNS)
    put(tmp_path / "records/good.toml", WARNS)
    findings = told(lint(tmp_path, "--select=spaces"))
    assert [each["file"] for each in findings] == ["records/good.toml"]


def test_some_files_may_have_a_profile_of_their_own(tmp_path: Path) -> None:
    """A profile of some files is named, or a path from the folder of the configuration."""
    put(tmp_path / "held/lax.schema.json", '{"required": ["id"]}')
    put(tmp_path / "muniment.toml", of_path('profile = "held/lax.schema.json"'))
    put(tmp_path / "records/old/good.toml", UNDATED)
    put(tmp_path / "records/good.toml", UNDATED)
    (tmp_path / "below").mkdir()
    for folder in (tmp_path, tmp_path / "below"):
        findings = told(lint(folder, "--select=missing"))
        assert [(each["rule"], each["key"]) for each in findings] == [("missing", "date")]
        assert findings[0]["file"].endswith("records/good.toml")


def test_a_profile_of_some_files_must_be_there(tmp_path: Path) -> None:
    """A profile that there is not is told, for some files as for all."""
    put(tmp_path / "muniment.toml", of_path('profile = "archive"'))
    put(tmp_path / "records/old/good.toml", GOOD)
    ran = lint(tmp_path)
    assert (ran.status, ran.out) == (2, "")
    assert "Did you mean archival?" in ran.err


def test_what_is_ignored_adds_up(tmp_path: Path) -> None:
    """What all files ignore, some files, and other patterns that they match, is ignored."""
    put(
        tmp_path / "muniment.toml",
        'ignore = ["spaces:title"]\n'
        + of_path('ignore = ["spaces:alternative"]')
        + of_path('ignore = ["shape:creator"]', "records/*"),
    )
    put(tmp_path / "records/old/good.toml", FAULTY)
    assert [each["key"] for each in told(lint(tmp_path))] == ["rights.0.xyzzy"]
    assert told(lint(tmp_path, "--ignore", "shape:rights")) == []


def test_the_level_of_some_files_outranks_that_of_all(tmp_path: Path) -> None:
    """What is said of some files holds for them, whatever is said of all."""
    settings = '[level]\nspaces = "error"\n' + of_path('level = { spaces = "note" }')
    put(tmp_path / "muniment.toml", settings)
    put(tmp_path / "records/old/good.toml", WARNS)
    assert [each["level"] for each in told(lint(tmp_path))] == ["note"]


def test_of_two_patterns_the_last_holds(tmp_path: Path) -> None:
    """A later table is of fewer files, and outranks those before it."""
    settings = of_path('level = { spaces = "error" }', "*") + of_path('level = { spaces = "note" }')
    put(tmp_path / "muniment.toml", settings)
    put(tmp_path / "records/old/good.toml", WARNS)
    assert [each["level"] for each in told(lint(tmp_path))] == ["note"]


def test_what_is_selected_in_some_files_outranks_what_is_in_all(tmp_path: Path) -> None:
    """Of some files other things may be asked than of all; what is typed outranks both."""
    settings = 'select = ["shape"]\n' + of_path('select = ["spaces"]')
    put(tmp_path / "muniment.toml", settings)
    put(tmp_path / "records/old/good.toml", FAULTY)
    assert {each["rule"] for each in told(lint(tmp_path))} == {"spaces"}


def test_a_profile_that_is_typed_outranks_that_of_some_files(tmp_path: Path) -> None:
    """--profile is for all files."""
    put(tmp_path / "lax.schema.json", '{"required": ["id"]}')
    put(tmp_path / "muniment.toml", of_path('profile = "lax.schema.json"'))
    put(tmp_path / "records/old/good.toml", UNDATED)
    assert [each["key"] for each in told(lint(tmp_path, "--profile", "archival"))] == ["date"]


def test_what_is_typed_outranks_what_some_files_have(tmp_path: Path) -> None:
    """--select is for all files."""
    put(tmp_path / "muniment.toml", of_path('select = ["shape"]'))
    put(tmp_path / "records/old/good.toml", FAULTY)
    assert {each["rule"] for each in told(lint(tmp_path, "--select", "spaces"))} == {"spaces"}


@pytest.mark.parametrize("name", ["held [2026]", "[a-z]"])
def test_a_folder_may_be_called_as_a_pattern(tmp_path: Path, name: str) -> None:
    """Brackets in the name of the folder of the configuration are no pattern."""
    put(tmp_path / name / "muniment.toml", of_path('ignore = ["spaces"]'))
    put(tmp_path / name / "records/old/good.toml", WARNS)
    assert told(lint(tmp_path / name)) == []


def test_a_pattern_holds_through_a_link(tmp_path: Path) -> None:
    """A file that is named through a link to the folder is the same file."""
    put(tmp_path / "real/muniment.toml", of_path('ignore = ["spaces"]'))
    put(tmp_path / "real/records/old/good.toml", WARNS)
    (tmp_path / "link").symlink_to("real")
    named = tmp_path / "link/records/old/good.toml"
    assert told(lint(tmp_path / "real", named)) == []


def test_a_pattern_may_begin_with_a_dot(tmp_path: Path) -> None:
    """`./records/*` is `records/*`."""
    put(tmp_path / "muniment.toml", of_path('ignore = ["spaces"]', "./records/old/*"))
    put(tmp_path / "records/old/good.toml", WARNS)
    assert told(lint(tmp_path)) == []


# --strict


@pytest.mark.parametrize(
    ("text", "status", "strictly"),
    [
        (GOOD, 0, 0),
        (WARNS, 0, 1),
        (UNDATED, 1, 1),
        (UNDATED + GAP, 0, 0),
        (UNDATED + DRAFT, 0, 1),
    ],
    ids=["clean", "a warning", "an error", "a gap", "a draft"],
)
def test_strictly_warnings_fail_and_notes_never(
    tmp_path: Path, text: str, status: int, strictly: int
) -> None:
    """--strict, typed or configured, is for warnings."""
    put(tmp_path / "records/good.toml", text)
    assert lint(tmp_path).status == status
    assert lint(tmp_path, "--strict").status == strictly
    put(tmp_path / "muniment.toml", "strict = true\n")
    assert lint(tmp_path).status == strictly
    put(tmp_path / "muniment.toml", "strict = false\n")
    assert lint(tmp_path, "--strict").status == strictly


# --as-of


@pytest.mark.parametrize(
    ("day", "level"),
    [
        ("2027-05-31", "note"),
        ("2027-06-01", "note"),
        ("2027-06-02", "warning"),
        ("2099-01-01", "warning"),
    ],
)
def test_a_gap_is_due_on_its_day(tmp_path: Path, day: str, level: str) -> None:
    """Once its review date is past, a gap warns; --as-of says what day it is."""
    text = f'{UNDATED}{GAP}review = "2027-06-01"\n'
    assert levels(tmp_path, text) == {"missing": "note"}
    assert levels(tmp_path, text, "--as-of", day) == {"missing": level}
    assert lint(tmp_path, "--strict", "--as-of", day).status == (level == "warning")


@pytest.mark.parametrize(
    "day", ["2026-02-29", "2026", "2026-11", "tomorrow", "24.11.2026", "2026-11-24T00:00", "-1"]
)
def test_what_is_no_day_is_misuse(tmp_path: Path, day: str) -> None:
    """A day that there is not, or that is not one, is told with how to write it."""
    put(tmp_path / "records/good.toml", GOOD)
    ran = lint(tmp_path, f"--as-of={day}")
    assert (ran.status, ran.out, len(ran.err.splitlines())) == (2, "", 1)
    assert "--as-of" in ran.err
