"""The reader of workbooks: what a cell is, which sheet, what is merged; hostile archives."""

from __future__ import annotations

import datetime
import sys
import tracemalloc
import zipfile
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from inside import muniment
from muniment.errors import MunimentError
from muniment.readers import ReaderSettings
from muniment.readers.xlsx import proposal, read

if TYPE_CHECKING:
    from pathlib import Path

    from muniment.readers import Draft

MAPPING = """\
[columns]
"Titel" = "title"
"Datum" = "date"
"Umfang" = "extent"
"Regal" = "local.shelf"
"""
HEAD = ["Titel", "Datum", "Umfang", "Regal"]


def saved(folder: Path, *rows: list[Any], title: str = "Briefe") -> Workbook:
    """Make a workbook of rows below the headings; it is saved as `b.xlsx` by `drafts`."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = title
    for row in (HEAD, *rows):
        sheet.append(row)
    (folder / "m.toml").write_text(MAPPING, "utf-8")
    return book


def drafts(folder: Path, book: Workbook | None = None, **options: str) -> list[Draft]:
    if book:
        book.save(folder / "b.xlsx")
    options.setdefault("mapping", str(folder / "m.toml"))
    return list(read(str(folder / "b.xlsx"), ReaderSettings(options)))


def one(folder: Path, *row: Any) -> Draft:
    (draft,) = drafts(folder, saved(folder, list(row)))
    return draft


@pytest.mark.parametrize(
    ("value", "date"),
    [
        (datetime.date(1952, 12, 27), "1952-12-27"),
        (datetime.datetime(1952, 12, 27), "1952-12-27"),
        (datetime.datetime(1952, 12, 27, 10, 5, 3), "1952-12-27T10:05:03"),
        (datetime.date(1900, 3, 1), "1900-03-01"),
        (1952, "1952"),
        ("1952-12", "1952-12"),
        ("27 December 1952", "1952-12-27"),
    ],
)
def test_dates(tmp_path: Path, value: object, date: str) -> None:
    """A cell formatted as a date is one; a number is a year; a text is read as in any table."""
    draft = one(tmp_path, "A", value)
    assert (draft.data["date"], draft.faults) == (date, ())


def test_dates_of_1904(tmp_path: Path) -> None:
    """Days are counted as the workbook counts them."""
    book = saved(tmp_path, ["A", datetime.date(1952, 12, 27)])
    book.epoch = datetime.datetime(1904, 1, 1)
    (draft,) = drafts(tmp_path, book)
    assert draft.data["date"] == "1952-12-27"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (45, "45"), (45.0, "45"), (0.3, "0.3"), (0.1 + 0.2, "0.3"), (1.5, "1.5"), (-2, "-2"),
        (1e-7, "0.0000001"), (123456789012345, "123456789012345"), (True, "true"),
        ("007", "007"), (" a ", "a"), ("a\r\nb", "a\nb"), ("=x", None),
        (datetime.timedelta(hours=50), "50:00:00"),
    ],
)  # fmt: skip
def test_values(tmp_path: Path, value: object, text: str | None) -> None:
    """Numbers are written as people write them; texts are kept."""
    draft = one(tmp_path, "A", None, value)
    assert draft.data.get("extent") == (None if text is None else [text])


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (9783161484100001234, "more digits than a workbook keeps"),
        ("#REF!", "#REF! is the error of a formula"),
        ("#N/A", "#N/A is the error of a formula"),
        ("=1+1", "does not have the value of this formula"),
        ("x" * 32_000 + "y" * 767, ""),
    ],
)
def test_bad_cells(tmp_path: Path, value: object, said: str) -> None:
    """Errors of formulas and numbers that were cut are bad cells, told by name and heading."""
    draft = one(tmp_path, "A", None, value)
    if not said:
        assert draft.faults == ()
        return
    (fault,) = draft.faults
    assert fault.message.startswith('C2 "Umfang": ')
    assert said in fault.message
    assert draft.places[fault.at][:2] == (2, 3)
    assert "extent" not in draft.data


def test_a_serial_number(tmp_path: Path) -> None:
    """The number of a day that was not formatted as a date is told to be one, perhaps."""
    (fault,) = one(tmp_path, "A", 19355).faults
    assert fault.message.startswith('B2 "Datum": 19355 may be the number of a day')
    assert "1952-12-27" in fault.hint


def test_rows_are_those_of_the_sheet(tmp_path: Path) -> None:
    """Blank rows and columns before and between are counted, as a spreadsheet program counts."""
    book = Workbook()
    sheet = book.worksheets[0]
    for at, heading in enumerate(HEAD, 3):
        sheet.cell(4, at, heading)
    sheet.cell(7, 3, "A")
    sheet.cell(7, 4, "someday")
    sheet.cell(9, 3, "B")
    sheet.cell(9, 20, "far")
    (tmp_path / "m.toml").write_text(MAPPING, "utf-8")
    first, second = drafts(tmp_path, book)
    assert (first.origin, first.places["title"][:2]) == ("row 7", (7, 3))
    assert first.faults[0].message.startswith('D7 "Datum": ')
    assert second.faults[0].message == 'T9: "far" stands in a column without a heading'


def test_merged_and_hidden(tmp_path: Path) -> None:
    """Merged down, a cell holds for its rows; over columns it is bad; hidden rows are told."""
    book = saved(
        tmp_path,
        ["A", 1952, "2 leaves", "R1"], ["B", None, None, None], ["C", None, "over", None],
        [None] * 4, ["E", None, None, None],
    )  # fmt: skip
    sheet = book.worksheets[0]
    sheet.merge_cells("B2:B5")
    sheet.merge_cells("C4:D4")
    sheet.row_dimensions[3].hidden = True
    first, second, third, last = drafts(tmp_path, book)
    assert [each.data.get("date") for each in (first, second, third, last)] == [
        "1952", "1952", "1952", None,
    ]  # fmt: skip
    assert second.left_out == ("row 3: is hidden in the workbook, and was read like others",)
    (fault,) = third.faults
    assert fault.message.startswith('C4 "Umfang": the cell is merged over the columns C to D')
    assert last.origin == "row 6"


def test_merged_headings(tmp_path: Path) -> None:
    """A heading that is merged with the row below does not become a value."""
    book = saved(tmp_path, [None, 1952, None, None])
    book.worksheets[0].merge_cells("A1:A2")
    (draft,) = drafts(tmp_path, book)
    assert draft.data == {"date": "1952"}


def test_sheets(tmp_path: Path) -> None:
    """The only sheet with anything in it is read; of several, one has to be named."""
    book = saved(tmp_path, ["A"])
    book.create_sheet("Empty")
    assert len(drafts(tmp_path, book)) == 1
    book.create_sheet("Notes & more")["A1"] = "Titel"
    book.worksheets[-1]["A2"] = "other"
    with pytest.raises(MunimentError, match=r'several sheets .*: "Briefe", "Notes & more"'):
        drafts(tmp_path, book)
    (draft,) = drafts(tmp_path, sheet="Briefe")
    assert draft.data["title"] == "A"
    (tmp_path / "m.toml").write_text('[columns]\n"Titel" = "title"\n', "utf-8")
    (draft,) = drafts(tmp_path, sheet="Notes & more")
    assert draft.data["title"] == "other"
    with pytest.raises(MunimentError, match='there is no sheet "X"; there is "Briefe"'):
        drafts(tmp_path, sheet="X")


def test_the_command(tmp_path: Path) -> None:
    """Guess, check, import, import again, lint: as with any other table."""
    saved(tmp_path, ["A", "3/4/1953", "2 leaves"], ["B", 1952]).save(tmp_path / "b.xlsx")
    ran = muniment("import", "b.xlsx", "--from", "xlsx", "--guess", cwd=tmp_path)
    assert (ran.status, '"Titel" = "title"' in ran.out) == (0, True)
    assert '# "Regal" = ""' in ran.out
    command = ("import", "b.xlsx", "--from", "xlsx", "--option", "mapping=m.toml")
    ran = muniment(*command, cwd=tmp_path)
    assert (ran.status, (tmp_path / "records").exists()) == (1, False)
    assert ran.out.startswith('b.xlsx:2:2: B2 "Datum": "3/4/1953" can be read in two ways')
    with (tmp_path / "m.toml").open("a") as file:
        file.write('[dates]\norder = "day-month-year"\n')
    ran = muniment(*command, cwd=tmp_path)
    assert (ran.status, "2 written" in ran.err) == (0, True)
    ran = muniment(*command, cwd=tmp_path)
    assert (ran.status, "2 as before" in ran.err) == (0, True)
    ran = muniment(
        "lint", "b.xlsx", "--from", "xlsx", "--option", "mapping=m.toml", "--profile", "dpla",
        "--output-format", "concise", cwd=tmp_path,
    )  # fmt: skip
    assert "b.xlsx:3:1:" in ran.out
    assert "of 2 records: 2 would be refused" in ran.err


def test_without_the_library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is missing is said in one line, with what to install."""
    monkeypatch.setitem(sys.modules, "python_calamine", None)
    with pytest.raises(MunimentError, match=r"pip install 'muniment\[import\]'"):
        one(tmp_path, "A")


def repacked(folder: Path, changes: dict[str, bytes]) -> None:
    """Write the workbook again with other members in it."""
    with zipfile.ZipFile(folder / "b.xlsx") as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(folder / "b.xlsx", "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in (members | changes).items():
            archive.writestr(name, content)


SHEET = "xl/worksheets/sheet1.xml"
START = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
END = b"</sheetData></worksheet>"


@pytest.mark.parametrize(
    ("sheet", "message"),
    [
        (b'<row r="1"><c r="A1"><v>1</v></c><c r="XFD1"><v>1</v></c></row>'
         b'<row r="1048576"><c r="A1048576"><v>1</v></c></row>', "reaches to row 1,048,576"),
        (b'<row r="1"><c r="XFD1048576"><v>1</v></c></row>', "reaches to row 1,048,576"),
        (b"<row><c r='ZZZ1'><v>1</v></c></row>" * 700, "too many cells"),
        (b"<row>" + b"<c><v>1</v></c>" * 2_400_000, "a row too large"),
        (b"<row>" + b"<c><v>1</v></c>" * 20_000 + b"</row><row r='600'/>", "and column 20,000"),
    ],
)  # fmt: skip
def test_far_cells(tmp_path: Path, sheet: bytes, message: str) -> None:
    """A sheet of few cells that lie far apart does not take the memory of all between them."""
    saved(tmp_path, ["A"]).save(tmp_path / "b.xlsx")
    repacked(tmp_path, {SHEET: START + sheet + END})
    with pytest.raises(MunimentError, match=message):
        drafts(tmp_path)


def test_a_bomb(tmp_path: Path) -> None:
    """What would be over 256 MiB unzipped is refused before it is unzipped."""
    saved(tmp_path, ["A"]).save(tmp_path / "b.xlsx")
    with (
        zipfile.ZipFile(tmp_path / "b.xlsx", "a", zipfile.ZIP_DEFLATED) as archive,
        archive.open("xl/sharedStrings.xml", "w") as member,
    ):
        for _ in range(260):
            member.write(b" " * 1024 * 1024)
    tracemalloc.start()
    with pytest.raises(MunimentError, match=r"b\.xlsx: is over 256 MiB when it is unzipped"):
        drafts(tmp_path)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 20 * 1024 * 1024


def test_a_bomb_that_lies(tmp_path: Path) -> None:
    """An archive that says less of a size than is true is damaged."""
    saved(tmp_path, ["A"]).save(tmp_path / "b.xlsx")
    repacked(tmp_path, {"xl/sharedStrings.xml": b" " * 5_000_000})
    raw = (tmp_path / "b.xlsx").read_bytes()
    (tmp_path / "b.xlsx").write_bytes(
        raw.replace((5_000_000).to_bytes(4, "little"), (50).to_bytes(4, "little"))
    )
    with pytest.raises(MunimentError, match=r"damaged at xl/sharedStrings\.xml"):
        drafts(tmp_path)


def test_no_workbooks(tmp_path: Path) -> None:
    """What is no workbook is refused in one line that says what to do."""
    saved(tmp_path, ["A"]).save(tmp_path / "b.xlsx")
    whole = (tmp_path / "b.xlsx").read_bytes()
    for raw, message in (
        (b"", "is no workbook"),
        (b"Titel;Datum\n", "is no workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "is a workbook of the old kind .*or has a password"),
        (whole[: len(whole) // 2], "is no workbook"),
    ):
        (tmp_path / "b.xlsx").write_bytes(raw)
        with pytest.raises(MunimentError, match=rf"b\.xlsx: {message}[^\n]*$"):
            drafts(tmp_path)
    with zipfile.ZipFile(tmp_path / "b.xlsx", "w") as archive:
        archive.writestr("content.xml", "<office/>")
    with pytest.raises(MunimentError, match="is no workbook"):
        drafts(tmp_path)
    with pytest.raises(MunimentError, match="No such file"):
        list(read(str(tmp_path / "nothing.xlsx"), ReaderSettings()))
    with pytest.raises(MunimentError, match="is not a file"):
        list(read(str(tmp_path), ReaderSettings()))


def test_an_empty_workbook(tmp_path: Path) -> None:
    """A workbook without anything in it has no headings."""
    Workbook().save(tmp_path / "b.xlsx")
    with pytest.raises(MunimentError, match="it is empty"):
        proposal(str(tmp_path / "b.xlsx"), ReaderSettings())


@pytest.mark.parametrize(
    ("member", "content"),
    [
        (SHEET, b"<worksheet><sheetData><row"),
        (SHEET, b"not XML \xff"),
        (SHEET, START + b'<row r="1"><c r="A1" t="s"><v>99</v></c></row>' + END),
        ("xl/workbook.xml", b"<workbook"),
        ("xl/workbook.xml", b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'),
        ("xl/_rels/workbook.xml.rels", b"<a/>"),
        ("xl/styles.xml", b"<"),
    ],
)
def test_damaged(tmp_path: Path, member: str, content: bytes) -> None:
    """A part that is damaged is an error of one line, or does not matter."""
    saved(tmp_path, ["A"]).save(tmp_path / "b.xlsx")
    repacked(tmp_path, {member: content})
    try:
        drafts(tmp_path)
    except MunimentError as error:
        assert "b.xlsx" in str(error)  # noqa: PT017
        assert "\n" not in str(error)  # noqa: PT017


changes = st.lists(st.tuples(st.floats(0, 0.999), st.integers(0, 255)), min_size=1, max_size=4)


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(changes)
def test_spoilt(tmp_path_factory: pytest.TempPathFactory, changes: list[tuple[float, int]]) -> None:
    """No bytes raise anything but MunimentError."""
    folder = tmp_path_factory.mktemp("xlsx")
    saved(folder, ["A", 1952, "x", "y"]).save(folder / "b.xlsx")
    raw = bytearray((folder / "b.xlsx").read_bytes())
    for at, value in changes:
        raw[int(at * len(raw))] = value
    (folder / "b.xlsx").write_bytes(raw)
    try:
        drafts(folder)
    except MunimentError as error:
        assert "\n" not in str(error)  # noqa: PT017


def test_a_table_and_a_workbook_say_the_same(tmp_path: Path) -> None:
    """The same cells make the same drafts, whichever file they stand in."""
    from muniment.readers.csv import read as read_csv

    rows = [["A", "27.12.1952", "2 leaves", "R1"], ["B", "3/4/1953", "", ""], ["C", "", "x", ""]]
    found = drafts(tmp_path, saved(tmp_path, *rows))
    text = "\n".join(",".join(row) for row in (HEAD, *rows))
    (tmp_path / "b.csv").write_text(text, "utf-8")
    options = {"mapping": str(tmp_path / "m.toml")}
    same = list(read_csv(str(tmp_path / "b.csv"), ReaderSettings(options)))
    assert [each._replace(file="") for each in found] == [each._replace(file="") for each in same]
