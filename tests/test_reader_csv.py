"""The reader of tables: mappings, guesses, bad cells, the traps of spreadsheets, the way back."""

from __future__ import annotations

import csv as csv_module
import io
import os
import tomllib
import tracemalloc
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from generated import document, exported, records
from inside import muniment
from muniment.errors import CannotCarryError, MunimentError
from muniment.readers import ReaderSettings
from muniment.readers.csv import proposal, read, told
from muniment.reading import read as read_record
from muniment.sheets.headings import meaning

if TYPE_CHECKING:
    from pathlib import Path

    from muniment.readers import Draft

TABLE = """\
Nr;Titel;Datum;Verfasser;Rolle;Sprache;Signatur;Rechte;Regal
b-1;Brief an die Mutter;3/4/1953;Meyer, Hans / Roth, Eva;aut / trl;Deutsch;fond 1/opis 2;Frei;R 3
b-2;Telegramm;27.12.1952;Roth, Eva;;ru;;;
"""
MAPPING = """\
[columns]
"Nr" = "id"
"Titel" = "title"
"Datum" = "date"
"Verfasser" = { key = "creator.name", separator = " / " }
"Rolle" = { key = "creator.role", separator = " / " }
"Sprache" = "language"
"Signatur" = { key = "original_archive.reference", separator = "/" }
"Rechte" = "rights.statement"
"Regal" = "local.shelf"

[constants]
"rights.contact.name" = "Rights office"
"type" = "Text"

[dates]
order = "day-month-year"
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "letters.csv").write_text(TABLE, "utf-8")
    (tmp_path / "mapping.toml").write_text(MAPPING, "utf-8")
    return tmp_path


def drafts(folder: Path, table: str | bytes, mapping: str = "", **options: str) -> list[Draft]:
    raw = table.encode() if isinstance(table, str) else table
    (folder / "t.csv").write_bytes(raw)
    if mapping:
        (folder / "m.toml").write_text(f"[columns]\n{mapping}", "utf-8")
        options["mapping"] = str(folder / "m.toml")
    return list(read(str(folder / "t.csv"), ReaderSettings(options)))


def data(folder: Path, table: str | bytes, mapping: str = "", **options: str) -> dict[str, Any]:
    (draft,) = drafts(folder, table, mapping, **options)
    assert [each.message for each in draft.faults] == []
    return draft.data


def bad(folder: Path, table: str, mapping: str, **options: str) -> list[str]:
    return [
        each.message for draft in drafts(folder, table, mapping, **options) for each in draft.faults
    ]


def test_a_mapping(folder: Path) -> None:
    """Each column goes where the mapping says, parted, side by side, dates and languages read."""
    first, second = read("letters.csv", ReaderSettings({"mapping": "mapping.toml"}))
    assert first.data == {
        "id": "b-1",
        "title": "Brief an die Mutter",
        "date": "1953-04-03",
        "type": "Text",
        "language": ["de"],
        "creator": [{"name": "Meyer, Hans", "role": "aut"}, {"name": "Roth, Eva", "role": "trl"}],
        "original_archive": [{"reference": ["fond 1", "opis 2"]}],
        "rights": [{"statement": "Frei", "contact": {"name": "Rights office"}}],
        "local": {"shelf": "R 3"},
    }
    assert second.data == {
        "id": "b-2",
        "title": "Telegramm",
        "date": "1952-12-27",
        "type": "Text",
        "language": ["ru"],
        "creator": [{"name": "Roth, Eva"}],
        "rights": [{"contact": {"name": "Rights office"}}],
    }
    assert (first.file, first.origin, second.origin) == ("letters.csv", "b-1", "b-2")
    assert (first.left_out, first.faults) == ((), ())
    assert first.places["creator.1.role"] == (2, 5, 2, 6)
    assert first.places["original_archive.0.reference.1"] == (2, 7, 2, 8)
    assert first.places[""] == (2, 1, 2, 10)
    assert "type" not in first.places


def test_the_command(folder: Path) -> None:
    """Import twice: nothing changes. A changed sheet: a diff. Dry: nothing is written."""
    command = ("import", "letters.csv", "--from", "csv", "--option", "mapping=mapping.toml")
    ran = muniment(*command, "--dry-run", cwd=folder)
    assert (ran.status, (folder / "records").exists()) == (0, False)
    ran = muniment(*command, cwd=folder)
    assert (ran.status, ran.out) == (0, "")
    assert "2 records read: 2 written" in ran.err
    kept = {path: path.read_bytes() for path in (folder / "records").iterdir()}
    record = tomllib.loads((folder / "records" / "b-1.toml").read_text("utf-8"))
    assert record["local"]["import"]["file"] == "letters.csv"
    ran = muniment(*command, cwd=folder)
    assert (ran.status, ran.out) == (0, "")
    assert "2 as before" in ran.err
    assert {path: path.read_bytes() for path in (folder / "records").iterdir()} == kept
    (folder / "letters.csv").write_text(TABLE.replace("Telegramm", "Telegramme"), "utf-8")
    ran = muniment(*command, cwd=folder)
    assert ran.status == 1
    assert '+title = "Telegramme"' in ran.out
    assert muniment(*command, "--update", cwd=folder).status == 0
    assert "Telegramme" in (folder / "records" / "b-2.toml").read_text("utf-8")


def test_a_row_that_moved(folder: Path) -> None:
    """A row without an id that says the same is known again, in whatever row it stands."""
    rows = ["Title,Date", "Letter,1952", "Note,1953"]
    (folder / "n.csv").write_text("\n".join(rows), "utf-8")
    command = ("import", "n.csv", "--from", "csv")
    assert muniment(*command, cwd=folder).status == 0
    (folder / "n.csv").write_text("\n".join([rows[0], "Memo,1951", *rows[1:]]), "utf-8")
    ran = muniment(*command, cwd=folder)
    assert "3 records read: 1 written, 2 as before" in ran.err
    assert len(list((folder / "records").iterdir())) == 3


BAD = TABLE.replace("3/4/1953", "31/4/1953").replace("ru;", "Kauderwelsch;").replace("b-2", "b-1")


def test_nothing_is_written_while_cells_are_bad(folder: Path) -> None:
    """Every bad cell is told by file, row, column, name and heading, all before anything else."""
    (folder / "letters.csv").write_text(BAD, "utf-8")
    command = ("import", "letters.csv", "--from", "csv", "--option", "mapping=mapping.toml")
    ran = muniment(*command, cwd=folder)
    assert (ran.status, (folder / "records").exists()) == (1, False)
    first, second, third = ran.out.splitlines()
    assert first.startswith('letters.csv:2:3: C2 "Datum": "31/4/1953" is no date as day-month-year')
    assert second.startswith('letters.csv:3:1: A3 "Nr": "b-1" is the id of row 2 already')
    assert third.startswith('letters.csv:3:6: F3 "Sprache": language: "Kauderwelsch" is not a ')
    assert "3 bad cells: nothing is written" in ran.err
    ran = muniment(*command, "--drafts", cwd=folder)
    assert ran.status == 0
    assert "2 records read: 2 written" in ran.err
    assert 'C2 "Datum": "31/4/1953" is no date' in ran.err
    record = tomllib.loads((folder / "records" / "b-1.toml").read_text("utf-8"))
    assert "date" not in record
    assert record["local"]["note"] == ["Datum: 31/4/1953"]
    other = tomllib.loads((folder / "records" / "telegramm-1952-12-27.toml").read_text("utf-8"))
    assert other["local"]["note"] == ["Nr: b-1", "Sprache: Kauderwelsch"]


def test_many_bad_cells(folder: Path) -> None:
    """A hundred are told; the others are counted."""
    rows = "".join(f"Letter {number};someday\n" for number in range(150))
    (folder / "t.csv").write_text(f"Titel;Datum\n{rows}", "utf-8")
    ran = muniment("import", "t.csv", "--from", "csv", cwd=folder)
    assert (ran.status, len(ran.out.splitlines())) == (1, 100)
    assert "150 bad cells, of which the first 100 are shown" in ran.err


def test_lint(folder: Path) -> None:
    """Lint judges the sheet where it stands: each bad cell by row and column, and the records."""
    (folder / "letters.csv").write_text(BAD, "utf-8")
    ran = muniment(
        "lint", "letters.csv", "--from", "csv", "--option", "mapping=mapping.toml",
        "--profile", "europeana", "--output-format", "concise", cwd=folder,
    )  # fmt: skip
    assert ran.status == 1
    assert "letters.csv:2:3:" in ran.out
    assert "letters.csv:3:1:" in ran.out
    assert 'F3 "Sprache": language: "Kauderwelsch"' in ran.out
    assert "of 2 records: 2 would be refused" in ran.err
    # What is there and cannot be read is not missing.
    assert not any("missing" in line and ":3:6:" in line for line in ran.out.splitlines())
    assert not (folder / "records").exists()
    (folder / "t.csv").write_text("Title\nA\n", "utf-8")
    ran = muniment("lint", "t.csv", "--from", "csv", cwd=folder)
    assert "no mapping is given" in ran.err


@pytest.mark.parametrize(
    ("written", "edtf"),
    [
        ("1952-12-27", "1952-12-27"),
        ("1952~", "1952~"),
        ("27 Dec. 1952", "1952-12-27"),
        ("27.12.1952", "1952-12-27"),
        ("27/12/1952", "1952-12-27"),
        ("декабрь 1952", "1952-12"),
        ("1952-12-27 00:00:00", "1952-12-27"),
        ("27.12.1952 00:00", "1952-12-27"),
        ("1952-12-27T10:00:00", "1952-12-27T10:00:00"),
    ],
)
def test_dates(folder: Path, written: str, edtf: str) -> None:
    """EDTF stays; words and figures that have one reading are read."""
    assert data(folder, f'd\n"{written}"\n', '"d" = "date"')["date"] == edtf


@pytest.mark.parametrize(
    ("order", "edtf"), [("day-month-year", "1953-04-03"), ("month-day-year", "1953-03-04")]
)
def test_order_of_dates(folder: Path, order: str, edtf: str) -> None:
    """Day and month are told apart by the mapping alone; without it the cell is bad."""
    mapping = f'"d" = "date"\n[dates]\norder = "{order}"'
    for written in ("3/4/1953", "03-04-1953", "3.4.1953", "3/4/1953 0:00"):
        assert data(folder, f"d\n{written}\n", mapping)["date"] == edtf
    assert data(folder, "d\n1953/4/3\n", mapping)["date"] == "1953-04-03"
    (said,) = bad(folder, "d\n3/4/1953\n", '"d" = "date"')
    assert said == 'A2 "d": "3/4/1953" can be read in two ways'


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("3/4/53", "does not say the century"),
        ("19355", "the number of a day"),
        ("sometime", "is not a date in EDTF"),
        ("31.2.1952", "date"),
    ],
)
def test_no_dates(folder: Path, written: str, said: str) -> None:
    """What is no date is a bad cell that says why; it is kept verbatim."""
    (draft,) = drafts(folder, f"t,d\nx,{written}\n", '"t" = "title"\n"d" = "date"')
    assert said in draft.faults[0].message
    assert draft.data == {"title": "x", "local": {"note": [f"d: {written}"]}}
    assert draft.places[draft.faults[0].at][:2] == (2, 2)


@pytest.mark.parametrize(
    ("key", "written", "value"),
    [
        ("language", "English", ["en"]),
        ("language", "en_US", ["en-US"]),
        ("type", "still image", "StillImage"),
        ("creator.role", "Translator", [{"role": "trl"}]),
        ("original_archive.country", "Russian Federation", [{"country": "RU"}]),
        ("access.status", "Open", {"status": "open"}),
        ("rights.status", "Public domain", [{"status": "public-domain"}]),
        (
            "rights.uri",
            "https://www.rightsstatements.org/page/InC/1.0/",
            [{"uri": "http://rightsstatements.org/vocab/InC/1.0/"}],
        ),
        ("relation.references", "a-1", {"references": ["a-1"]}),
        ("subject", "War", ["War"]),
        ("subject.uri", "http://x.org/1", [{"uri": "http://x.org/1"}]),
        ("rights.granted.act", "show", [{"granted": [{"act": "show"}]}]),
        ("provenance.to", "Mao", [{"to": ["Mao"]}]),
    ],
)
def test_values(folder: Path, key: str, written: str, value: object) -> None:
    """A value becomes what its key has it as, where that is certain."""
    assert data(folder, f'c\n"{written}"\n', f'"c" = "{key}"') == {key.partition(".")[0]: value}


@pytest.mark.parametrize(
    ("key", "written"),
    [
        ("language", "Old slang"), ("type", "Telegram"), ("creator.role", "friend"),
        ("access.status", "maybe"), ("part_of", "a b"), ("title", "#REF!"), ("title", "#####"),
        ("identifier", "9,78316E+12"),
    ],
)  # fmt: skip
def test_bad_values(folder: Path, key: str, written: str) -> None:
    """What the model refuses, and what a spreadsheet program spoilt, is a bad cell."""
    (draft,) = drafts(folder, f'c\n"{written}"\n', f'"c" = "{key}"')
    assert [each.key.partition(".")[0] for each in draft.faults] == [key.partition(".")[0]]
    assert draft.data == {"local": {"note": [f"c: {written}"]}}
    assert read_record(draft.data).problems == ()


def test_side_by_side(folder: Path) -> None:
    """Values of one table are parted together; a blank holds its place, one too many is none."""
    mapping = '"n" = { key = "creator.name", separator = ";" }\n' \
        '"r" = { key = "creator.role", separator = ";" }'  # fmt: skip
    made = data(folder, 'n,r\n"A; B; C;","aut; ; trl"\n', mapping)
    assert made["creator"] == [
        {"name": "A", "role": "aut"}, {"name": "B"}, {"name": "C", "role": "trl"},
    ]  # fmt: skip
    (said,) = bad(folder, 'n,r\n"A; B; C","aut; trl"\n', mapping)
    assert "2 of creator.role beside 3 of the same table" in said


def test_several_tables(folder: Path) -> None:
    """A second column of one key makes further tables; a number says which is meant."""
    mapping = """
        "a" = "creator.name"
        "b" = { key = "creator.name", with = { role = "trl" } }
        "c" = { key = "contributor.name", with = { role = "edt" } }
        "d" = { key = "contributor.name", with = { role = "trl" } }
        "e" = "provenance.0.note"
        "f" = "provenance.1.note"
        "g" = "provenance.0.activity"
    """
    made = data(folder, "a,b,c,d,e,f,g\nA,B,C,D,E,F,custody\n", mapping)
    assert made["creator"] == [{"name": "A"}, {"name": "B", "role": "trl"}]
    assert made["contributor"] == [{"name": "C", "role": "edt"}, {"name": "D", "role": "trl"}]
    assert made["provenance"] == [{"note": "E", "activity": "custody"}, {"note": "F"}]


def test_apart_and_labelled(folder: Path) -> None:
    """Addresses beside names belong to them only where there is one of each."""
    mapping = '"n" = { key = "subject", separator = "|" }\n' \
        '"u" = { key = "subject.uri", separator = "|", apart = true }'  # fmt: skip
    assert data(folder, "n,u\nWar,http://x.org/1\n", mapping)["subject"] == [
        {"name": "War", "uri": "http://x.org/1"}
    ]
    assert data(folder, "n,u\nWar|Peace,http://x.org/1\n", mapping)["subject"] == [
        "War", "Peace", {"uri": "http://x.org/1"},
    ]  # fmt: skip
    mapping = '"u" = { key = "subject.uri", separator = "|", labelled = true }'
    assert data(folder, "u\nhttp://x.org/1 War on|http://x.org/2\n", mapping)["subject"] == [
        {"name": "War on", "uri": "http://x.org/1"}, {"uri": "http://x.org/2"},
    ]  # fmt: skip


def test_several_keys_for_a_column(folder: Path) -> None:
    """The first key that takes a value gets it; texts go on in paragraphs of their own."""
    mapping = """
        "t" = { key = ["type", "genre"], separator = "|" }
        "i" = { key = ["url", "identifier"], separator = "|" }
        "r" = { key = ["rights.uri", "rights.statement"], separator = "|" }
        "d" = { key = "description", lang = "en" }
        "e" = { key = "description", separator = "|" }
        "n" = { key = ["title", "alternative"], separator = "|", lang = "de" }
    """
    row = (
        "text|telegram,12|https://doi.org/10.1/1|https://x.org/a,"
        "Free|http://rightsstatements.org/vocab/InC/1.0/|All of it,One,Two|Three,A|B"
    )
    assert data(folder, f"t,i,r,d,e,n\n{row}\n", mapping) == {
        "type": "Text",
        "genre": ["telegram"],
        "url": "https://x.org/a",
        "identifier": ["12", "https://doi.org/10.1/1"],
        "rights": [
            {
                "uri": "http://rightsstatements.org/vocab/InC/1.0/",
                "statement": "Free\n\nAll of it",
            }
        ],
        "description": {"text": "One\n\nTwo\n\nThree", "lang": "en"},
        "title": {"text": "A", "lang": "de"},
        "alternative": [{"text": "B", "lang": "de"}],
    }
    (said,) = bad(folder, "a,b\nX,Y\n", '"a" = "title"\n"b" = "title"')
    assert said == 'B2 "b": "Y" is one more, and a record has one title'


@pytest.mark.parametrize(
    ("mapping", "message"),
    [
        ('"t" = "titel"', "a record has no key \"titel\". Did you mean title"),
        ('"t" = "creator"', "creator is a table: name a key of it, as in creator.name"),
        ('"t" = "title.0"', "only a table may be numbered|there is but one"),
        ('"t" = "title.x"', "a record has no key"),
        ('"t" = 3', "write a text in quotes"),
        ('"t" = { key = "title", sep = ";" }', 'there is no "sep"'),
        ('"t" = { key = "title", lang = "English" }', "Write en"),
        ('"t" = { key = "creator.name", with = { x = "y" } }', "creator has no key"),
        ('"t" = { key = "creator.name", with = { role = "friend" } }', "not a MARC relator code"),
        ('"t" = "title"\n[dates]\norder = "dmy"', "order is one of"),
        ('"t" = "title"\n[constants]\n"language" = "Kauderwelsch"', "not a language tag"),
        ('"t" = "title"\n[column]', "Did you mean columns"),
        ('"t" = ""', "no column has a key"),
        ('"t" = "title', r"m\.toml:2:"),
        ('"t" = "title"\n"t" = "date"', r"m\.toml:3:"),
    ],
)  # fmt: skip
def test_wrong_mappings(folder: Path, mapping: str, message: str) -> None:
    """A mapping that cannot be meant is refused in one line that says what it may be."""
    with pytest.raises(MunimentError, match=message) as raised:
        drafts(folder, "t\nx\n", mapping)
    assert "\n" not in str(raised.value)


def test_headings_that_do_not_fit(folder: Path) -> None:
    """A heading of the mapping that is not there, or stands twice, is told; others are left out."""
    (draft,) = drafts(folder, "A,B,B,C\nx,y,z,\n", '"A" = "title"\n"B" = "genre"\n"D" = "date"')
    twice, missing = (each.message for each in draft.faults)
    assert twice == 'C1 "B": the heading stands 2 times, and the mapping names it'
    assert 'D1 "D": the mapping names this heading, and the sheet has none such' in missing
    assert draft.data == {"title": "x"}
    assert draft.left_out[0] == 'column "C": the mapping does not name it'


def test_what_says_nothing(folder: Path) -> None:
    """A cell that says only that nothing is known is left out, and told; its place is kept."""
    mapping = '"n" = { key = "creator.name", separator = ";" }\n' \
        '"r" = { key = "creator.role", separator = ";" }\n'  # fmt: skip
    mapping += '"d" = "date"\n"s" = "subject"'
    (draft,) = drafts(folder, 'n,r,d,s\n"Unknown; B","aut; trl",n.d.,N/A\n', mapping)
    assert draft.data == {"creator": [{"role": "aut"}, {"name": "B", "role": "trl"}]}
    assert draft.faults == ()
    assert 'column "d": "n.d." says nothing' in draft.left_out


def test_what_goes_nowhere_is_told(folder: Path) -> None:
    """A language that a key does not have, and the name of an address that has none."""
    (draft,) = drafts(folder, "dc.subject[en],DCTERMS:rights\nWar,http://x.org/1 Ours\n")
    assert draft.data == {"subject": ["War"], "rights": [{"uri": "http://x.org/1"}]}
    assert draft.left_out == (
        'column "dc.subject[en]": its language, which its key does not have',
        'column "DCTERMS:rights": the name "Ours" of an address',
    )


def test_a_sheet_without_rows(folder: Path) -> None:
    """What is wrong with its headings is told, though there is no record to tell it with."""
    assert drafts(folder, "A\n", '"A" = "title"') == []
    with pytest.raises(MunimentError, match=r't\.csv:1:1: A1 "B": the mapping names'):
        drafts(folder, "A\n", '"B" = "title"')


def test_headings_are_compared_kindly(folder: Path) -> None:
    """Blanks do not matter, nor capitals, where no other heading differs by them alone."""
    assert data(folder, '" Title\nof  it ",X\na,b\n', '"title of it" = "title"')["title"] == "a"
    made = data(folder, "a,A\n1,2\n", '"A" = "title"\n"a" = ""')
    assert made["title"] == "2"


def test_rows_and_columns(folder: Path) -> None:
    """Blank rows are none, and count; short rows end early; long ones are told, once a column."""
    table = "\n,\nTitle,Date,\n\nA\n ,\nB,1952,\nC,1952,,x\nD,1952,,y\n"
    found = drafts(folder, table)
    assert [draft.origin for draft in found] == ["row 5", "row 7", "row 8", "row 9"]
    assert [len(draft.faults) for draft in found] == [0, 0, 1, 1]
    assert found[2].faults[0].message == 'D8: "x" stands in a column without a heading'


def test_quoted_cells(folder: Path) -> None:
    """A cell may hold line ends, quotation marks and what parts cells; what is counted is rows."""
    first, second = drafts(folder, 'Title,Date\n"a\n""b"", c",1952\nd,1953\n')
    assert first.data["title"] == 'a\n"b", c'
    assert (second.origin, second.places["title"][:2]) == ("row 3", (3, 1))


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_delimiters(folder: Path, mark: str) -> None:
    """What parts cells is found out, whatever else the cells hold."""
    rows = (("Title", "Date", "Extent"), ('"A, b; c"', "1952", ""), (f'"x{mark}y"', "1953", "2 l."))
    table = "".join(f"{mark.join(row)}\n" for row in rows)
    assert drafts(folder, table)[1].data == {
        "title": f"x{mark}y", "date": "1953", "extent": ["2 l."],
    }  # fmt: skip
    assert drafts(folder, f"sep={mark}\n{table}")[0].origin == "row 2"
    assert drafts(folder, table, delimiter=mark) == drafts(folder, table)


def test_doubtful_delimiters(folder: Path) -> None:
    """Where two marks part all rows alike, one has to be named."""
    table = "Title;Date,Extent\na;b,c\n"
    with pytest.raises(MunimentError, match="not certain what parts the cells: , or ;"):
        drafts(folder, table)
    assert len(drafts(folder, table, '"Title" = "title"', delimiter="semicolon")) == 1
    for wrong in ("ab", '"', "x"):
        with pytest.raises(MunimentError, match="delimiter is one character"):
            drafts(folder, table, delimiter=wrong)
    assert data(folder, "Title\nx\n") == {"title": "x"}


def test_encodings(folder: Path) -> None:
    """UTF-8 and UTF-16 are known by their marks; what is neither is refused, and it is said how."""
    table = "Title,Date\nПисьмо — Brief,1952\n"
    for encoding in ("utf-8", "utf-8-sig", "utf-16"):
        assert data(folder, table.encode(encoding))["title"] == "Письмо — Brief"
    raw = "Title,Date\nfirst,1952\nBrücke,1952\n".encode("windows-1252")
    with pytest.raises(MunimentError, match=r"t\.csv:3:3: is not UTF-8 here\. Save it as"):
        drafts(folder, raw)
    assert drafts(folder, raw, encoding="windows-1252")[1].data["title"] == "Brücke"
    with pytest.raises(MunimentError, match="UTF-16"):
        drafts(folder, table.encode("utf-16-le"))
    assert data(folder, table.encode("utf-16-le"), encoding="utf-16-le")["date"] == "1952"
    with pytest.raises(MunimentError, match="cannot be decoded"):
        drafts(folder, table.encode("utf-16")[:-1])
    for wrong in ("no-such", "zlib", "rot13"):
        with pytest.raises(MunimentError, match="there is no encoding"):
            drafts(folder, raw, encoding=wrong)


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (b"", "has no headings: it is empty"),
        (b"\n , \n", "has no headings"),
        (b"Title\na\0b\n", r"t\.csv:2: has a NUL character"),
        (b'Title\n"a\n', r"t\.csv:2: a cell in this row begins with a quotation mark"),
        (b'Title\n"a"b\n', r"t\.csv:2: this row cannot be parted"),
        (b"Title\n" + b"a" * 200_000 + b"\n", r"t\.csv:2: a cell in this row has over 131,072"),
        (b"Title\n" + b"a" * 5_000_000 + b"\n", r"t\.csv:2: .* has over"),
        (b"Title\n" + b'"a\n",' * 1_500_000, r"the row that ends here has over"),
        (b"PK\x03\x04...", "read it with --from xlsx"),
        (b"\x89PNG\r\n\x1a\n\0\0", "is not UTF-8 here|NUL"),
    ],
)
def test_hostile_tables(folder: Path, raw: bytes, message: str) -> None:
    """What is no table is refused in one line, with the row where it has one."""
    with pytest.raises(MunimentError, match=message) as raised:
        drafts(folder, raw)
    assert "\n" not in str(raised.value)


def test_a_huge_cell(folder: Path) -> None:
    """A cell of 100 MB is refused before it is in memory, quoted or not."""
    for start in ('Title\n"', "Title\n"):
        with (folder / "huge.csv").open("w", encoding="ascii") as file:
            file.write(start)
            for _ in range(100):
                file.write("a" * 1_000_000)
        tracemalloc.start()
        with pytest.raises(MunimentError, match="over"):
            list(read(str(folder / "huge.csv"), ReaderSettings()))
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert peak < 60 * 1024 * 1024


def test_unreadable(folder: Path) -> None:
    """What is not there, or no file, is refused in one line that names it."""
    with pytest.raises(MunimentError, match="nothing: cannot be read: No such file"):
        list(read("nothing", ReaderSettings()))
    with pytest.raises(MunimentError, match="is not a file"):
        list(read(str(folder), ReaderSettings()))
    with pytest.raises(MunimentError, match="null byte"):
        list(read("a\0b", ReaderSettings()))
    with pytest.raises(MunimentError, match="the mapping nothing cannot be read"):
        list(read("letters.csv", ReaderSettings({"mapping": "nothing"})))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")
def test_named_pipe(folder: Path) -> None:
    """A named pipe is refused, not waited for."""
    os.mkfifo(folder / "pipe")
    with pytest.raises(MunimentError, match="is not a file"):
        list(read(str(folder / "pipe"), ReaderSettings()))


@pytest.mark.parametrize(
    ("heading", "keys"),
    [
        ("dcterms:title", "title alternative"), ("dc.title[en_US]", "title alternative"),
        ("Dublin Core:Title", "title alternative"), ("Rights Holder", "rights.holder"),
        ("dcterms:rights^^uri", "rights.uri"), ("DCTERMS:subject", "subject.uri"),
        ("dc.contributor.author", "creator.name"), ("dc.date.issued", "issued"),
        ("dc.rights.uri", "rights.uri"), ("dc.contributor.translator", "contributor.name"),
        ("field_edtf_date_created", "date"), ("id", "id"), ("Verfasser:", "creator.name"),
        ("Дата", "date"), ("Шифр", "original_archive.reference"),
        ("original_archive.name", "original_archive.name"),
        ("Language", "language"), ("Access Rights", "access.status access.statement"),
        ("dc.date.accessioned", ""),
    ],
)  # fmt: skip
def test_headings(heading: str, keys: str) -> None:
    """Headings of Dublin Core, DSpace, Omeka, Islandora, and of three languages are understood."""
    found = meaning(heading)
    assert found is not None
    assert (" ".join(found.keys), found.is_certain) == (keys, True)


@pytest.mark.parametrize(
    "heading", ["Foo", "dc.foo", "dcterms:foo", "filename", "", "dc.title.foo"]
)
def test_no_headings(heading: str) -> None:
    """What is none of them is not understood."""
    assert meaning(heading) is None


def test_languages_of_headings() -> None:
    """The language of a column is a tag, however the heading writes it."""
    said = {
        heading: getattr(meaning(heading), "lang", None)
        for heading in ("dc.title[en_US]", "dc.title[]", "dc.title[xx-yy-zz]", "dcterms:title@ru")
    }
    assert list(said.values()) == ["en-US", "", "", "ru"]


def test_guess(folder: Path) -> None:
    """A proposal is a mapping, with what is in doubt as comments; nothing is written."""
    table = 'Titel;Name;Verfasser;Foo;Datum;dc.date.accessioned\na;b;"A; B";what;13/2/1952;x\n'
    (folder / "t.csv").write_text(table, "utf-8")
    ran = muniment("import", "t.csv", "--from", "csv", "--guess", cwd=folder)
    assert (ran.status, ran.err, (folder / "records").exists()) == (0, "", False)
    assert tomllib.loads(ran.out) == {
        "columns": {
            "Titel": "title",
            "Name": "title",
            "Verfasser": {"key": "creator.name", "separator": ";"},
            "Datum": "date",
            "dc.date.accessioned": "",
        },
        "constants": {},
        "dates": {"order": "day-month-year"},
    }
    assert (
        '"Verfasser" = { key = "creator.name", separator = ";" }      # a semicolon may' in ran.out
    )
    assert '# not understood: "what"\n# "Foo" = ""' in ran.out
    ran = muniment("import", "t.csv", "--from", "csv", cwd=folder)
    assert ran.status == 2
    assert 'not certain: "Name", "Verfasser", "Foo". Run muniment import t.csv' in ran.err
    ran = muniment("import", "t.csv", "letters.csv", "--from", "csv", "--guess", cwd=folder)
    assert (ran.status, "name one" in ran.err) == (2, True)


def test_a_guess_that_is_certain(folder: Path) -> None:
    """It is used without a mapping, and that is said."""
    (folder / "t.csv").write_text("Title,Date,Subject\nLetter,1952,War|Peace\n", "utf-8")
    ran = muniment("import", "t.csv", "--from", "csv", cwd=folder)
    assert ran.status == 0
    assert "no mapping is given, and the headings are taken for what they say" in ran.err
    assert '"Subject" is subject, parted by |' in ran.err
    record = tomllib.loads((folder / "records" / "letter-1952.toml").read_text("utf-8"))
    assert record["subject"] == ["War", "Peace"]
    assert list(told("t.csv", ReaderSettings({"mapping": "m"}))) == []


def test_what_is_not_seen_in_headings(folder: Path) -> None:
    """Marks that nobody sees make no other heading; a proposal has none of them as they are."""
    table = "Ti\u200btle,\u200fD\u00adate\u200f,F\u0007oo\nA,1952,\u200fx\n"
    (folder / "t.csv").write_text(table, "utf-8")
    ran = muniment("import", "t.csv", "--from", "csv", "--guess", cwd=folder)
    assert tomllib.loads(ran.out)["columns"].keys() == {"Title", "Date"}
    assert '# not understood: "\\U0000200fx"\n# "F\\u0007oo" = ""' in ran.out
    assert data(folder, table, '"Title" = "title"\n"Date" = "date"')["date"] == "1952"


def test_guess_is_for_headings(folder: Path) -> None:
    """A page has none."""
    ran = muniment("import", "letters.csv", "--from", "page", "--guess", cwd=folder)
    assert (ran.status, "page has none" in ran.err) == (2, True)


def test_configured(folder: Path) -> None:
    """The mapping may stand in the configuration."""
    (folder / "muniment.toml").write_text('[import.csv]\nmapping = "mapping.toml"\n', "utf-8")
    ran = muniment("import", "letters.csv", "--from", "csv", cwd=folder)
    assert (ran.status, "2 written" in ran.err) == (0, True)


def test_dspace_metadata(folder: Path) -> None:
    """The batch metadata of DSpace: languages of headings, two bars, what is new, the system's."""
    table = (
        "id,collection,dc.title[en],dc.title[de],dc.contributor.author,dc.date.accessioned,"
        "dc.rights.uri,dc.rights\n"
        '+,1/2,Letter,Brief,"Doe, J.||Roe, R.",2020-01-01,http://rightsstatements.org/vocab/InC/1.0/,Free\n'
    )
    assert data(folder, table) == {
        "title": {"text": "Letter", "lang": "en"},
        "alternative": [{"text": "Brief", "lang": "de"}],
        "creator": [{"name": "Doe, J."}, {"name": "Roe, R."}],
        "rights": [{"statement": "Free", "uri": "http://rightsstatements.org/vocab/InC/1.0/"}],
        "local": {"collection": "1/2"},
    }


@pytest.mark.parametrize("name", ["omeka-csv", "dspace-csv", "islandora-csv"])
def test_tables_for_loaders(folder: Path, name: str) -> None:
    """The tables that this program makes for others are understood, or proposed for the most."""
    made = {
        "id": "record",
        "title": "Letter",
        "date": "1952-12-27",
        "type": "Text",
        "subject": ["War", {"name": "Peace", "uri": "http://x.org/1"}],
        "rights": [{"uri": "http://rightsstatements.org/vocab/InC/1.0/", "holder": ["Heirs"]}],
    }
    _, files = exported(name, made)
    raw = next(content for file, content in files.items() if file.endswith(".csv"))
    (folder / "t.csv").write_bytes(raw)
    mapping = folder / "m.toml"
    mapping.write_text(proposal(str(folder / "t.csv"), ReaderSettings()), "utf-8")
    (draft,) = read(str(folder / "t.csv"), ReaderSettings({"mapping": str(mapping)}))
    assert draft.faults == ()
    assert (draft.data["title"], draft.data["date"]) == ("Letter", "1952-12-27")
    assert str(draft.data["subject"][0]).endswith("War")
    assert "Heirs" in str(draft.data["rights"])


def test_too_many_values(folder: Path) -> None:
    """A cell of thousands of values is a bad one: it would be a record of thousands of tables."""
    mapping = '"n" = { key = "creator.name", separator = "," }\n[constants]\n"creator.role" = "aut"'
    many = ",".join(["x"] * 1_001)
    (said,) = bad(folder, f'n;t\n"{many}";\n', mapping)
    assert said == 'A2 "n": the cell has 1,001 values'


# What a column has under another term when it was read: DCMI makes the one a kind of the other, or
# the value says itself which it is.
WIDER = {
    "isPartOf": {"relation"},
    "bibliographicCitation": {"identifier", "source"},
    "license": {"rights"},
    "rights": {"license"},
    "medium": {"format"},
    "format": {"medium"},
}


def squeezed(text: str) -> str:
    return text.strip().replace("\r\n", "\n")


@settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
@given(records())
def test_there_and_back(tmp_path_factory: pytest.TempPathFactory, made: dict[str, Any]) -> None:
    """What the table carries of a record, the record that is read from it says again."""
    separator = "\u241f\u241f"
    try:
        item, files = exported("csv", made, separator=separator)
    except CannotCarryError:
        assume(False)
    path = tmp_path_factory.mktemp("csv") / "records.csv"
    path.write_bytes(files["records.csv"])
    (draft,) = read(str(path), ReaderSettings({"separator": separator}))
    assert [each.message for each in draft.faults] == []
    assert draft.data["id"] == "record"
    again: dict[str, list[str]] = {}
    for said in document(draft.data).statements:
        again.setdefault(said.term, []).append(squeezed(said.value))
    for statement in item.carried:
        terms = {statement.term} | WIDER.get(statement.term, set())
        found = [value for term in terms for value in again.get(term, ())]
        assert any(squeezed(statement.value) in value for value in found), (statement, again)


cells = st.one_of(
    st.text(max_size=12),
    st.sampled_from(["1952", "3/4/1953", "a;b", "a|b", "#REF!", "en", "English", "aut; trl", "+"]),
)
heads = st.sampled_from(
    ["id", "Title", "Date", "Author", "dcterms:rights", "DCTERMS:subject", "dc.title[en]", "Foo",
     "Sprache", "dcterms:creator^^uri", "Access", "Typ", ""]
)  # fmt: skip


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(heads, min_size=1, max_size=6), st.lists(st.lists(cells, max_size=7), max_size=5))
def test_any_table(
    tmp_path_factory: pytest.TempPathFactory, headings: list[str], rows: list[list[str]]
) -> None:
    """No table raises anything but MunimentError, and no draft has what the model refuses."""
    out = io.StringIO(newline="")
    csv_module.writer(out).writerows([headings, *rows])
    path = tmp_path_factory.mktemp("csv") / "t.csv"
    path.write_bytes(out.getvalue().encode("utf-8", "surrogatepass"))
    options = {"delimiter": "comma"}
    try:
        text = proposal(str(path), ReaderSettings(options))
        if tomllib.loads(text)["columns"]:
            (path.parent / "m.toml").write_text(text, "utf-8")
            options["mapping"] = str(path.parent / "m.toml")
        found = list(read(str(path), ReaderSettings(options)))
    except MunimentError as error:
        assert "\n" not in str(error)  # noqa: PT017
        return
    for draft in found:
        problems = read_record({key: draft.data[key] for key in draft.data if key != "id"}).problems
        assert problems == ()
        assert all(each.at in draft.places for each in draft.faults)
        assert draft.places[""].line > 1
