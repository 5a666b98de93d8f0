"""The hooks for pre-commit: what they run is there, and what the manual names are they."""

from __future__ import annotations

import re

from muniment.app import COMMANDS
from program import ROOT

HOOKS = (ROOT / ".pre-commit-hooks.yaml").read_text("utf-8")


def hook(name: str) -> dict[str, str]:
    """Give the settings of a hook, as they are written."""
    block = HOOKS.partition(f"- id: {name}\n")[2].partition("\n- id:")[0]
    return dict(re.findall(r"^  (\w+): (.*)$", block, re.MULTILINE))


def test_the_hooks_run_lint() -> None:
    """Both call a command that there is, and no two of a kind run at once."""
    names = re.findall(r"^- id: (.*)$", HOOKS, re.MULTILINE)
    assert names == ["muniment-lint", "muniment-lint-all"]
    for name in names:
        program, command = hook(name)["entry"].split()
        assert program == "muniment"
        assert command in COMMANDS
        assert hook(name)["language"] == "python"
        assert hook(name)["require_serial"] == "true"


def test_one_is_for_what_changed_and_one_for_all() -> None:
    """A deleted record is no changed file, so that one hook runs whatever was changed."""
    changed = re.compile(hook("muniment-lint")["files"])
    assert changed.search("records/a/letter.toml")
    assert not any(map(changed.search, ("records/letter.txt", "old/records/x.toml", "a.toml")))
    assert hook("muniment-lint-all")["always_run"] == "true"
    assert hook("muniment-lint-all")["pass_filenames"] == "false"


def test_the_manual_names_the_hooks() -> None:
    """What README tells to write exists."""
    readme = (ROOT / "README.md").read_text("utf-8")
    named = re.findall(r"- id: (muniment[\w-]*)", readme)
    assert named
    assert all(f"- id: {name}\n" in HOOKS for name in named)
