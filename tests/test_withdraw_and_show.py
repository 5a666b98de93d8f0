"""`muniment withdraw` and `muniment show`: a record emptied to its tombstone; one to be read."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings

from generated import records
from inside import muniment
from muniment.catalogue import Catalogue, Effective, entry
from muniment.recordfile import parsed, read
from muniment.showing import shown_record
from program import ROOT, TODAY
from specimens import as_data, complete, toml

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "records").mkdir()
    for name in ("letter", "answer"):
        (tmp_path / "records" / f"{name}.toml").write_bytes(toml(complete(id=name)))
    return tmp_path


def git(folder: Path, *arguments: str) -> None:
    who = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True)


def committed(folder: Path) -> None:
    git(folder, "init", "--quiet")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "records")


def tombstone(folder: Path, name: str = "letter") -> dict[str, Any]:
    return read(str(folder / "records" / f"{name}.toml")).data or {}


def test_withdraw(folder: Path) -> None:
    """The record keeps id, title, and why; git's history and the receivers are spoken of."""
    committed(folder)
    ran = muniment("withdraw", "letter", "--reason", "Asked for by the family.", cwd=folder)
    assert ran.status == 0, ran.err
    assert tombstone(folder) == {
        "id": "letter",
        "title": complete()["title"],
        "record": {
            "schema": 1,
            "status": "withdrawn",
            "modified": TODAY,
            "withdrawn": {"date": TODAY, "reason": "Asked for by the family."},
        },
    }
    assert "the history of git still has what it was" in ran.err
    assert "git filter-repo" in ran.err
    assert "harvested" in ran.err
    assert muniment("lint", cwd=folder).status == 0
    assert (
        "letter.toml is withdrawn, and was left out"
        in muniment("export", "--to", "oai_dc", cwd=folder).err
    )


def test_withdraw_keeps_the_line_for_editors_and_the_day_of_making(folder: Path) -> None:
    """What is about the file itself stays."""
    file = folder / "records" / "letter.toml"
    data = complete(id="letter", record={"created": "2020-01-01", "cataloguer": "A. Cataloguer"})
    file.write_bytes(b"#:schema ../schemas/record.schema.json\n" + toml(data))
    committed(folder)
    ran = muniment("withdraw", str(file), "--reason", "x", "--by", "B", "--title", "A", cwd=folder)
    assert ran.status == 0
    assert file.read_text("utf-8").startswith("#:schema ../schemas/record.schema.json\n")
    data = tombstone(folder)
    assert (data["title"], data["record"]["created"]) == ("A", "2020-01-01")
    assert data["record"]["withdrawn"]["by"] == "B"
    assert "Cataloguer" not in file.read_text("utf-8")


@pytest.mark.parametrize("state", ["no git", "never added", "changed since"])
def test_what_nothing_keeps_is_not_withdrawn(folder: Path, state: str) -> None:
    """Where git does not have the record as it is, it stays, unless it is to be lost."""
    file = folder / "records" / "letter.toml"
    if state == "never added":
        git(folder, "init", "--quiet")
    elif state == "changed since":
        committed(folder)
        file.write_bytes(file.read_bytes() + b"# a thought\n")
    before = file.read_bytes()
    ran = muniment("withdraw", "letter", "--reason", "x", cwd=folder)
    assert (ran.status, file.read_bytes()) == (2, before)
    assert "--discard" in ran.err
    ran = muniment("withdraw", "letter", "--reason", "x", "--discard", cwd=folder)
    assert ran.status == 0
    assert "the history of git" not in ran.err


def test_withdraw_names_the_records_below(folder: Path) -> None:
    """What took its rights from the record has none any more: that is said."""
    below = complete(id="answer", part_of="letter", rights=None)
    (folder / "records" / "answer.toml").write_bytes(toml(below))
    ran = muniment("withdraw", "letter", "--reason", "x", "--discard", cwd=folder)
    assert "1 record is part of it" in ran.err
    assert "records/answer.toml" in ran.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["lettre", "--reason", "x"], "Did you mean letter?"),
        (["letter", "--reason", " "], "say why"),
        (["letter"], "--reason"),
        (["records/none.toml", "--reason", "x"], "cannot be read"),
    ],
)
def test_withdraw_misused(folder: Path, arguments: list[str], said: str) -> None:
    """A record that is not there, or no reason: nothing is changed."""
    committed(folder)
    before = (folder / "records" / "letter.toml").read_bytes()
    ran = muniment("withdraw", *arguments, cwd=folder)
    assert ran.status == 2
    assert said in ran.err
    assert (folder / "records" / "letter.toml").read_bytes() == before


def test_withdraw_twice(folder: Path) -> None:
    """The reason that was given stays."""
    muniment("withdraw", "letter", "--reason", "first", "--discard", cwd=folder)
    ran = muniment("withdraw", "letter", "--reason", "second", "--discard", cwd=folder)
    assert ran.status == 2
    assert "withdrawn already" in ran.err
    assert tombstone(folder)["record"]["withdrawn"]["reason"] == "first"


# Showing


def test_show(tmp_path: Path) -> None:
    """Rights first, with what is taken from the level above and from where; then the rest."""
    ran = muniment("show", "stalin-mao-1952-12-27", "--records", "records", cwd=ROOT)
    assert (ran.status, ran.err) == (0, "")
    text = ran.out
    assert text.startswith("Telegram from Stalin to Mao Zedong\nstalin-mao-1952-12-27 · the trans")
    headings = [line for line in text.split("\n")[2:] if line and line[0] != " "]
    assert headings == ["Rights", "Where it comes from", "What it is", "The record"]
    assert "Rights [from wilson-center-digital-archive]" in text
    assert "Country: Russian Federation (RU)" in text
    assert "Reference: fond 45, opis 1, delo 343, listy 115-116" in text
    assert all(len(line) <= 100 for line in text.split("\n"))


def test_show_says_what_is_private_and_what_is_not_known(tmp_path: Path) -> None:
    """It is shown to whoever has the files, and marked; gaps stand where the value would."""
    (tmp_path / "records").mkdir()
    data = complete(
        id="letter",
        rights=None,
        gap=[{"field": "rights", "reason": "sought-not-found", "note": "Searched."}],
        creator=[{"name": "Writer, A."}],
        record={"private": ["creator.0.name"]},
    )
    (tmp_path / "records" / "letter.toml").write_bytes(toml(data))
    text = muniment("show", "letter", cwd=tmp_path).out
    assert "Rights\n  Not known: rights, sought not found. Searched.\n" in text
    assert "Name: Writer, A. [private]" in text
    (tmp_path / "records" / "letter.toml").write_bytes(toml(complete(id="letter", rights=None)))
    assert "Rights\n  Nothing is said of them.\n" in muniment("show", "letter", cwd=tmp_path).out


def test_show_steers_no_terminal(tmp_path: Path) -> None:
    """Control characters of a file are shown as a sign."""
    (tmp_path / "records").mkdir()
    (tmp_path / "records" / "a.toml").write_bytes(toml(complete(id="a", title="\x1b[2JGone")))
    assert "\x1b" not in muniment("show", "a", cwd=tmp_path).out


def test_show_what_is_not_there(folder: Path) -> None:
    """A name that is none is answered with the one that was meant; a broken file with lint."""
    ran = muniment("show", "leter", cwd=folder)
    assert (ran.status, ran.out) == (2, "")
    assert "Did you mean letter?" in ran.err
    (folder / "records" / "b.toml").write_bytes(b"a = \n")
    ran = muniment("show", "b", cwd=folder)
    assert ran.status == 2
    assert "run muniment lint" in ran.err


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(records())
def test_every_value_is_shown(data: dict[str, Any]) -> None:
    """Whatever a record says is there, however lines are broken."""
    found = entry(parsed("none/record.toml", toml(data)))
    effective: Effective = Catalogue("none").effective(found)
    text = "".join("".join(shown_record(effective, 60)).split())
    for value in values({**as_data(effective.record), "local": None}):
        assert "".join(value.replace("-", " ").split()) in text.replace("-", "")


def values(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [text for inner in value.values() for text in values(inner)]
    if isinstance(value, list):
        return [text for inner in value for text in values(inner)]
    return [] if value is None else [str(value)]
