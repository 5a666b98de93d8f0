"""`muniment reference` as it is typed: a citation, lines of them, and back."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from program import muniment

if TYPE_CHECKING:
    from pathlib import Path

CITATION = "APRF, f. 45, op. 1, d. 343, ll. 115-116. Translated by A. Bee."
READ = {
    "archives": [
        {
            "name": "Archive of the President of the Russian Federation",
            "siglum": "APRF",
            "country": "RU",
            "place": None,
            "holds": "original",
            "reference": [
                {"level": "fond", "value": "45"},
                {"level": "opis", "value": "1"},
                {"level": "delo", "value": "343"},
                {"level": "listy", "value": "115-116"},
            ],
        }
    ],
    "credits": [
        {
            "activity": "translation",
            "agent": ["A. Bee"],
            "for": None,
            "from_language": None,
            "to": None,
        }
    ],
    "published_in": None,
    "rest": "",
}


def piped(text: bytes, *arguments: str) -> tuple[int, str, str]:
    """Run it with `text` as standard input."""
    done = subprocess.run(
        [sys.executable, "-m", "muniment", "reference", *arguments],
        input=text,
        capture_output=True,
        timeout=60,
        check=False,
    )
    return done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8")


def test_a_citation_as_an_argument() -> None:
    """It is printed over several lines, for a person to read."""
    ran = muniment("reference", CITATION)
    assert (ran.status, ran.err) == (0, "")
    assert json.loads(ran.out) == READ
    assert ran.out.count("\n") > 10


def test_one_a_line() -> None:
    """Each line gives one line, an empty one too, so that they can be laid side by side."""
    status, out, err = piped(f"{CITATION}\n\nАПРФ, ф. 45\r\n".encode())
    first, second, third = map(json.loads, out.splitlines())
    assert (status, err) == (0, "")
    assert first == READ
    assert second == {"archives": [], "credits": [], "published_in": None, "rest": ""}
    assert third["archives"][0]["siglum"] == "АПРФ"
    assert '"АПРФ"' in out


def test_no_final_newline_and_a_byte_order_mark() -> None:
    """Neither is part of a citation."""
    status, out, _ = piped(b"\xef\xbb\xbf" + CITATION.encode())
    assert status == 0
    assert json.loads(out) == READ


def test_what_is_not_understood_is_given_back() -> None:
    """A remark and a NUL come out as they went in."""
    ran = piped("Confidential\0 remark 中".encode())
    assert json.loads(ran[1])["rest"] == "Confidential\0 remark 中"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (b"APRF\n\xff\n", "line 2: is not UTF-8 (at byte 1)"),
        (b", " * 5_000_000, "line 1: is over 100,000 bytes, and no citation"),
        (b", " * 15_000, "over 10,000 characters"),
    ],
)
def test_what_cannot_be_read_is_refused(text: bytes, says: str) -> None:
    """In one line, with the number of the line that is wrong."""
    status, _, err = piped(text)
    assert status == 2
    assert says in err
    assert err.count("\n") == 1


def test_back() -> None:
    """What it printed becomes a citation again, one a line."""
    status, out, err = piped(f"{json.dumps(READ)}\n{json.dumps(READ)}\n".encode(), "--back")
    assert (status, err) == (0, "")
    assert out == "APRF, f. 45, op. 1, d. 343, ll. 115-116\n" * 2


def test_back_from_an_argument() -> None:
    """Several archives are parted as citations part them."""
    twice = {**READ, "archives": READ["archives"] * 2}  # type: ignore[operator]
    ran = muniment("reference", "--back", json.dumps(twice))
    assert ran.out == "; ".join(["APRF, f. 45, op. 1, d. 343, ll. 115-116"] * 2) + "\n"


@pytest.mark.parametrize(
    "text",
    [
        "APRF, f. 45",
        "[]",
        "{}",
        '{"archives": 1}',
        '{"archives": [1]}',
        '{"archives": [{"name": "A", "reference": [{"level": "fond"}]}]}',
        '{"archives": [{"name": ["A"], "reference": []}]}',
        '{"archives": [{"siglum": 5, "reference": [{"level": "fond", "value": {}}]}]}',
        "[" * 5_000,
        "\ud800",
    ],
)
def test_back_from_what_is_no_such_json(text: str) -> None:
    """It is said what was to be there, and nothing of Python."""
    status, out, err = piped(text.encode("utf-8", "surrogatepass"), "--back")
    assert (status, out) == (2, "")
    assert err.count("\n") == 1
    assert "line 1" in err


def created(folder: Path, *arguments: str) -> dict[str, Any]:
    """Create a draft, and give what stands in it."""
    import tomllib

    ran = muniment("create", "--draft", "--id", "a", "--title", "A", *arguments, cwd=folder)
    assert "wrote" in ran.out, ran.err
    return tomllib.loads((folder / "records" / "a.toml").read_text("utf-8"))


def test_create_reads_a_citation(tmp_path: Path) -> None:
    """The citation is kept verbatim, and says who holds the original and who translated it."""
    data = created(tmp_path, "--citation", CITATION)
    assert data["source"] == [{"citation": CITATION}]
    assert data["original_archive"] == [
        {
            "name": "Archive of the President of the Russian Federation",
            "siglum": "APRF",
            "country": "RU",
            "reference": ["fond 45", "opis 1", "delo 343", "listy 115-116"],
        }
    ]
    assert data["provenance"][0]["agent"] == ["A. Bee"]


def test_create_says_what_it_did_not_understand(tmp_path: Path) -> None:
    """So that the cataloguer looks at it again."""
    ran = muniment(
        *("create", "--draft", "--title", "A", "--citation", "APRF, f. 45. Seen by Stalin."),
        cwd=tmp_path,
    )
    assert 'of the citation, "Seen by Stalin" was not read as anything' in ran.err


def test_create_leaves_what_flags_say(tmp_path: Path) -> None:
    """A flag is worth more than the citation."""
    data = created(
        tmp_path, "--citation", CITATION, "--set", "original_archive.name=Mine", "--set",
        "provenance.activity=custody",
    )  # fmt: skip
    assert data["original_archive"] == [{"name": "Mine"}]
    assert [event["activity"] for event in data["provenance"]] == ["custody"]


def test_a_reference_as_one_text(tmp_path: Path) -> None:
    """A record may hold the reference as a citation has it; it goes out in its steps."""
    record = tmp_path / "records" / "a.toml"
    record.parent.mkdir()
    record.write_text(
        'id = "a"\ntitle = "A"\n[[original_archive]]\nname = "B"\n'
        'reference = "f. 45, op. 1, d. 5"\n',
        "utf-8",
    )
    ran = muniment("lint", "--select", "shape", record, cwd=tmp_path)
    assert ran.status == 0, ran.out
    from muniment.reading import read

    archive = {"name": "B", "reference": "f. 45, op. 1, d. 5"}
    (read_archive,) = read({"original_archive": [archive]}).record.original_archive
    assert read_archive.reference == ("fond 45", "opis 1", "delo 5")
