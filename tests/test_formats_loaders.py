"""Tables for Omeka S and Islandora Workbench: read back as those read them, nothing comes apart."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings

from generated import document, exported, records, texts
from inside import muniment
from muniment import separated
from muniment.errors import CannotCarryError
from muniment.formats import ExportSettings, Item, format_named, omeka_csv
from muniment.loss import leaves
from muniment.separated import Cell, Row
from muniment.vocabularies import islandora, languages, relators
from specimens import complete, toml

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FORMATS = ("omeka-csv", "islandora-csv")
# The properties that Omeka S has when it is installed (Dublin Core, dcterms).
DCTERMS = {
    *("title", "creator", "subject", "description", "publisher", "contributor", "date", "type"),
    *("format", "identifier", "source", "language", "relation", "coverage", "rights"),
    *("audience", "alternative", "tableOfContents", "abstract", "created", "valid", "available"),
    *("issued", "modified", "extent", "medium", "isVersionOf", "hasVersion", "isReplacedBy"),
    *("replaces", "isRequiredBy", "requires", "isPartOf", "hasPart", "isReferencedBy"),
    *("references", "isFormatOf", "hasFormat", "conformsTo", "spatial", "temporal", "mediator"),
    *("dateAccepted", "dateCopyrighted", "dateSubmitted", "educationLevel", "accessRights"),
    *("bibliographicCitation", "license", "rightsHolder", "provenance", "instructionalMethod"),
    *("accrualMethod", "accrualPeriodicity", "accrualPolicy"),
}
# The fields of the content type islandora_object in the Islandora Starter Site.
SITE = {
    *("field_abstract", "field_alt_title", "field_classification", "field_coordinates"),
    *("field_coordinates_text", "field_copyright_date", "field_date_captured"),
    *("field_date_modified", "field_date_valid", "field_description"),
    *("field_dewey_classification", "field_edition", "field_edtf_date"),
    *("field_edtf_date_created", "field_edtf_date_issued", "field_extent", "field_frequency"),
    *("field_full_title", "field_genre", "field_geographic_subject", "field_identifier"),
    *("field_isbn", "field_issue", "field_language", "field_lcc_classification"),
    *("field_linked_agent", "field_local_identifier", "field_member_of"),
    *("field_mode_of_issuance", "field_model", "field_note", "field_oclc_number"),
    *("field_parent_publication_title", "field_physical_form", "field_pid"),
    *("field_place_published", "field_place_published_country", "field_publisher"),
    *("field_representative_image", "field_resource_type", "field_rights", "field_subject"),
    *("field_subject_general", "field_subjects_name", "field_table_of_contents"),
    *("field_temporal_subject", "field_viewer_override", "field_volume", "field_weight"),
}
RESERVED = {"id", "parent_id", "file", "checksum", "title", "published"}


def read(files: dict[str, bytes]) -> list[dict[str, str]]:
    """Give the rows of the one file, as the csv module reads them."""
    (content,) = files.values()
    return list(csv.DictReader(io.StringIO(content.decode("utf-8"), newline=""), strict=True))


def values(row: dict[str, str], separator: str = "|") -> dict[str, list[str]]:
    """Give the values of each column that has some: a title and a file are never several."""
    return {
        column: [cell] if column in ("title", "file") else cell.split(separator)
        for column, cell in row.items()
        if cell
    }


def said(cells: list[Cell]) -> dict[str, list[str]]:
    """Give the values that were to be written, by column."""
    found: dict[str, list[str]] = {}
    for cell in cells:
        found.setdefault(cell.column, []).append(cell.value)
    return found


def without(data: Any, *signs: str) -> Any:
    """Give data in whose texts a stroke stands for the signs."""
    if isinstance(data, dict):
        return {key: without(value, *signs) for key, value in data.items()}
    if isinstance(data, list):
        return [without(value, *signs) for value in data]
    if isinstance(data, str):
        for sign in signs:
            data = data.replace(sign, "/")
    return data


def row(name: str, data: dict[str, Any], **options: str) -> dict[str, list[str]]:
    """Export the record of some data, and read its one row back."""
    _, files = exported(name, {"id": "record", **data}, member_of="", **options)
    (found,) = read(files)
    return values(found, options.get("separator", "|"))


def remarks(name: str, data: dict[str, Any], folder: Path | str = "") -> list[tuple[str, str]]:
    """Give what is remarked of a record: the outcome and the key."""
    form: Any = format_named(name)
    found = form.remarks(document({"id": "record", **data}), ExportSettings(records=str(folder)))
    return [(each.outcome, each.key) for each in found]


# Both


@given(records())
@settings(deadline=None)
@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("separator", ["|", "^"])
def test_every_value_is_read_back(name: str, separator: str, data: dict[str, Any]) -> None:
    """Each value is in its column, in its order, whatever characters it has."""
    item, files = exported(name, without(data, separator, "\\"), separator=separator)
    (found,) = read(files)
    assert values(found, separator) == said(list(item.carried))


@given(records())
@settings(deadline=None)
@pytest.mark.parametrize("name", FORMATS)
def test_values_come_from_where_they_say(name: str, data: dict[str, Any]) -> None:
    """Each key named is one of the record, and no value stands twice in a column."""
    item, _ = exported(name, without(data, "|", "\\"))
    known = set(leaves(item.record))
    taken = {key for cell in item.carried for key in cell.of}
    # An archive without a name is called by its siglum, whether it has one or not.
    assert {key for key in taken - known if not key.endswith(".siglum")} == set()
    assert len({cell[:2] for cell in item.carried}) == len(item.carried)


@given(texts())
@pytest.mark.parametrize("name", FORMATS)
def test_what_would_come_apart_is_refused(name: str, text: str) -> None:
    """A value with the separator in it is an error that names the key; the others are written."""
    # A bar alone says nothing, and the other separator is one that always works here.
    text = f"2 {without(text, chr(92), '^')} leaves"
    data = {"id": "record", "title": "Letter", "extent": [text]}
    assert (("refused", "extent.0") in remarks(name, data)) == ("|" in text)
    if "|" in text:
        with pytest.raises(CannotCarryError, match=r"extent\.0 has '\|' in it.*--option separator"):
            exported(name, data)
        column = {"omeka-csv": "dcterms:extent", "islandora-csv": "field_extent"}[name]
        assert row(name, data, separator="^")[column] == [text]


@pytest.mark.parametrize("name", FORMATS)
def test_the_advice_is_a_separator_that_the_value_has_not(name: str) -> None:
    """Of the others one is named that would do; if none would, that is said."""
    for text, advice in (("a|b", "';'"), ("a|b;c", "'^'"), ("a|;^", "without one of them")):
        with pytest.raises(CannotCarryError, match=re.escape(advice)):
            exported(name, {"id": "record", "extent": text})


@pytest.mark.parametrize("name", FORMATS)
def test_the_bytes(name: str) -> None:
    """UTF-8 without a mark, lines end with LF, one header for all records; twice the same."""
    data = {"id": "record", "title": 'Письмо, "电报"\nمرحبا', "type": "Text"}
    _, files = exported(name, data)
    assert list(files) == ["records.csv"]
    content = files["records.csv"]
    columns: tuple[str, ...] = format_named(name).COLUMNS  # type: ignore[attr-defined]
    assert content.startswith(",".join(columns).encode() + b"\n")
    assert content.endswith(b"\n")
    assert b"\r" not in content
    assert '"Письмо, ""电报""\nمرحبا"'.encode() in content
    assert exported(name, data)[1] == files
    assert exported(name, {"id": "record"})[1]["records.csv"].startswith(",".join(columns).encode())


def test_rows_are_not_waited_for() -> None:
    """A row goes out before the next record is looked at."""
    made = []

    def items() -> Iterator[Item[Cell]]:
        for number in range(3):
            made.append(number)
            out = document({"id": "record", "title": f"Letter {number}"})
            yield Item(f"r{number}", out.record, omeka_csv.carried(out, SETTINGS))

    ((_, lines),) = omeka_csv.files(items(), SETTINGS)
    waiting = iter(lines)
    next(waiting)
    assert made == []
    assert b"Letter 0" in next(waiting)
    assert made == [0]


SETTINGS = ExportSettings()


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("output", ["-", "out.csv", "out/"])
def test_as_it_is_typed(tmp_path: Path, name: str, output: str) -> None:
    """It is one file wherever it goes, with a row for each record."""
    (tmp_path / "records").mkdir()
    for each in ("a", "b"):
        (tmp_path / "records" / f"{each}.toml").write_bytes(toml(complete(id=each)))
    ran = muniment("export", "--to", name, "--output", output, cwd=tmp_path)
    assert ran.status == 0, ran.err
    file = {"out/": tmp_path / "out" / "records.csv", "out.csv": tmp_path / "out.csv"}.get(output)
    found = read({"": file.read_bytes() if file else ran.out.encode()})
    assert [each["id" if "id" in each else "dcterms:identifier"] for each in found] == ["a", "b"]
    assert "title" not in re.findall(r"^muniment:   (\w+)", ran.err, re.MULTILINE)


@pytest.mark.parametrize("name", FORMATS)
def test_the_place_is_told_before_anything_is_written(tmp_path: Path, name: str) -> None:
    """What would come apart is an error with file and line; the others go with --skip-invalid."""
    (tmp_path / "records").mkdir()
    (tmp_path / "records" / "a.toml").write_bytes(toml(complete(id="a", extent=["1|2 leaves"])))
    (tmp_path / "records" / "b.toml").write_bytes(toml(complete(id="b")))
    arguments = ("export", "--to", name, "--output", "out.csv")
    checked = muniment(*arguments, "--check", cwd=tmp_path)
    assert checked.status == 1
    assert re.search(r"records/a\.toml\n +\d+:\d+ error refused \(extent\.0\)", checked.out)
    assert muniment(*arguments, cwd=tmp_path).status == 1
    assert not (tmp_path / "out.csv").exists()
    assert muniment(*arguments, "--skip-invalid", cwd=tmp_path).status == 1
    assert b"1|2" not in (tmp_path / "out.csv").read_bytes()
    (tmp_path / "out.csv").unlink()
    ran = muniment(*arguments, "--option", "separator=^", cwd=tmp_path)
    assert ran.status == 0, ran.err
    assert b"1|2" in (tmp_path / "out.csv").read_bytes()


# Omeka S


def read_by_php(content: bytes) -> list[list[str]]:
    """Read a table as PHP does (fgetcsv): a backslash hides the sign behind it, and stays."""
    rows: list[list[str]] = [[]]
    text, at = content.decode("utf-8"), 0
    while at < len(text):
        cell = ""
        if text[at] == '"':
            at += 1
            while at < len(text):
                if text[at] == "\\":
                    cell += text[at : at + 2]
                    at += 2
                elif text[at : at + 2] == '""':
                    cell += '"'
                    at += 2
                elif text[at] == '"':
                    at += 1
                    break
                else:
                    cell += text[at]
                    at += 1
        while at < len(text) and text[at] not in ",\n":
            cell += text[at]
            at += 1
        rows[-1].append(cell)
        if at < len(text) and text[at] == "\n":
            rows.append([])
        at += 1
    return rows[:-1]


@given(records())
@settings(deadline=None)
def test_php_reads_what_was_written(data: dict[str, Any]) -> None:
    """What is not refused is the same to the reader of Omeka S, backslashes and all."""
    try:
        item, files = exported("omeka-csv", without(data, "|"))
    except CannotCarryError as error:
        assert "backslash" in str(error)  # noqa: PT017
        return
    header, cells = read_by_php(files["records.csv"])
    assert values(dict(zip(header, cells, strict=True))) == said(list(item.carried))


@pytest.mark.parametrize(
    ("text", "is_refused"),
    [
        ('a \\" b', True),
        ("C:\\scans\\", True),
        ("a, \\\\", False),
        ('\\\\" b', False),
        ("C:\\scans", False),
        ('a"\\', True),
        ("\\n", False),
    ],
)
def test_backslashes(text: str, is_refused: bool) -> None:
    """One before a quotation mark or at the end would take more with it."""
    data = {"id": "record", "genre": text}
    assert (remarks("omeka-csv", data) == [("refused", "genre.0")]) == is_refused
    if not is_refused:
        _, files = exported("omeka-csv", data)
        header, cells = read_by_php(files["records.csv"])
        assert dict(zip(header, cells, strict=True))["dcterms:type"] == text


def test_headings_of_omeka() -> None:
    """Each is found by itself: a property of Omeka S, in whatever case, or one to map by hand."""
    columns: tuple[str, ...] = format_named("omeka-csv").COLUMNS  # type: ignore[attr-defined]
    known = {f"dcterms:{term}".lower() for term in DCTERMS}
    by_hand = [each for each in columns if ":" not in each]
    assert by_hand == ["media_url", "resource_class", "visibility", "item_set"]
    assert columns[-4:] == tuple(by_hand)
    assert {each.lower() for each in columns} - set(by_hand) <= known
    assert len(set(columns)) == len(columns)


def test_addresses_stand_apart_from_texts() -> None:
    """What has an address is an address with its name behind it, and stands once."""
    found = row(
        "omeka-csv",
        {
            "creator": [
                {"name": "Stalin, Joseph", "uri": ["http://viaf.org/1", "http://viaf.org/2"]},
                {"name": "Mao Zedong"},
            ],
            "subject": [{"name": "Korea", "uri": "http://example.org/k"}, {"name": "War"}],
            "identifier": ["https://doi.org/10.1000/1", "no. 7"],
            "url": "on the shelf",
            "rights": [
                {"uri": "http://rightsstatements.org/vocab/InC/1.0/", "statement": "All reserved."},
                {"uri": "http://creativecommons.org/licenses/by/4.0/"},
            ],
        },
    )
    assert found["dcterms:creator"] == ["Mao Zedong"]
    assert found["DCTERMS:creator"] == [f"http://viaf.org/{n} Stalin, Joseph" for n in (1, 2)]
    assert found["DCTERMS:subject"] == ["http://example.org/k Korea"]
    assert found["dcterms:subject"] == ["War"]
    assert found["dcterms:identifier"] == ["on the shelf", "no. 7", "record"]
    assert found["DCTERMS:identifier"] == ["https://doi.org/10.1000/1"]
    assert found["dcterms:rights"] == ["All reserved."]
    assert found["DCTERMS:rights"] == ["http://rightsstatements.org/vocab/InC/1.0/ In Copyright"]
    (licence,) = found["DCTERMS:license"]
    assert licence.startswith("http://creativecommons.org/licenses/by/4.0/ Creative Commons")


@given(records())
@settings(deadline=None)
def test_addresses_are_addresses(data: dict[str, Any]) -> None:
    """In a column in capitals everything before the first blank is a web address."""
    _, files = exported("omeka-csv", without(data, "|", "\\"))
    (found,) = read(files)
    for column, cells in values(found).items():
        if column.startswith("DCTERMS:") or column == "media_url":
            assert all(re.match(r"https?://[^ ]+( |\Z)", cell) for cell in cells)


@pytest.mark.parametrize(
    ("status", "seen"),
    [("open", "public"), *((each, "private") for each in ("restricted", "closed", "embargoed"))],
)
def test_visibility(status: str, seen: str) -> None:
    """What is not open is private; where nothing is said, the import decides."""
    assert row("omeka-csv", {"access": {"status": status}})["visibility"] == [seen]
    assert "visibility" not in row("omeka-csv", {"title": "Letter"})


def test_what_is_no_term() -> None:
    """Files that can be fetched, the class, and the item set have columns of their own."""
    files = [{"url": "https://example.org/1.pdf"}, {"path": "scans/1.pdf"}, {"url": "by post"}]
    found = row("omeka-csv", {"type": "StillImage", "part_of": "letters", "file": files})
    assert found["media_url"] == ["https://example.org/1.pdf"]
    assert found["dcterms:hasFormat"] == ["by post"]
    assert "DCTERMS:hasFormat" not in found
    assert found["resource_class"] == ["dctype:StillImage"]
    assert found["item_set"] == ["letters"]


def test_languages_of_texts_are_reported(tmp_path: Path) -> None:
    """A column has one language in Omeka S: that of a title is lost, and is said to be."""
    (tmp_path / "records").mkdir()
    title = {"text": "Письмо", "lang": "ru"}
    (tmp_path / "records" / "a.toml").write_bytes(toml(complete(id="a", title=title)))
    ran = muniment("export", "--to", "omeka-csv", cwd=tmp_path)
    assert "title.lang (1 record)" in ran.err


# Islandora


def test_headings_of_islandora() -> None:
    """Each is a field of the Starter Site or a column that Workbench reserves; none is twice."""
    columns: tuple[str, ...] = format_named("islandora-csv").COLUMNS  # type: ignore[attr-defined]
    assert set(columns) <= SITE | RESERVED
    assert len(set(columns)) == len(columns)
    assert {field for field, _ in islandora.PLACES.values()} <= set(columns)
    # Workbench asks for it where there is parent_id.
    assert "field_member_of" in columns


def test_a_node() -> None:
    """Fields have what they ask for: roles and vocabularies of names, addresses of languages."""
    found = row(
        "islandora-csv",
        {
            "title": "Telegram",
            "type": "Sound",
            "level": "item",
            "date": "1952~",
            "issued": "2011",
            "language": ["ru", "zh-Hant", "grc"],
            "creator": [
                {"name": "Stalin, Joseph", "kind": "person", "role": "aut"},
                {"name": "Ministry: Third Section", "kind": "organization"},
            ],
            "contributor": [
                {"name": "Kims", "kind": "family", "role": "trl"},
                {"name": "Press", "role": "pbl"},
                {"name": "Moscow", "kind": "person", "role": "pup"},
            ],
            "publisher": ["Press"],
            "subject": [{"name": "1952", "uri": "http://example.org/1952"}],
            "temporal": ["1952"],
            "format": ["typescript", "image/tiff"],
            "description": {"text": "What it says.", "lang": "en"},
            "acknowledgement": ["The Foundation"],
            "access": {"status": "closed"},
            "part_of": "letters",
            "rights": [{"holder": ["Archive"], "statement": "All reserved."}],
            "source": [{"citation": "Source: RGASPI, f. 558"}, {"citation": "APRF, f. 45"}],
            "provenance": [
                {"activity": "transfer", "date": "1995", "to": ["Archive"]},
                {"activity": "translation", "of": "translation", "agent": ["Translator, C."]},
            ],
        },
    )
    language = "http://id.loc.gov/vocabulary/iso639-2/"
    assert found == {
        "id": ["record"],
        "parent_id": ["letters"],
        "title": ["Telegram"],
        "published": ["0"],
        "field_model": ["Audio"],
        "field_resource_type": ["Audio"],
        "field_linked_agent": [
            "relators:aut:person:Stalin, Joseph",
            "relators:cre:corporate_body:Ministry: Third Section",
            "relators:trl:family:Kims",
            "relators:ctb:person:Moscow",
        ],
        "field_publisher": ["Press"],
        "field_edtf_date_created": ["1952~"],
        "field_edtf_date_issued": ["2011"],
        "field_language": [
            f"{language}rus",
            f"{language}chi",
            "language:Ancient Greek (to 1453)",
        ],
        "field_physical_form": ["physical_form:typescript"],
        "field_local_identifier": ["record"],
        "field_description": ["What it says."],
        "field_subject": ["subject:1952"],
        "field_temporal_subject": ["temporal_subjects:1952"],
        "field_rights": ["All reserved.", "Rights holder: Archive", "Access: closed"],
        "field_note": [
            "Language tag: zh-Hant",
            "Media type: image/tiff",
            "Source: RGASPI, f. 558",
            "Source: APRF, f. 45",
            "Part of: letters",
            "Custody: Transfer, 1995, to Archive.",
            "Acknowledgement: The Foundation",
            "History: Translation of the translation, by Translator, C.",
        ],
    }


def test_what_is_said_twice_comes_from_both() -> None:
    """Workbench drops the second of two like values: it is written once, and nothing is lost."""
    item, files = exported("islandora-csv", {"id": "record", "extent": ["2 leaves", "2 leaves"]})
    assert read(files)[0]["field_extent"] == "2 leaves"
    (cell,) = (each for each in item.carried if each.column == "field_extent")
    assert cell.of == ("extent.0", "extent.1")


def test_a_long_title_is_kept_whole() -> None:
    """A title is cut at 255 characters, which is said; another field has the whole."""
    for text, is_cut in (("я" * 255, False), ("я" * 256, True)):
        found = row("islandora-csv", {"title": text, "type": "Text"})
        assert found["title"] == [text]
        assert found.get("field_full_title") == ([text] if is_cut else None)
        assert (("altered", "title.text") in remarks("islandora-csv", {"title": text})) == is_cut


@pytest.mark.parametrize(
    ("data", "found"),
    [
        ({"extent": ["x" * 256]}, ("altered", "extent.0")),
        ({"genre": ["x" * 256]}, ("altered", "genre.0")),
        ({"alternative": ["x" * 256]}, ("altered", "alternative.0.text")),
        ({"publisher": ["x" * 501]}, ("altered", "publisher.0.name")),
        ({"creator": [{"name": "x" * 256, "kind": "person"}]}, ("altered", "creator.0.name")),
        ({"creator": [{"name": "Stalin"}]}, ("altered", "creator.0.name")),
        ({"contributor": [{"name": "M", "kind": "person", "role": "pup"}]},
         ("altered", "contributor.0.role")),
        ({"rights": [{"statement": "The \u201cArchive\u201d"}]}, ("altered", "rights.0.statement")),
        ({"description": "two  spaces"}, ("altered", "description.text")),
    ],
)  # fmt: skip
def test_what_becomes_of_values(data: dict[str, Any], found: tuple[str, str]) -> None:
    """What the site cuts, makes plain or takes for something else is said, with the key."""
    assert remarks("islandora-csv", data) == [found]


@pytest.mark.parametrize(
    "data",
    [
        {"extent": ["x" * 255], "genre": ["x" * 255], "publisher": ["x" * 500]},
        {"creator": [{"name": "x" * 255, "kind": "person", "role": "aut"}]},
        {"contributor": [{"name": "Press", "role": "pbl"}]},
        {"description": "x" * 5000, "title": "Letter|1"},
    ],
)
def test_what_is_taken_as_it_is(data: dict[str, Any]) -> None:
    """Of what just fits nothing is said, nor of a separator where Workbench parts nothing."""
    assert [each for each in remarks("islandora-csv", data) if each[1] != "title.text"] == []


def test_files_of_a_node(tmp_path: Path) -> None:
    """One file goes into the row with its checksum; what is not there, or outside, is refused."""
    (tmp_path / "1.pdf").write_bytes(b"scan")
    (tmp_path.parent / "outside.pdf").write_bytes(b"scan")
    (tmp_path / "link.pdf").symlink_to(tmp_path.parent / "outside.pdf")
    online = {"url": "https://example.org/2.pdf"}
    data = {"file": [online, {"path": "1.pdf", "sha256": "a" * 64}, {"path": "3.pdf"}]}
    found = row("islandora-csv", data)
    assert found["file"] == ["1.pdf"]
    assert found["checksum"] == ["a" * 64]
    assert found["field_note"] == ["In another format: https://example.org/2.pdf"]
    assert remarks("islandora-csv", data, tmp_path) == [("dropped", "file.2.path")]
    alone = row("islandora-csv", {"file": [online]})
    assert alone["file"] == ["https://example.org/2.pdf"]
    assert "field_note" not in alone
    for path in ("none.pdf", "../outside.pdf", "link.pdf", "/etc/passwd"):
        wrong = {"file": [{"path": path}]}
        assert remarks("islandora-csv", wrong, tmp_path) == [("refused", "file.0.path")]


def test_models() -> None:
    """Each type has a model; what holds others is a collection, whatever its type."""
    for dcmi_type in ("Collection", "Dataset", "Event", "Image", "InteractiveResource"):
        assert row("islandora-csv", {"type": dcmi_type})["field_model"]
    assert row("islandora-csv", {"level": "fonds"})["field_model"] == ["Collection"]
    assert row("islandora-csv", {"level": "item", "type": "Text"})["field_model"] == [
        "Digital Document"
    ]
    assert "field_model" not in row("islandora-csv", {"level": "item"})


def test_a_place_for_what_is_part_of_nothing() -> None:
    """`member_of` is the node that those records stand below; the others have their parent."""
    _, files = exported("islandora-csv", {"id": "record"}, member_of="45")
    assert read(files)[0]["field_member_of"] == "45"
    _, files = exported("islandora-csv", {"id": "record", "part_of": "letters"}, member_of="45")
    assert (read(files)[0]["field_member_of"], read(files)[0]["parent_id"]) == ("", "letters")


@pytest.mark.parametrize(
    ("above", "order"),
    [
        ({"a": "z", "b": "z", "z": ""}, "zab"),
        ({"a": "b", "b": "c", "c": "d", "d": ""}, "dcba"),
        ({"a": "elsewhere", "b": "", "c": "a"}, "bac"),
        ({"a": "", "b": "a", "c": "b"}, "abc"),
        ({"a": "b", "b": "a"}, "ab"),
        ({"a": "a", "b": ""}, "ba"),
        ({}, ""),
    ],
)
def test_parents_come_first(above: dict[str, str], order: str) -> None:
    """Workbench stops at a row whose parent comes behind it; one elsewhere is not waited for."""
    rows = [Row(name, parent, ["é\n", name]) for name, parent in above.items()]
    found = list(separated.parents_first(rows))
    assert "".join(each.id for each in found) == order
    assert sorted(found) == sorted(rows)


def test_a_collection_before_its_records(tmp_path: Path) -> None:
    """So it is on the command line, whatever the files are called."""
    (tmp_path / "records").mkdir()
    for each, above in (("a", "z"), ("b", None), ("z", None)):
        data = complete(id=each, part_of=above)
        (tmp_path / "records" / f"{each}.toml").write_bytes(toml(data))
    ran = muniment("export", "--to", "islandora-csv", cwd=tmp_path)
    assert [each["id"] for each in read({"": ran.out.encode()})] == ["b", "z", "a"]


@pytest.mark.parametrize(
    ("changes", "key"),
    [
        ({"title": None}, "title"),
        ({"type": None}, "type"),
        ({"type": None, "gap": [{"field": "type", "reason": "unknown"}]}, "gap.0.field"),
    ],
)
def test_what_workbench_makes_no_node_without(
    tmp_path: Path, changes: dict[str, Any], key: str
) -> None:
    """A title, an id and a model: the profile `islandora` asks for them, and so does the export."""
    (tmp_path / "records").mkdir()
    (tmp_path / "records" / "letter.toml").write_bytes(toml(complete(**changes)))
    ran = muniment("lint", "--profile", "islandora", cwd=tmp_path)
    assert ran.status == 1
    assert key.rpartition(".")[2] in ran.out
    assert "no node without" in ran.out
    ran = muniment("export", "--to", "islandora-csv", "--check", cwd=tmp_path)
    assert ran.status == 1
    whole = complete(type=None, level="series")
    (tmp_path / "records" / "letter.toml").write_bytes(toml(whole))
    assert "no node without" not in muniment("lint", "--profile", "islandora", cwd=tmp_path).out


def test_terms_of_languages() -> None:
    """Each code of two letters is a language; the site's code has three, and a tag may say more."""
    for pair in islandora._CODES.split():
        two, three = pair.split(":")
        assert languages.name(two)
        assert len(three) == 3
        assert islandora.language(f"{two.upper()}-Latn") == islandora.language(two)
    assert islandora.language("grc") is None
    assert all(relators.term(code) for code in islandora.NO_RELATORS)
