"""The specimens: a case is a folder of `examples/`, and adding one needs no code.

`record.toml` (with the other records that it needs) goes in; `lint.txt` is what `muniment lint`
prints of the folder, with the exit status below; `oai_dc/<id>.xml` is the record as it leaves, if
it may. MUNIMENT_WRITE_EXAMPLES=1 writes what is expected anew: read the difference before you
commit it.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from lxml import etree
from program import run

EXAMPLES = Path(__file__).parent / "examples"
CASES = sorted(folder.name for folder in EXAMPLES.iterdir() if folder.is_dir())
DC = "http://purl.org/dc/elements/1.1/"
ROOT = "{http://www.openarchives.org/OAI/2.0/oai_dc/}dc"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
LOCATION = "{http://www.w3.org/2001/XMLSchema-instance}schemaLocation"
ELEMENTS = {
    f"{{{DC}}}{name}"
    for name in (
        *("title", "creator", "subject", "description", "publisher", "contributor", "date"),
        *("type", "format", "identifier", "source", "language", "relation", "coverage", "rights"),
    )
}
WRITE = os.environ.get("MUNIMENT_WRITE_EXAMPLES") == "1"
SPECIMENS = sorted(
    str(file.relative_to(EXAMPLES).as_posix()) for file in EXAMPLES.glob("*/oai_dc/*.xml")
)


@pytest.fixture(params=CASES)
def case(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Each folder in turn, which is then the current one."""
    folder = EXAMPLES / str(request.param)
    monkeypatch.chdir(folder)
    return folder


def test_lint(case: Path) -> None:
    """`muniment lint` says of the folder what lint.txt says, and ends with the status there."""
    done = run("lint", ".", "--records", ".")
    said = f"{done.out}exit {done.status}\n"
    expected = case / "lint.txt"
    if WRITE:
        expected.write_text(said, encoding="utf-8", newline="\n")
    assert done.err == ""
    assert said == expected.read_text(encoding="utf-8")


def test_export(case: Path, tmp_path: Path) -> None:
    """The record leaves as the files of oai_dc/, byte for byte; without the folder it does not."""
    run("export", "record.toml", "--records", ".", "--to", "oai_dc", "--output", f"{tmp_path}/")
    expected = case / "oai_dc"
    if WRITE:
        shutil.rmtree(expected, ignore_errors=True)
        if any(tmp_path.iterdir()):
            shutil.copytree(tmp_path, expected)
    assert contents(tmp_path) == contents(expected)


@pytest.mark.parametrize("name", SPECIMENS)
def test_specimen_is_simple_dublin_core(name: str) -> None:
    """It is well-formed, of the fifteen elements, with text in each and no attribute but xml:lang."""
    root = etree.parse(str(EXAMPLES / name)).getroot()
    assert root.tag == ROOT
    assert set(root.attrib) == {LOCATION}
    assert len(root) > 0
    for element in root:
        assert element.tag in ELEMENTS
        assert set(element.attrib) <= {LANG}
        assert (element.text or "").strip()
        assert len(element) == 0


def contents(folder: Path) -> dict[str, bytes]:
    """Give the files of a folder by name; none where there is no folder."""
    return {file.name: file.read_bytes() for file in folder.glob("*")}
