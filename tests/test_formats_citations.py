"""CSL-JSON, RIS and BibTeX: what a scholar's programs read is what the record says."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import jsonschema
import pytest
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle
from citeproc import formatter as formatters
from citeproc.source.json import CiteProcJSON
from hypothesis import given, settings
from hypothesis import strategies as st

import citation_readers as readers
import test_loss
from inside import muniment
from muniment.bibliography.dates import points
from muniment.dublincore import statements
from muniment.errors import CannotCarryError
from muniment.formats import Document, ExportSettings, Item, format_named
from muniment.record import Record
from program import ROOT
from specimens import complete, toml

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from muniment.bibliography import Field

FORMATS = ("csl-json", "ris", "bibtex")
EXAMPLES = ROOT / "tests" / "examples"
# The specimens that may go out, as those of oai_dc do.
SPECIMENS = sorted(folder.parent for folder in EXAMPLES.glob("*/oai_dc"))

# The schema of CSL 1.0.2 in a few words: only what an archival document may come to.
_NAME = {
    "type": "object",
    "properties": {part: {"type": "string"} for part in ("family", "given", "literal")},
    "additionalProperties": False,
    "minProperties": 1,
}
_DATE = {
    "type": "object",
    "properties": {
        "date-parts": {
            "type": "array",
            "minItems": 1,
            "maxItems": 2,
            "items": {
                "type": "array",
                "minItems": 1,
                "maxItems": 3,
                "items": {"type": ["string", "number"]},
            },
        },
        "season": {"type": ["string", "number"]},
        "circa": {"type": ["string", "number", "boolean"]},
        "literal": {"type": "string"},
    },
    "additionalProperties": False,
}
_TYPES = (
    *("collection", "dataset", "document", "graphic", "interview", "manuscript", "map"),
    *("motion_picture", "personal_communication", "software", "song", "speech"),
)
_NAMES = (
    *("author", "compiler", "composer", "contributor", "curator", "director", "editor"),
    *("illustrator", "interviewer", "organizer", "performer", "producer", "recipient"),
    "translator",
)
_DATES = ("available-date", "issued")
_TEXTS = (
    *("DOI", "URL", "abstract", "archive", "archive-place", "archive_collection"),
    *("archive_location", "dimensions", "genre", "keyword", "language", "medium", "note"),
    *("publisher", "source", "title"),
)
CSL = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["type", "id"],
        "additionalProperties": False,
        "properties": {
            "type": {"enum": list(_TYPES)},
            "id": {"type": "string"},
            **{name: {"type": "array", "minItems": 1, "items": _NAME} for name in _NAMES},
            **dict.fromkeys(_DATES, _DATE),
            **{name: {"type": "string"} for name in _TEXTS},
        },
    },
}


READERS: dict[str, Callable[[bytes], Any]] = {
    "csl-json": readers.csl,
    "ris": readers.ris,
    "bibtex": readers.bibtex,
}


def record_of(**data: Any) -> Record:
    return Record.model_validate({"id": "record", **data})


def item(record: Record, name: str, above: Record | None = None) -> Item[Field]:
    document = Document(record.id or "", record, above, statements(record, above))
    found = format_named(name).carried(document, ExportSettings())
    return Item(document.id, record, found)  # type: ignore[arg-type]


def spelt(name: str, *items: Item[Field]) -> bytes:
    """Give the one file of some records."""
    ((_, chunks),) = format_named(name).files(items, ExportSettings(single=True))
    return b"".join(chunks)


def cited(name: str, above: Record | None = None, **data: Any) -> Any:
    """Give the one citation of a record as it is read back."""
    raw = spelt(name, item(record_of(**data), name, above))
    (found,) = READERS[name](raw)
    return found


# Every value is read back equal.


def require_equal(name: str, raw: bytes, *items: Item[Field]) -> None:
    """Read a file back, and require of each record all that was carried, in its order."""
    check = {"csl-json": csl_is, "ris": ris_is, "bibtex": bibtex_is}[name]
    check(raw, [grouped(each.carried) for each in items])


def grouped(carried: Any) -> dict[str, list[Field]]:
    found: dict[str, list[Field]] = {}
    for field in carried:
        found.setdefault(field.name, []).append(field)
    return found


def csl_is(raw: bytes, expected: list[dict[str, list[Field]]]) -> None:
    items = readers.csl(raw)
    jsonschema.validate(items, CSL)
    assert len(items) == len(expected)
    for found, fields in zip(items, expected, strict=True):
        assert list(found) == list(fields)
        for name, listed in fields.items():
            values = [field.value for field in listed]
            if name in _NAMES:
                assert [csl_name(each) for each in found[name]] == values
            elif name in _DATES:
                assert [re.sub("[?%]", "~", value) for value in values] == [
                    readers.edtf(found[name])
                ] or found[name] == {"literal": values[0]}
            else:
                assert found[name] == ("\n" if name == "note" else "; ").join(values)


def csl_name(name: dict[str, str]) -> str:
    if "literal" in name:
        return name["literal"]
    return ", ".join(name[part] for part in ("family", "given") if part in name)


RIS_KEYS = {
    "TY": "type_of_reference",
    "ID": "id",
    "TI": "title",
    "AU": "authors",
    "A2": "secondary_authors",
    "A4": "subsidiary_authors",
    "ED": "editors",
    "PY": "year",
    "DA": "date",
    "DB": "name_of_database",
    "AN": "accession_number",
    "PB": "publisher",
    "DP": "database_provider",
    "UR": "urls",
    "DO": "doi",
    "M3": "type_of_work",
    "LA": "language",
    "KW": "keywords",
    "AB": "abstract",
    "N1": "notes",
    "CR": "rights",
}


def ris_is(raw: bytes, expected: list[dict[str, list[Field]]]) -> None:
    text = raw.decode("utf-8")
    for line in text.removesuffix("\r\n").split("\r\n"):
        assert not line or re.match("[A-Z][A-Z0-9]  - ", line)
        assert "\n" not in line
    references = readers.ris(raw)
    assert len(references) == len(expected) == text.count("\r\nER  - \r\n")
    for found, fields in zip(references, expected, strict=True):
        assert set(found) == {RIS_KEYS[tag] for tag in fields}
        for tag, listed in fields.items():
            values = [field.value for field in listed]
            read = found[RIS_KEYS[tag]]
            assert read == (values if isinstance(read, list) else "; ".join(values))


def bibtex_is(raw: bytes, expected: list[dict[str, list[Field]]]) -> None:
    entries, bare = readers.bibtex(raw), readers.verbatim(raw)
    assert len({entry.key.casefold() for entry in entries}) == len(entries) == len(expected)
    for entry, written, fields in zip(entries, bare, expected, strict=True):
        assert entry.type == "misc"
        assert [entry.key, *entry.fields] == [
            fields["key"][0].value,
            *(name for name in fields if name != "key"),
        ]
        for name, read in entry.fields.items():
            values = [field.value for field in fields[name]]
            if isinstance(read, list):
                assert [readers.person(each) for each in read] == values
            elif name in ("url", "doi"):
                assert unquote(written[name]) == unquote(values[0])
            elif name in ("organization", "language", "keywords"):
                joint = ", " if name == "keywords" else " and "
                assert readers.listed(written[name], joint) == values
            elif name in ("date", "month"):
                assert [written[name]] == values
            else:
                assert read == (" / " if name == "annote" else "; ").join(values)


@pytest.mark.parametrize("name", FORMATS)
def test_our_records(name: str) -> None:
    """The records of this repository, as the command line writes them into one file."""
    found = muniment("export", "records", "--to", name, cwd=ROOT)
    assert found.status == 0
    files = sorted((ROOT / "records").glob("*.toml"))
    items = [exported(file, name) for file in files]
    raw = found.out.encode("utf-8")
    require_equal(name, raw, *items)
    assert raw == spelt(name, *items)


def exported(file: Path, name: str) -> Item[Field]:
    """Give a record as it leaves: effective, and without what is private."""
    from muniment.export import Export
    from muniment.lint import Linter
    from muniment.lint_settings import LintSettings
    from program import TODAY

    linter = Linter(LintSettings(str(file.parent), TODAY))
    (found,) = Export(linter, format_named(name), ExportSettings()).items([str(file)])
    return found


@pytest.mark.parametrize("case", SPECIMENS, ids=lambda case: case.name)
@pytest.mark.parametrize("name", FORMATS)
def test_specimens(name: str, case: Path) -> None:
    """Each specimen that may go out is read back whole."""
    found = exported(case / "record.toml", name)
    require_equal(name, spelt(name, found), found)


@pytest.mark.parametrize("turn", test_loss.ROUNDS)
@pytest.mark.parametrize("name", FORMATS)
def test_every_key(name: str, turn: int) -> None:
    """The record that has every key of the model is read back whole."""
    gone = test_loss.export(test_loss.make(turn).data, name)
    (raw,) = gone.files.values()
    require_equal(name, raw, Item("record", Record(), gone.carried))  # type: ignore[arg-type]


LETTERS = st.one_of(
    st.sampled_from("{}\\%&#$_~^@\"'`<>|,;:/=-!?[]()* \t\n\r\u2028aZ1éЖ中ש\u0301\u00a0"),
    st.characters(exclude_categories=["Cs", "Cc"]),
)
WORDS = st.sampled_from(
    ["and", " and ", "others", "ER  - ", "\nER  - \n", "\nTY  - JOUR\n", "}\n\n@misc{evil,", "--"]
)
TEXTS = st.lists(st.one_of(LETTERS, WORDS), min_size=1, max_size=12).map("".join)
TEXT = TEXTS.filter(lambda text: bool(text.strip()))


@st.composite
def records(draw: st.DrawFn) -> Record:
    def agent(role: str) -> dict[str, Any]:
        kind = draw(st.sampled_from(["person", "organization", "family", None]))
        parts = {key: draw(TEXT) for key in ("name", "family", "given", "signed") if draw(CHOICE)}
        return {**parts, **({"kind": kind} if kind else {}), "role": role}

    return record_of(
        title=draw(TEXT),
        alternative=[draw(TEXT)],
        date=draw(st.sampled_from(["1952-12-27", "1952?", "195X", "1950/1953~"])),
        type=draw(st.sampled_from(["Text", "Sound"])),
        genre=[draw(TEXT), draw(TEXT)],
        extent=[draw(TEXT)],
        format=[draw(TEXT)],
        subject=[draw(TEXT), draw(TEXT)],
        description=draw(TEXT),
        url=draw(TEXT),
        identifier=[draw(TEXT)],
        publisher=[draw(TEXT), draw(TEXT)],
        creator=[agent("aut"), agent("pht")],
        contributor=[agent(role) for role in ("rcp", "trl", "edt", "ivr", "ann")],
        source=[{"citation": draw(TEXT), "url": draw(TEXT)}],
        original_archive=[
            {"name": draw(TEXT), "siglum": draw(TEXT), "reference": ["collection A", draw(TEXT)]},
            {"name": draw(TEXT), "holds": "copy", "former_reference": [draw(TEXT)]},
        ],
        rights=[{"statement": draw(TEXT), "holder": [draw(TEXT)]}],
        provenance=[{"activity": "transfer", "note": draw(TEXT)}],
    )


CHOICE = st.booleans()


@pytest.mark.parametrize("name", FORMATS)
@settings(max_examples=100, deadline=None)
@given(record=records())
def test_any_text(name: str, record: Record) -> None:
    """Braces, backslashes, line breaks, and what looks like the format itself are text."""
    found = item(record, name)
    require_equal(name, spelt(name, found), found)


@pytest.mark.parametrize("name", FORMATS)
def test_text_is_itself(name: str) -> None:
    """What is read back is the record's own text, whatever the script."""
    title = "Отчёт — 報告 «שלום» e\u0301 50% {a} C:\\x & #1 $_~^ <b> 'q' \"r\" -- ]]>"
    found = cited(name, title=title)
    assert (found.fields if name == "bibtex" else found)["title"] == title


@pytest.mark.parametrize("name", ["ris", "bibtex"])
def test_line_breaks_become_spaces(name: str) -> None:
    """A value has one line; a break, with the white space around it, is one space."""
    found = cited(name, description=" One \r\n\r\n two\u2028three\tfour\n")
    assert (found.fields if name == "bibtex" else found)["abstract"] == "One two three\tfour"


def test_line_breaks_stay_in_json() -> None:
    """JSON has a way to write them, and every other character."""
    assert cited("csl-json", description="One\n\ntwo\x07")["abstract"] == "One\n\ntwo\x07"


@pytest.mark.parametrize("name", ["ris", "bibtex"])
@pytest.mark.parametrize("letter", ["\0", "\x07", "\x1b", "\x7f"])
def test_control_character(name: str, letter: str) -> None:
    """What neither has a way to write stops the export, by the name of the key."""
    with pytest.raises(CannotCarryError) as caught:
        item(record_of(title="Letter", description=f"a{letter}b"), name)
    assert (caught.value.record, caught.value.key) == ("record", "description.text")


def test_address_in_bibtex_is_verbatim() -> None:
    """A URL is not escaped for TeX; only what would end the field is percent-encoded."""
    url = "https://example.org/a_b%20c?d=~e&f=#{g}\\h i"
    raw = spelt("bibtex", item(record_of(url=url), "bibtex"))
    (found,) = readers.verbatim(raw)
    assert found["url"] == "https://example.org/a_b%20c?d=~e&f=#%7Bg%7D%5Ch%20i"


# What a citation is made of.


DATES = [
    # EDTF, CSL's variable, DA of RIS, date and year and month of BibTeX
    ("1952", {"date-parts": [[1952]]}, "1952///", ("1952", "1952", None)),
    ("1952-12", {"date-parts": [[1952, 12]]}, "1952/12//", ("1952-12", "1952", "dec")),
    ("1952-05-07", {"date-parts": [[1952, 5, 7]]}, "1952/05/07/", ("1952-05-07", "1952", "may")),
    (
        "1952?",
        {"date-parts": [[1952]], "circa": True},
        "1952///uncertain",
        ("1952?", "1952?", None),
    ),
    (
        "1952-05~",
        {"date-parts": [[1952, 5]], "circa": True},
        "1952/05//circa",
        ("1952-05~", "ca. 1952", "may"),
    ),
    (
        "1952%",
        {"date-parts": [[1952]], "circa": True},
        "1952///circa, uncertain",
        ("1952%", "ca. 1952?", None),
    ),
    (
        "1952-21",
        {"date-parts": [[1952]], "season": 1},
        "1952///Spring",
        ("1952-21", "1952", None),
    ),
    (
        "1952/1953-02",
        {"date-parts": [[1952], [1953, 2]]},
        "1952///to 1953-02",
        ("1952/1953-02", "1952/1953", None),
    ),
    (
        "1952~/1953~",
        {"date-parts": [[1952], [1953]], "circa": True},
        "1952///circa, to 1953~",
        ("1952~/1953~", "ca. 1952/ca. 1953", None),
    ),
    (
        "1952/1953?",
        {"literal": "1952/1953?"},
        "1952///to 1953?",
        ("1952/1953?", "1952/1953?", None),
    ),
    *(
        (edtf, {"literal": edtf}, None, (None, edtf, None))
        for edtf in (
            *("1952/..", "../1952", "195X", "1952-XX", "[1952,1953]", "{1952..1954}", "-0043"),
            *("0000", "Y17000", "1952-25", "1952?-12", "1950S2", "1952-21/1953"),
        )
    ),
]


@pytest.mark.parametrize(("edtf", "csl", "ris", "bibtex"), DATES, ids=lambda each: str(each)[:20])
def test_dates(edtf: str, csl: Any, ris: str | None, bibtex: tuple[str | None, ...]) -> None:
    """A date is said as exactly as the format can, and never more exactly than the record."""
    assert cited("csl-json", date=edtf)["issued"] == csl
    reference = cited("ris", date=edtf)
    assert reference.get("date") == ris
    assert reference.get("year") == (edtf[:4] if ris else None)
    assert ris or reference["notes"] == [f"Date: {edtf}"]
    # biber takes ~ and % of a date as they are; what LaTeX prints is decoded.
    (bare,) = readers.verbatim(spelt("bibtex", item(record_of(date=edtf), "bibtex")))
    fields = cited("bibtex", date=edtf).fields
    assert (bare.get("date"), fields["year"], bare.get("month")) == bibtex


def test_hours_are_a_note() -> None:
    """CSL knows days; the time of a telegram is not lost."""
    found = cited("csl-json", date="1952-12-27T23:20:30Z")
    assert found["issued"] == {"date-parts": [[1952, 12, 27]]}
    assert found["note"] == "Time: 1952-12-27T23:20:30Z"


def test_the_date_is_that_of_the_document() -> None:
    """What is cited was written on its own day; the day it was published is another."""
    found = cited("csl-json", date="1952-12-27", issued="2011-11-20")
    assert found["issued"] == {"date-parts": [[1952, 12, 27]]}
    assert found["available-date"] == {"date-parts": [[2011, 11, 20]]}
    alone = cited("csl-json", issued="2011-11-20")
    assert alone["issued"] == {"date-parts": [[2011, 11, 20]]}
    assert cited("ris", date="1952", issued="2011")["notes"] == ["Published: 2011"]
    assert cited("bibtex", date="1952", issued="2011").fields["annote"] == "Published: 2011"


@pytest.mark.parametrize("edtf", ["1952", "1952-12-27?", "1952/1953", "1952-24~"])
def test_points_have_all_of_a_date(edtf: str) -> None:
    """What a date was parted into gives the date again."""
    parts = [
        "-".join([*point.parts, *([str(point.season + 20)] if point.season else [])]) + point.doubt
        for point in points(edtf)
    ]
    assert "/".join(parts) == edtf


NAMES = [
    # agent, name variable of CSL, the name in BibTeX
    (
        {"name": "Stalin, Joseph", "kind": "person"},
        {"family": "Stalin", "given": "Joseph"},
        "Stalin, Joseph",
    ),
    ({"name": "Mao Zedong", "kind": "person"}, {"literal": "Mao Zedong"}, "{Mao Zedong}"),
    (
        {"name": "Mao Zedong", "kind": "person", "family": "Mao", "given": "Zedong"},
        {"family": "Mao", "given": "Zedong"},
        "Mao, Zedong",
    ),
    ({"name": "Plato", "family": "Plato"}, {"family": "Plato"}, "Plato"),
    (
        {"name": "King, Martin Luther, Jr.", "kind": "person"},
        {"family": "King", "given": "Martin Luther, Jr."},
        "King, {Martin Luther, Jr.}",
    ),
    (
        {"family": "Brown and Root", "given": "A.", "kind": "person"},
        {"family": "Brown and Root", "given": "A."},
        "{Brown and Root}, A.",
    ),
    (
        {"name": "Beethoven, Ludwig van", "kind": "person"},
        {"family": "Beethoven", "given": "Ludwig van"},
        "Beethoven, Ludwig van",
    ),
    (
        {"name": "Ministry of Justice, Prisons", "kind": "organization"},
        {"literal": "Ministry of Justice, Prisons"},
        "{Ministry of Justice, Prisons}",
    ),
    (
        {"name": "Ministry of Justice, Prisons"},
        {"literal": "Ministry of Justice, Prisons"},
        "{Ministry of Justice, Prisons}",
    ),
    ({"name": "Health and Welfare"}, {"literal": "Health and Welfare"}, "{Health and Welfare}"),
    ({"name": "Romanov", "kind": "family"}, {"literal": "Romanov"}, "{Romanov}"),
    ({"name": "others"}, {"literal": "others"}, "{others}"),
]


@pytest.mark.parametrize(("agent", "csl", "bibtex"), NAMES)
def test_names(agent: dict[str, str], csl: dict[str, str], bibtex: str) -> None:
    """A name is parted only where the record says how, or that it is a person's."""
    assert cited("csl-json", creator=[agent])["author"] == [csl]
    raw = spelt("bibtex", item(record_of(creator=[agent]), "bibtex"))
    assert readers.verbatim(raw)[0]["author"] == bibtex


def test_signed() -> None:
    """The name under the document is no second author, and is not lost."""
    agent = {"name": "Stalin, Joseph", "kind": "person", "signed": "SEMENOV"}
    for name in FORMATS:
        raw = spelt(name, item(record_of(creator=[agent]), name)).decode("utf-8")
        assert raw.count("Stalin, Joseph signed as SEMENOV") == 1
    assert len(cited("csl-json", creator=[agent])["author"]) == 1


def test_name_that_differs_from_its_parts_is_lost() -> None:
    """A name as it is filed, with years, is reported as not carried where the parts are."""
    agent = {"name": "Stalin, Joseph, 1878-1953", "family": "Stalin", "given": "Joseph"}
    carried = item(record_of(creator=[agent]), "csl-json").carried
    assert not any("creator.0.name" in field.of for field in carried)


ROLES = {"aut": "author", "trl": "translator", "rcp": "recipient", "edt": "editor"}


def test_roles() -> None:
    """What somebody did decides the variable, not the table that they stand in."""
    agents = [{"name": f"N {role}", "role": role} for role in ROLES]
    for table in ("creator", "contributor"):
        data: dict[str, Any] = {table: agents}
        found = cited("csl-json", **data)
        for role, variable in ROLES.items():
            assert found[variable] == [{"literal": f"N {role}"}]
        reference = cited("ris", type="Text", **data)
        assert reference["type_of_reference"] == "PCOMM"
        assert reference["authors"] == ["N aut"]
        assert reference["secondary_authors"] == ["N rcp"]
        assert reference["subsidiary_authors"] == ["N trl"]
        assert reference["editors"] == ["N edt"]
        fields = cited("bibtex", **data).fields
        assert [readers.person(each) for each in fields["translator"]] == ["N trl"]
        assert fields["annote"] == "Recipient: N rcp"


def test_role_without_a_variable() -> None:
    """A photographer is an author where they made it, else a contributor, and the role is lost."""
    agent = {"name": "N", "role": "pht"}
    assert cited("csl-json", creator=[agent])["author"] == [{"literal": "N"}]
    assert cited("csl-json", contributor=[agent])["contributor"] == [{"literal": "N"}]
    assert cited("ris", contributor=[agent])["notes"] == ["Contributor: N"]
    carried = item(record_of(creator=[agent]), "csl-json").carried
    assert not any("creator.0.role" in field.of for field in carried)


TYPES = [
    ({"type": "Text"}, "manuscript", "MANSCPT"),
    ({"type": "Text", "genre": "report"}, "manuscript", "MANSCPT"),
    ({"type": "Text", "genre": "telegram"}, "manuscript", "MANSCPT"),
    (
        {"type": "Text", "contributor": [{"name": "M", "role": "rcp"}]},
        "personal_communication",
        "PCOMM",
    ),
    ({"type": "Sound", "contributor": [{"name": "M", "role": "rcp"}]}, "song", "SOUND"),
    ({"type": "Sound", "genre": "Interview"}, "interview", "UNPB"),
    ({"creator": [{"name": "M", "role": "ive"}]}, "interview", "UNPB"),
    ({"type": "Text", "genre": "speech"}, "speech", "UNPB"),
    ({"type": "StillImage"}, "graphic", "ART"),
    ({"type": "StillImage", "genre": "map"}, "map", "MAP"),
    ({"type": "MovingImage"}, "motion_picture", "VIDEO"),
    ({"type": "PhysicalObject"}, "document", "GEN"),
    ({"level": "fonds", "type": "Text"}, "collection", "GEN"),
    ({}, "document", "GEN"),
]


@pytest.mark.parametrize(("data", "csl", "ris"), TYPES)
def test_types(data: dict[str, Any], csl: str, ris: str) -> None:
    """Genre, role and DCMI type decide what sort of thing is cited."""
    assert cited("csl-json", **data)["type"] == csl
    assert cited("ris", **data)["type_of_reference"] == ris


ARCHIVES = [
    {"name": "Copy House", "holds": "copy", "reference": ["box 9"]},
    {
        "name": "Kennedy Library",
        "siglum": "JFKL",
        "country": "US",
        "reference": ["collection National Security Files", "series Countries", "file USSR"],
        "as_of": "1995",
        "former_reference": ["NSF 1"],
    },
]


def test_archive() -> None:
    """The archive of the original is cited, whichever stands first; a copy is told of."""
    found = cited("csl-json", original_archive=ARCHIVES)
    assert found["archive"] == "Kennedy Library (JFKL)"
    assert found["archive_collection"] == "National Security Files"
    assert found["archive_location"] == "series Countries, file USSR"
    assert found["archive-place"] == "United States"
    assert found["note"].splitlines() == [
        "Copy: Copy House, box 9",
        "Held by Kennedy Library as of 1995",
        "Former reference: NSF 1",
    ]
    reference = cited("ris", original_archive=ARCHIVES)
    assert reference["name_of_database"] == "Kennedy Library (JFKL)"
    assert reference["accession_number"] == "National Security Files, series Countries, file USSR"
    fields = cited("bibtex", original_archive=ARCHIVES).fields
    assert fields["library"] == "Kennedy Library (JFKL)"
    assert fields["howpublished"] == (
        "Kennedy Library (JFKL), National Security Files, series Countries, file USSR, "
        "United States"
    )


def test_archive_of_a_copy_alone() -> None:
    """Where only the holder of a copy is known, it is cited, and the note says what it has."""
    found = cited("csl-json", original_archive=ARCHIVES[:1])
    assert (found["archive"], found["archive_location"]) == ("Copy House", "box 9")
    assert found["note"] == "Copy: Copy House, box 9"


def test_fonds_by_number_stays_in_its_chain() -> None:
    """A fonds is part of the location; a collection with nothing below it is the location."""
    chain = [{"name": "APRF", "reference": ["fond 45", "opis 1", "delo 343"]}]
    found = cited("csl-json", original_archive=chain)
    assert found["archive_location"] == "fond 45, opis 1, delo 343"
    assert "archive_collection" not in found
    alone = [{"name": "A", "reference": ["collection Koo Papers"]}]
    assert cited("csl-json", original_archive=alone)["archive_location"] == "collection Koo Papers"


def test_rights_of_another_layer_are_not_the_documents_own() -> None:
    """Rights are notes; those of the layer described first; those of another say whose they are."""
    found = exported(EXAMPLES / "several-layers" / "record.toml", "ris")
    (reference,) = readers.ris(spelt("ris", found))
    assert reference["rights"] == ["http://creativecommons.org/licenses/by/4.0/"]
    rights = [note for note in reference["notes"] if "ights" in note or "rights" in note]
    assert rights[:3] == [
        "Rights: http://creativecommons.org/licenses/by/4.0/",
        "Rights holder: Reed, Joan",
        "Rights contact: Joan Reed, joan.reed@wilsoncenter.org",
    ]
    others = [note for note in rights if "Kreisarchiv" in note or "rightsstatements" in note]
    assert others
    assert all("in the original" in note or "for the original" in note for note in others)


def test_first_doi_is_the_doi() -> None:
    """There is one variable; other identifiers are notes."""
    identifiers = ["ark:/1/2", "https://doi.org/10.1000/a(b)", "doi:10.1000/2"]
    found = cited("csl-json", identifier=identifiers)
    assert found["DOI"] == "10.1000/a(b)"
    assert found["note"] == "Identifier: ark:/1/2\nIdentifier: doi:10.1000/2"


def test_where_it_was_read() -> None:
    """The collection above is the source, by its title; who makes it available, the publisher."""
    above = record_of(title="Digital Archive", url="https://example.org/")
    data = {"part_of": "collection", "publisher": ["A and B", "C"], "url": "https://example.org/1"}
    found = cited("csl-json", above, **data)
    assert (found["source"], found["publisher"]) == ("Digital Archive", "A and B; C")
    assert found["URL"] == "https://example.org/1"
    assert cited("ris", above, **data)["database_provider"] == "Digital Archive"
    assert cited("bibtex", above, **data).fields["addendum"] == "Digital Archive"


# How it leaves.


def put(folder: Path) -> None:
    (folder / "records").mkdir()
    for name in ("one", "two"):
        data = complete(id=name, title=f"Number {name}")
        (folder / "records" / f"{name}.toml").write_bytes(toml(data))


ENDINGS = {"csl-json": "json", "ris": "ris", "bibtex": "bib"}


@pytest.mark.parametrize("name", FORMATS)
def test_command_line(name: str, tmp_path: Path) -> None:
    """A folder gets a file a record; a file gets them all; what is lost is said."""
    put(tmp_path)
    done = muniment("export", "--to", name, "--output", "out", cwd=tmp_path)
    assert (done.status, done.out) == (0, "")
    assert f"2 records exported to {name}" in done.err
    ending = ENDINGS[name]
    files = sorted((tmp_path / "out").iterdir())
    assert [file.name for file in files] == [f"one.{ending}", f"two.{ending}"]
    together = muniment("export", "--to", name, "--output", f"all.{ending}", cwd=tmp_path)
    assert together.status == 0
    whole = (tmp_path / f"all.{ending}").read_bytes()
    if name == "csl-json":
        assert readers.csl(whole) == [readers.csl(file.read_bytes())[0] for file in files]
    else:
        assert whole == b"".join(file.read_bytes() for file in files)


@pytest.mark.parametrize("name", FORMATS)
def test_private_name_stays(name: str) -> None:
    """A key that the record calls private is in no citation."""
    found = exported(EXAMPLES / "private-contact" / "record.toml", name)
    private = found.record.record.private if found.record.record else ()
    assert private == ("rights.0.contact.email",)
    assert not any("rights.0.contact.email" in field.of for field in found.carried)


@pytest.mark.parametrize("name", FORMATS)
def test_streams(name: str) -> None:
    """A record is written before the one after the next is asked for."""
    asked: list[int] = []
    one = item(record_of(title="Letter"), name)

    def items() -> Iterator[Item[Field]]:
        for number in range(5):
            asked.append(number)
            yield one

    ((_, chunks),) = format_named(name).files(items(), ExportSettings(single=True))
    waiting = iter(chunks)
    assert b"Letter" in next(waiting)
    assert asked in ([0], [0, 1])
    assert len(list(waiting)) >= 4


@pytest.mark.parametrize("name", FORMATS)
def test_no_records(name: str) -> None:
    """A file of no records is one that its readers take."""
    assert READERS[name](spelt(name)) == []


STYLE = """<?xml version="1.0" encoding="utf-8"?>
<style xmlns="http://purl.org/net/xbiblio/csl" class="note" version="1.0">
<info><title>T</title><id>t</id><updated>2020-01-01T00:00:00+00:00</updated></info>
<citation><layout><text variable="title"/></layout></citation>
<bibliography><layout><group delimiter=", ">
<names variable="author"><name and="text"/></names><text variable="title"/>
<date variable="issued"><date-part name="day" suffix=" "/><date-part name="month" suffix=" "/>
<date-part name="year"/></date>
<text variable="archive_location"/><text variable="archive"/>
<names variable="translator"><name/></names><text variable="publisher"/>
</group></layout></bibliography></style>
"""


def test_a_style_formats_it(tmp_path: Path) -> None:
    """A processor of CSL makes the citation of the telegram that a historian would write."""
    record = exported(ROOT / "records" / "stalin-mao-1952-12-27.toml", "csl-json")
    (tmp_path / "style.csl").write_text(STYLE, encoding="utf-8")
    source = CiteProcJSON(json.loads(spelt("csl-json", record)))
    style = CitationStylesStyle(str(tmp_path / "style.csl"), validate=False)
    bibliography = CitationStylesBibliography(style, source, formatters.plain)
    bibliography.register(Citation([CitationItem(record.id)]))
    (found,) = (str(entry) for entry in bibliography.bibliography())
    assert found == (
        "Joseph Stalin, Telegram from Stalin to Mao Zedong, 27 December 1952, "
        "fond 45, opis 1, delo 343, listy 115-116, "
        "Archive of the President of the Russian Federation (APRF), "
        "History and Public Policy Program"
    )
