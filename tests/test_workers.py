"""Worker processes that come to grief: what the parent says, and that it says something."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, NoReturn

import pytest

from muniment import runs
from muniment.errors import MunimentError
from muniment.lint import Linter
from muniment.lint_settings import LintSettings
from program import TODAY

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from muniment.catalogue import Entry
    from muniment.lint import Look

on_linux = pytest.mark.skipif(sys.platform != "linux", reason="what is patched must be inherited")
PARENT = os.getpid()


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    """Give enough records for some to be left to workers."""
    paths = [tmp_path / f"{number:03}.toml" for number in range(100)]
    for path in paths:
        path.write_text(f'id = "{path.stem}"\n', "utf-8")
    return list(map(str, paths))


def run(files: list[str]) -> int:
    """Give how many files two workers judged."""
    settings = LintSettings(os.path.dirname(files[0]), TODAY)  # noqa: PTH120
    return sum(batch.files for batch in runs.run(files, settings, 2))


def test_all_files_are_judged(files: list[str]) -> None:
    """Every file is in one batch, whoever judged it."""
    assert run(files) == 100


@on_linux
def test_a_worker_that_is_killed_is_said_to_be(
    files: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a killed worker had to do is not passed over in silence."""
    looks = Linter.looks

    def killed(self: Linter, entries: Sequence[Entry]) -> list[Look]:
        if os.getpid() != PARENT:
            os._exit(9)
        return looks(self, entries)

    monkeypatch.setattr(Linter, "looks", killed)
    with pytest.raises(MunimentError, match="a worker process was ended from outside"):
        run(files)


@on_linux
def test_an_error_in_a_worker_is_raised_by_the_parent(
    files: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """An error ends the run as it would have without workers."""
    looks = Linter.looks

    def failing(self: Linter, entries: Sequence[Entry]) -> list[Look]:
        if os.getpid() != PARENT:
            fail(entries[0].file.path)
        return looks(self, entries)

    def fail(path: str) -> NoReturn:
        raise MunimentError(f"{path} is too much")

    monkeypatch.setattr(Linter, "looks", failing)
    with pytest.raises(MunimentError, match="is too much"):
        run(files)
