"""The specimens: a case is a folder of `examples/`, and adding one needs no code.

`record.toml` (with the other records that it needs) goes in; `lint.txt` is what `muniment lint`
prints of the folder, with the exit status below, and with the options in `options.txt`, if there
are any; `oai_dc/<id>.xml` is the record as it leaves, if it may, and so are the folders of other
formats, where there are any. MUNIMENT_WRITE_EXAMPLES=1 writes
what is expected anew: read the difference before you commit it.
"""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from inside import muniment
from muniment.formats import FORMATS
from muniment.keys import path, plain
from muniment.outline import outline
from program import Ran

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
OTHERS = sorted(
    (folder.parent.name, folder.name)
    for folder in EXAMPLES.glob("*/*/")
    if folder.is_dir() and folder.name in FORMATS and folder.name != "oai_dc"
)
WRITE = os.environ.get("MUNIMENT_WRITE_EXAMPLES") == "1"
SPECIMENS = sorted(
    file.relative_to(EXAMPLES).as_posix() for file in EXAMPLES.glob("*/oai_dc/*.xml")
)


@pytest.fixture(params=CASES)
def case(request: pytest.FixtureRequest) -> Path:
    """Each case in turn, as it is called in the folder of them all."""
    return Path(request.param)


def lint(case: Path, *options: str) -> Ran:
    file = EXAMPLES / case / "options.txt"
    given = file.read_text(encoding="utf-8").split() if file.is_file() else []
    return muniment("lint", case, "--records", case, "--no-cache", *given, *options, cwd=EXAMPLES)


def test_lint(case: Path) -> None:
    """`muniment lint` says of the folder what lint.txt says, and ends with the status there."""
    done = lint(case)
    said = f"{done.out}exit {done.status}\n"
    expected = EXAMPLES / case / "lint.txt"
    if WRITE:
        expected.write_text(said, encoding="utf-8", newline="\n")
    assert done.err == ""
    assert said == expected.read_text(encoding="utf-8")


def test_findings_are_fit_to_be_read(case: Path) -> None:
    """Each names a key of the model, on one line, says what to do, stands in order, and once."""
    found = json.loads(lint(case, "--output-format", "json").out)
    findings: list[dict[str, Any]] = found["findings"]
    for each in findings:
        assert "\n" not in each["message"] + each["hint"]
        assert each["hint"] or each["level"] == "note"
        assert plain(path(each["key"])) in {*outline(), ()} or each["rule"] == "shape"
    for file in {each["file"] for each in findings}:
        places = [(each["line"], each["column"]) for each in findings if each["file"] == file]
        assert places == sorted(places)
        keys = [(each["key"], each["rule"]) for each in findings if each["file"] == file]
        assert len(keys) == len(set(keys))


def export(case: str, form: str, into: Path) -> None:
    """Export the record of a case into a folder; settings that are needed are their examples."""
    options = [
        part
        for key, option in FORMATS[form].items()
        if option.required or key == "base_url"
        for part in ("--option", f"{key}={option.example}")
    ]
    given = ("--records", case, "--to", form, "--output", f"{into}/", *options)
    muniment("export", Path(case) / "record.toml", *given, cwd=EXAMPLES)


def test_export(case: Path, tmp_path: Path) -> None:
    """The record leaves as the files of oai_dc/, byte for byte; without the folder it does not."""
    export(case.name, "oai_dc", tmp_path)
    expected = EXAMPLES / case / "oai_dc"
    if WRITE:
        shutil.rmtree(expected, ignore_errors=True)
        if any(tmp_path.iterdir()):
            shutil.copytree(tmp_path, expected)
    assert contents(tmp_path) == contents(expected)


@pytest.mark.parametrize(("name", "form"), OTHERS)
def test_export_in_other_formats(name: str, form: str, tmp_path: Path) -> None:
    """Where a case has a folder of another format, the record leaves as it stands there."""
    export(name, form, tmp_path)
    expected = EXAMPLES / name / form
    if WRITE:
        shutil.rmtree(expected)
        shutil.copytree(tmp_path, expected)
    assert contents(tmp_path) == contents(expected)
    assert contents(tmp_path)


def test_every_format_has_specimens() -> None:
    """Adding one needs no code: an empty folder of the format's name, and writing anew."""
    assert {form for _, form in OTHERS} == set(FORMATS) - {"oai_dc"}


@pytest.mark.parametrize("name", SPECIMENS)
def test_specimen_is_simple_dublin_core(name: str) -> None:
    """It is well-formed: the fifteen elements, text in each, and no attribute but xml:lang."""
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
    """Give the files below a folder by name; none where there is no folder."""
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in folder.rglob("*")
        if file.is_file()
    }
