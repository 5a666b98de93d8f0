"""What git knows: a record that was changed since its last commit says when it was modified."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from inside import muniment
from linting import put, told
from muniment.history import committed
from specimens import GOOD

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="there is no git here")

RULE = "record-modified"
DATED = f'{GOOD}\n[record]\nmodified = "2026-11-01"\n'
CHANGED = DATED.replace("Telegram", "Letter")
AGAIN = CHANGED.replace("2026-11-01", "2026-11-24")


@pytest.fixture(autouse=True)
def _no_settings_of_git(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Git has no settings of this machine, and knows no repository above the test's."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))


def git(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run git in a folder as somebody."""
    somebody = ("-c", "user.name=A. Cataloguer", "-c", "user.email=a@example.org")
    done = subprocess.run(
        ["git", *somebody, *arguments], cwd=folder, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done


def commit(folder: Path) -> None:
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "A commit.")


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Give a repository with one record that is committed."""
    folder = tmp_path / "repository"
    put(folder / "records/good.toml", DATED)
    git(folder, "init", "--quiet")
    commit(folder)
    return folder


def found(folder: Path, *paths: str | Path) -> list[str]:
    """Give the files of which it is told that they say no new date; of others nothing is told."""
    ran = muniment("lint", *paths, "--select", RULE, "--output-format", "json", cwd=folder)
    findings = told(ran)
    assert {each["rule"] for each in findings} <= {RULE}
    return [each["file"] for each in findings]


def test_a_changed_record_is_told(repository: Path) -> None:
    """At its date, as a warning, with the day of today to write; not before it is changed."""
    assert found(repository) == []
    put(repository / "records/good.toml", CHANGED)
    (finding,) = told(muniment("lint", "--output-format", "json", cwd=repository))
    assert (finding["rule"], finding["level"]) == (RULE, "warning")
    assert finding["key"] == "record.modified"
    assert "2026-11-24" in finding["hint"]


@pytest.mark.parametrize(
    "text",
    [
        AGAIN,
        CHANGED.replace('modified = "2026-11-01"', 'created = "2026-11-01"'),
        CHANGED.replace('"2026-11-01"', '"2026-10-31"'),
        CHANGED[: CHANGED.index("[record]")],
    ],
    ids=["a new date", "no date", "another date", "no table"],
)
def test_one_that_says_something_else_is_not_told(repository: Path, text: str) -> None:
    """Only a record that says the same date as before is told."""
    put(repository / "records/good.toml", text)
    assert found(repository) == []


def test_a_date_may_be_written_as_toml_has_it(repository: Path) -> None:
    """`2026-11-01` without quotes is the same day."""
    bare = CHANGED.replace('"2026-11-01"', "2026-11-01")
    put(repository / "records/good.toml", bare)
    assert found(repository) == ["records/good.toml"]
    commit(repository)
    put(repository / "records/good.toml", bare.replace("Letter", "Note"))
    assert found(repository) == ["records/good.toml"]
    put(repository / "records/good.toml", DATED)
    assert found(repository) == ["records/good.toml"]


def test_it_is_told_whether_it_is_staged_or_not(repository: Path) -> None:
    """What is to be committed is as much a change; once it is committed it is none."""
    put(repository / "records/good.toml", CHANGED)
    git(repository, "add", "--all")
    assert found(repository) == ["records/good.toml"]
    commit(repository)
    assert found(repository) == []


def test_a_record_that_git_does_not_know_is_not_told(repository: Path) -> None:
    """A new record, staged or not, ignored or not, was never of another date."""
    put(repository / "records/new.toml", DATED.replace("good", "new"))
    put(repository / "records/kept.toml", DATED.replace("good", "kept"))
    put(repository / ".gitignore", "kept.toml\n")
    assert found(repository) == []
    git(repository, "add", "--all")
    assert found(repository) == []


def test_a_record_that_had_no_date_is_not_told(repository: Path) -> None:
    """Where there was none at the last commit, or no TOML, nothing stayed the same."""
    for number, before in enumerate((GOOD, "title = \n", "\x00", 'record = "x"\n', "")):
        put(repository / "records/good.toml", before)
        put(repository / "other", str(number))
        commit(repository)
        put(repository / "records/good.toml", CHANGED)
        assert found(repository) == []


def test_without_a_repository_nothing_is_told(tmp_path: Path) -> None:
    """Not in a folder without git, nor before the first commit."""
    put(tmp_path / "records/good.toml", CHANGED)
    assert found(tmp_path) == []
    git(tmp_path, "init", "--quiet")
    assert found(tmp_path) == []
    git(tmp_path, "add", "--all")
    assert found(tmp_path) == []


def test_without_git_nothing_is_told(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there is no such program, linting goes on without it."""
    put(repository / "records/good.toml", CHANGED)
    assert found(repository) == ["records/good.toml"]
    monkeypatch.setenv("PATH", "")
    assert found(repository) == []


def test_a_broken_repository_holds_nothing_up(repository: Path) -> None:
    """Where git cannot read it, linting goes on without it."""
    put(repository / "records/good.toml", CHANGED)
    put(repository / ".git/HEAD", "nonsense\n")
    assert found(repository) == []


@pytest.mark.parametrize(
    "name",
    [
        *("two words", "телеграмма", "電報", "it's", 'a"b', "-x", "%20", "a;b", "[x]", "*", ":x"),
        *("a\\b", "e\u0301", "\u00e9"),
    ],
)
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such names")
def test_any_name_will_do(repository: Path, name: str) -> None:
    """Files and folders are called as they are, with spaces, in Cyrillic, or as a pattern."""
    text = json.dumps(name, ensure_ascii=False)
    file = f"records/{name}/{name}.toml"
    put(repository / file, DATED.replace('"good"', text))
    commit(repository)
    put(repository / file, CHANGED.replace('"good"', text))
    assert RULE in {
        each["rule"]
        for each in told(muniment("lint", "--output-format", "json", cwd=repository))
        if each["file"] == file
    }


@pytest.mark.parametrize("below", [".", "records", "elsewhere"])
def test_it_is_told_from_any_folder(repository: Path, below: str) -> None:
    """Whether a path is from here, from above or from the root, it is the same file."""
    put(repository / "records/good.toml", CHANGED)
    folder = repository / below
    folder.mkdir(exist_ok=True)
    file = repository / "records/good.toml"
    for path in (file, os.path.relpath(file, folder), os.path.relpath(file.parent, folder)):
        assert len(found(folder, path)) == 1


def test_only_what_is_linted_is_looked_at(repository: Path) -> None:
    """Of two that were changed the one that is named is told; an uninvolved file is not read."""
    put(repository / "records/other.toml", DATED.replace("good", "other"))
    commit(repository)
    put(repository / "records/good.toml", CHANGED)
    put(repository / "records/other.toml", CHANGED.replace("good", "other"))
    put(repository / "notes.txt", "x")
    assert found(repository, "records/other.toml") == ["records/other.toml"]
    assert found(repository) == ["records/good.toml", "records/other.toml"]
    assert committed([str(repository / "records/good.toml")]) == {
        str(repository / "records/good.toml"): "2026-11-01"
    }
    assert committed([]) == {}


def test_files_of_two_repositories_may_be_linted_together(repository: Path) -> None:
    """Of what is no one's repository nothing is told, and nothing fails."""
    other = repository.parent / "other"
    put(other / "good.toml", DATED)
    git(other, "init", "--quiet")
    commit(other)
    put(other / "good.toml", CHANGED)
    assert found(repository, "records", "../other") == []
    assert found(repository, "../other") == ["../other/good.toml"]


def test_what_git_is_set_to_is_not_run(repository: Path) -> None:
    """A repository that comes from elsewhere runs nothing here: no filter, pager, or hook."""
    ran = repository.parent / "ran"
    script = put(repository.parent / "run", f'#!/bin/sh\necho x >> "{ran}"\ncat\n')
    script.chmod(0o755)
    for name in ("core.fsmonitor", "core.pager", "diff.external", "diff.x.textconv"):
        git(repository, "config", name, str(script))
    git(repository, "config", "diff.x.command", str(script))
    put(repository / ".git/info/attributes", "*.toml diff=x\n")
    put(repository / "records/good.toml", CHANGED)
    assert found(repository) == ["records/good.toml"]
    assert not ran.exists()


HOOK = """\
#!/bin/sh
"{python}" -m muniment lint --output-format json --output "{report}"
"""


def test_a_hook_of_git_is_told(repository: Path) -> None:
    """Run by git before a commit, it sees what is to be committed."""
    assert [each["rule"] for each in hooked(repository, repository)] == [RULE]


def test_a_hook_in_a_linked_working_tree_is_told(repository: Path) -> None:
    """`git worktree add` makes another folder of the repository, where hooks run too."""
    tree = repository.parent / "tree"
    git(repository, "worktree", "add", "--quiet", str(tree))
    assert [each["rule"] for each in hooked(repository, tree)] == [RULE]


def hooked(repository: Path, tree: Path) -> list[dict[str, Any]]:
    """Change a record and commit it; give what the hook before the commit found."""
    report = repository.parent / "report.json"
    hook = repository / ".git/hooks/pre-commit"
    put(hook, HOOK.format(python=sys.executable, report=report)).chmod(0o755)
    put(tree / "records/good.toml", CHANGED)
    git(tree, "commit", "--quiet", "--all", "--message", "A change.")
    findings: list[dict[str, Any]] = json.loads(report.read_text("utf-8"))["findings"]
    return findings


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_another_mode_is_no_change_of_the_record(repository: Path) -> None:
    """Who may run the file is no part of the record."""
    Path(repository / "records/good.toml").chmod(0o755)
    assert found(repository) == []
