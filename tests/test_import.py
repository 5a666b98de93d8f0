"""`muniment import`: drafts that are written once, known again, and never written over unasked."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
import tomllib
from typing import TYPE_CHECKING, Any

import pytest

from inside import muniment
from program import TODAY, Ran
from specimens import complete, toml

if TYPE_CHECKING:
    from pathlib import Path

HEADINGS = "title,date,creator\n"
ROWS = 'Letter,1952-12-27,"Writer, A."\nAnswer,1953,"Reader, B."\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "letters.csv").write_text(HEADINGS + ROWS, "utf-8")
    return tmp_path


def run(folder: Path, *more: str, source: str = "letters.csv") -> Ran:
    return muniment("import", source, "--from", "csv", *more, cwd=folder)


def standing(folder: Path) -> dict[str, dict[str, Any]]:
    """Give the records that were written, by their ids."""
    found = sorted((folder / "records").glob("*.toml")) if (folder / "records").exists() else []
    return {path.stem: tomllib.loads(path.read_text("utf-8")) for path in found}


def test_drafts(folder: Path) -> None:
    """Each record becomes a draft with an id of its own, and says what it came from."""
    ran = run(folder)
    assert (ran.status, ran.out) == (0, "")
    assert "2 records read: 2 written" in ran.err
    assert "lint finds in them" in ran.err
    records = standing(folder)
    assert sorted(records) == ["answer-1953", "letter-1952-12-27"]
    letter = records["letter-1952-12-27"]
    assert letter["creator"] == [{"name": "Writer, A."}]
    assert letter["record"]["status"] == "draft"
    assert letter["record"]["created"] == letter["record"]["modified"] == TODAY
    assert letter["local"]["import"]["reader"] == "csv"
    assert letter["local"]["import"]["file"] == "letters.csv"
    assert muniment("lint", cwd=folder).status == 0


def test_twice(folder: Path) -> None:
    """The same source again changes nothing, whatever was mended in the records since."""
    run(folder)
    file = folder / "records" / "answer-1953.toml"
    file.write_text(file.read_text("utf-8").replace('"Answer"', '"The answer"'), "utf-8")
    before = standing(folder)
    ran = run(folder)
    assert (ran.status, ran.out) == (0, "")
    assert "2 records read: 0 written, 2 as before" in ran.err
    assert standing(folder) == before


def test_a_changed_source(folder: Path) -> None:
    """What has changed in the source is shown as a difference, and written once it is accepted."""
    text = "id,title\nletter,Letter\nanswer,Answer\n"
    (folder / "letters.csv").write_text(text, "utf-8")
    run(folder)
    before = standing(folder)
    (folder / "letters.csv").write_text(text.replace("Answer", "Reply"), "utf-8")
    ran = run(folder)
    assert ran.status == 1
    assert '-title = "Answer"\n+title = "Reply"' in ran.out
    assert "1 changed in the source (--update writes them)" in ran.err
    assert standing(folder) == before
    ran = run(folder, "--update")
    assert ran.status == 0, ran.err
    assert standing(folder)["answer"]["title"] == "Reply"
    assert standing(folder)["letter"] == before["letter"]


DUBLIN_CORE = """<oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{}</dc:title></oai_dc:dc>"""


def test_a_title_that_has_changed(folder: Path) -> None:
    """A record is known by what it came from, though another id would be made of its title now."""
    (folder / "one.xml").write_text(DUBLIN_CORE.format("Letter"), "utf-8")
    assert muniment("import", "one.xml", "--from", "dc", cwd=folder).status == 0
    (folder / "one.xml").write_text(DUBLIN_CORE.format("A letter"), "utf-8")
    ran = muniment("import", "one.xml", "--from", "dc", cwd=folder)
    assert ran.status == 1
    assert '-title = "Letter"\n+title = "A letter"' in ran.out
    assert list(standing(folder)) == ["letter"]


def test_a_row_that_was_put_in(folder: Path) -> None:
    """Rows are only counted: one more above them is one more record, and changes none."""
    run(folder)
    before = standing(folder)
    (folder / "letters.csv").write_text(f"{HEADINGS}Note,1950,Clerk\n{ROWS}", "utf-8")
    ran = run(folder)
    assert (ran.status, ran.out) == (0, "")
    assert standing(folder) == {**before, "note-1950": standing(folder)["note-1950"]}


def test_a_record_that_no_import_made(folder: Path) -> None:
    """It is left as it is, and that is said; the others are written."""
    (folder / "letters.csv").write_text("id,title\nletter,Letter\nanswer,Answer\n", "utf-8")
    (folder / "records").mkdir()
    own = toml(complete(id="letter"))
    (folder / "records" / "letter.toml").write_bytes(own)
    for more in ((), ("--update",)):
        ran = run(folder, *more)
        assert ran.status == 1
        assert "records/letter.toml is there already, and no import made it" in ran.err
        assert (folder / "records" / "letter.toml").read_bytes() == own
    assert "answer" in standing(folder)


def test_dry_run(folder: Path) -> None:
    """It says what would be written, and writes nothing, not even the folder."""
    ran = run(folder, "--dry-run")
    assert ran.status == 0
    assert "2 records read: 2 would be written" in ran.err
    assert [path.name for path in folder.iterdir()] == ["letters.csv"]


def test_records_of_one_name(folder: Path) -> None:
    """Two that would have one id get two, the same ones at the next import."""
    rows = "Letter,1952,Writer\nLetter,1952,Reader\n"
    (folder / "letters.csv").write_text(HEADINGS + rows, "utf-8")
    assert run(folder).status == 0
    before = standing(folder)
    assert sorted(before) == ["letter-1952", "letter-1952-2"]
    assert "2 as before" in run(folder).err
    assert standing(folder) == before


def test_defaults(folder: Path) -> None:
    """`[defaults]` fill in what the source does not say."""
    (folder / "muniment.toml").write_text(
        '[defaults]\npublisher = ["Archive of Examples"]\ndate = "1900"\n', "utf-8"
    )
    run(folder)
    records = standing(folder)
    assert all(each["publisher"] == ["Archive of Examples"] for each in records.values())
    assert records["answer-1953"]["date"] == "1953"


def test_what_it_came_from_is_not_exported(folder: Path) -> None:
    """The table of the import is the institution's own."""
    run(folder)
    ran = muniment("export", "--to", "jsonld", "--include-drafts", cwd=folder)
    assert ran.status == 0
    assert "letters.csv" not in ran.out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["none.csv", "--from", "csv"], "none.csv"),
        (["letters.csv", "--from", "cvs"], "Choose one of: page, dc"),
        (["letters.csv", "--from", "csv", "--option", "maping=x"], "Did you mean mapping?"),
    ],
)
def test_misuse(folder: Path, arguments: list[str], said: str) -> None:
    """A source that is not there, a reader or a setting that is none: nothing is written."""
    ran = muniment("import", *arguments, cwd=folder)
    assert ran.status == 2
    assert said in ran.err
    assert standing(folder) == {}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signal to send")
def test_interrupted(folder: Path) -> None:
    """Ctrl-C leaves nothing: no record, no folder that was not there before its records."""
    rows = "".join(f"Letter {number},1952,Writer\n" for number in range(20_000))
    (folder / "letters.csv").write_text(HEADINGS + rows, "utf-8")
    running = subprocess.Popen(
        [sys.executable, "-m", "muniment", "import", "letters.csv", "--from", "csv"],
        cwd=folder,
        stderr=subprocess.PIPE,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),  # noqa: PLW1509
    )
    while not list(folder.glob("records/.muniment-*/*")):
        assert running.poll() is None
        time.sleep(0.01)
    running.send_signal(signal.SIGINT)
    _, err = running.communicate(timeout=30)
    assert running.returncode == 130, err
    assert list((folder / "records").iterdir()) == []
