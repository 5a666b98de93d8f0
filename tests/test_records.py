"""The records of this repository: linted, well laid out, and fit to go out."""

from __future__ import annotations

from pathlib import Path

import pytest

from inside import muniment
from muniment.lint import Linter
from muniment.lint_settings import LintSettings
from program import ROOT, TODAY

FOLDER = ROOT / "records"
RECORDS = sorted(file.name for file in FOLDER.glob("*.toml"))
# What is recommended and not known, by record and key. Each would be better known, or a gap.
WARNINGS = {
    ("aprf-45-1-342-78.toml", "extent"),
    ("avp-rf-nhk-copy.toml", "extent"),
    ("chernyaev-notes.toml", "extent"),
    ("chernyaev-notes.toml", "level"),
    ("china-to-dispatch-troops.toml", "extent"),
    ("frus-1961-63-v06-d031.toml", "extent"),
    ("stalin-mao-1947-12-16.toml", "extent"),
    ("stalin-mao-1950-12-01.toml", "extent"),
    ("stalin-mao-1952-12-27.toml", "extent"),
    # Its page names no translator.
    ("stalin-mao-1952-12-27.toml", "describes"),
    # The notice that all records inherit decides nothing, and says nothing of translations.
    ("wilson-center-digital-archive.toml", "rights.0.statement"),
}


@pytest.mark.parametrize("name", RECORDS)
def test_record_has_no_errors(name: str) -> None:
    """Lint finds no error, and no warning but those that are known."""
    judged = Linter(LintSettings(str(FOLDER), TODAY)).judge(str(FOLDER / name))
    assert not judged.has_errors
    warned = {(name, found.key) for found in judged.findings if found.level == "warning"}
    assert warned == {known for known in WARNINGS if known[0] == name}


@pytest.mark.parametrize("name", RECORDS)
def test_file_is_laid_out(name: str) -> None:
    """It begins with the line by which editors find the schema, and has LF at the line ends."""
    raw = (FOLDER / name).read_bytes()
    assert raw.startswith(b"#:schema ../schemas/record.schema.json\n")
    assert b"\r" not in raw
    assert raw.endswith(b"\n")
    assert not raw.endswith(b"\n\n")
    assert all(line == line.rstrip() for line in raw.decode("utf-8").split("\n"))


def test_all_are_exported(tmp_path: Path) -> None:
    """Each record leaves as simple Dublin Core; none is refused."""
    done = muniment("export", "--to", "oai_dc", "--output", f"{tmp_path}/", cwd=ROOT)
    assert done.status == 0
    assert sorted(file.stem for file in tmp_path.iterdir()) == [Path(name).stem for name in RECORDS]


def test_all_in_one_file() -> None:
    """On standard output stands one document with all of them."""
    done = muniment("export", "--to", "oai_dc", cwd=ROOT)
    assert done.status == 0
    assert done.out.count("<oai_dc:dc ") == len(RECORDS)
