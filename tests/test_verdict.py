"""What a receiver would do with a record is said before anything is written, and nobody is asked
for the freer of two rights without being told of the stricter."""

from __future__ import annotations

import hashlib
import os
from typing import TYPE_CHECKING, Any

import pytest
from lxml import etree

from inside import muniment
from muniment.attachments import content, located
from muniment.errors import CannotCarryError
from muniment.layers import stricter_below
from muniment.reading import read
from specimens import complete, toml

if TYPE_CHECKING:
    from pathlib import Path

RS = "http://rightsstatements.org/vocab/"
CC = "http://creativecommons.org/"
INC, NKC, UND, NOC_NC = (f"{RS}{code}/1.0/" for code in ("InC", "NKC", "UND", "NoC-NC"))
PDM, CC0 = f"{CC}publicdomain/mark/1.0/", f"{CC}publicdomain/zero/1.0/"
BY, BY_NC = f"{CC}licenses/by/4.0/", f"{CC}licenses/by-nc/4.0/"
DC = "{http://purl.org/dc/elements/1.1/}"


@pytest.mark.parametrize(
    ("described", "below"),
    [(PDM, INC), (CC0, UND), (BY, BY_NC), (NKC, NOC_NC), (PDM, BY), (NOC_NC, INC), (BY, "none")],
)
def test_stricter_below(described: str, below: str) -> None:
    """Rights of the original that bind more are found; the other way round there is none."""

    def made(own: str, other: str) -> dict[str, Any]:
        rights = [{"of": "digitization", "uri": own}, {"of": "original", "uri": other}]
        return {"describes": "digitization", "rights": rights}

    found = stricter_below(read(made(described, below)).record)
    assert found is not None
    assert (found.at, found.layer) == (1, "original")
    assert stricter_below(read(made(below, described)).record) is None
    assert stricter_below(read(made(described, described)).record) is None


@pytest.mark.parametrize(
    ("described", "layer"),
    [("original", "translation"), ("transcription", "digitization"), ("original", "original")],
)
def test_what_does_not_lie_below(described: str, layer: str) -> None:
    """A translation in copyright binds nobody who is shown the original."""
    rights = [{"of": described, "uri": PDM}, {"of": layer, "uri": INC}]
    assert stricter_below(read({"describes": described, "rights": rights}).record) is None


def test_rights_by_status() -> None:
    """Where nobody decided on a URI the status counts, and what is unknown may be reserved."""
    for status, binds in (("copyrighted", True), ("unknown", True), ("public-domain", False)):
        rights = [{"of": "digitization", "uri": BY}, {"of": "original", "status": status}]
        record = read({"describes": "digitization", "rights": rights}).record
        assert (stricter_below(record) is not None) == binds


SCAN = complete(
    describes="digitization",
    genre=["letter"],
    url="https://archive.ac.uk/1",
    publisher=["Archive of Examples"],
    provenance=None,
    rights=[
        {"of": "digitization", "uri": CC0, "holder": ["Archive of Examples"]},
        {"of": "original", "uri": INC, "holder": ["Writer, A."]},
    ],
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "records").mkdir()
    (tmp_path / "records" / "letter.toml").write_bytes(toml(SCAN))
    return tmp_path


def first_rights(text: str) -> str | None:
    return etree.fromstring(text.encode()).findtext(f"{DC}rights")


def test_the_question(folder: Path) -> None:
    """For a receiver that shows one of them it is asked which speaks, and nothing is written."""
    arguments = ("export", "--to", "oai_dc", "--profile", "europeana")
    ran = muniment(*arguments, "--output", "out", cwd=folder)
    assert ran.status == 1
    assert "records/letter.toml" in ran.err
    assert "error undecided (rights.1)" in ran.err
    assert "--rights-of original or --rights-of digitization" in ran.err
    assert "1 left to you to decide" in ran.err
    assert not (folder / "out").exists()


@pytest.mark.parametrize(("layer", "uri"), [("original", INC), ("digitization", CC0)])
def test_the_answer(folder: Path, layer: str, uri: str) -> None:
    """The layer that is named speaks first; the other is said to be another's."""
    arguments = ("export", "--to", "oai_dc", "--profile", "europeana", "--rights-of", layer)
    ran = muniment(*arguments, cwd=folder)
    assert ran.status == 0, ran.err
    assert first_rights(ran.out) == uri
    other = "original" if layer == "digitization" else "digitization"
    assert f"Rights in the {other}: " in ran.out
    assert "europeana, of the records without errors: all taken as they are" in ran.err


def test_no_question_where_no_receiver_is_meant(folder: Path) -> None:
    """Dublin Core by itself carries the rights of both, each with its layer."""
    ran = muniment("export", "--to", "oai_dc", cwd=folder)
    assert ran.status == 0
    assert first_rights(ran.out) == CC0


def test_check_writes_nothing(folder: Path) -> None:
    """`--check` says on standard output what would become of each record, and writes no file."""
    before = sorted(folder.rglob("*"))
    ran = muniment(
        "export", "--to", "oai_dc", "--profile", "europeana", "--check", "--output", "out",
        cwd=folder,
    )  # fmt: skip
    assert ran.status == 1
    assert "error undecided (rights.1)" in ran.out
    assert sorted(folder.rglob("*")) == before
    answered = ("--profile", "europeana", "--rights-of", "original", "--check")
    ran = muniment("export", "--to", "oai_dc", *answered, cwd=folder)
    assert (ran.status, ran.out) == (0, "1 file checked: 0 errors\n")


def test_a_layer_that_is_none(folder: Path) -> None:
    """A word that is no layer is misuse."""
    ran = muniment("export", "--to", "oai_dc", "--rights-of", "orignal", cwd=folder)
    assert ran.status == 2
    assert "Did you mean original?" in ran.err


# The files of a record


@pytest.mark.parametrize("path", ["../secret", "/etc/passwd", "a/../../secret", "", "a\\b", "a\0b"])
def test_no_path_leaves_the_folder(tmp_path: Path, path: str) -> None:
    """What is not below the records folder is refused, however it is written."""
    (tmp_path / "records").mkdir()
    (tmp_path / "secret").write_bytes(b"secret")
    with pytest.raises(CannotCarryError):
        located(str(tmp_path / "records"), path, "letter", "file.0.path")


@pytest.mark.skipif(os.name == "nt", reason="Windows lets few make links")
def test_no_link_leaves_the_folder(tmp_path: Path) -> None:
    """A link that leads out is refused, that of a folder too; one that stays inside is followed."""
    records = tmp_path / "records"
    (records / "scans").mkdir(parents=True)
    (tmp_path / "secret").write_bytes(b"secret")
    (records / "scans" / "1.pdf").write_bytes(b"scan")
    (records / "out").symlink_to(tmp_path)
    (records / "here").symlink_to(records / "scans")
    for path in ("out/secret", "out/records/../secret", "none.pdf", "scans"):
        with pytest.raises(CannotCarryError):
            located(str(records), path, "letter", "file.0.path")
    found = located(str(records), "here/1.pdf", "letter", "file.0.path")
    assert found.read_bytes() == b"scan"


def test_checksum(tmp_path: Path) -> None:
    """A file is given whole where its checksum is right, in whatever case that is written."""
    file = tmp_path / "1.pdf"
    file.write_bytes(b"scan" * 1_000_000)
    right = hashlib.sha256(file.read_bytes()).hexdigest()
    for given in (right, right.upper(), None):
        assert b"".join(content(file, given, "letter", "file.0")) == file.read_bytes()
    with pytest.raises(CannotCarryError, match="checksum is another"):
        list(content(file, "0" * 64, "letter", "file.0.sha256"))
