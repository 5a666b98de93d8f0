"""Pages, tables and JSON-LD for the web: read back by others, every value is what was said."""

from __future__ import annotations

import csv
import io
import json
import re
from itertools import count, islice
from typing import TYPE_CHECKING, Any

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generated import document, exported, records
from inside import muniment
from muniment.errors import CannotCarryError, MunimentError
from muniment.formats import ExportSettings, Item, format_named
from muniment.formats.csv import COLUMNS
from muniment.formats.html.page import unfit
from muniment.links import is_link
from program import ROOT
from specimens import COMPLETE, complete, toml
from test_loss import ROUNDS, make

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

HTML = "{http://www.w3.org/1999/xhtml}"
# Parts no text of the tests.
SEPARATOR = "\x1e"
HOSTILE = (
    '</title><script>alert(1)</script>',
    '" onload="alert(1)',
    "<!-- --> ]]> <![CDATA[x]]> &amp; &#13; &lt",
    "</script><!--<script>",
    "Телеграмма: й, и\u0306 · 毛泽东 𠀀 · مرحبا · e\u0301",
    "one\ntwo\n\n three  ",
    "\u2028\u00a0\u200b\ufeff\u202e",
    '=1+1|"quoted", comma;\ttab',
    "back\\slash \\u003c",
)  # fmt: skip


def content(name: str, data: dict[str, Any], **options: str) -> str:
    """Give the text of the one file that a record becomes."""
    _, files = exported(name, data, **options)
    (raw,) = files.values()
    return raw.decode("utf-8")


def put(folder: Path, *data: dict[str, Any]) -> None:
    (folder / "records").mkdir(exist_ok=True)
    for each in data:
        (folder / "records" / f"{each['id']}.toml").write_bytes(toml(each))


# A page of HTML


def page(text: str) -> Any:
    """Parse a page by the standard of HTML, which has no error anywhere."""
    return html5lib.HTMLParser(strict=True).parse(text)


def found(root: Any, tag: str) -> list[Any]:
    return list(root.iter(HTML + tag))


def said(root: Any) -> list[tuple[str, str, str]]:
    """Give the name, value and language of each statement of the head."""
    pairs = []
    for each in root.find(f"{HTML}head"):
        name = each.get("name") or each.get("rel") or ""
        if name.startswith(("DCTERMS.", "DC.")):
            value = each.get("content") or each.get("href") or ""
            pairs.append((name, value, each.get("lang", "")))
    return pairs


def whole(element: Any) -> str:
    return "".join(element.itertext())


@given(records())
def test_page_is_read_back(data: dict[str, Any]) -> None:
    """The head has every statement, the body every fact, in their order, and nothing else."""
    try:
        item, files = exported("html", data)
    except CannotCarryError:
        assert "\r" in json.dumps(data).replace("\\r", "\r")
        return
    root = page(files["record.html"].decode("utf-8"))
    terms = [(f"DCTERMS.{each.term}", each.value, each.lang) for each in document(data).statements]
    assert said(root) == terms
    shown = [each for each in item.carried if hasattr(each, "label")]
    assert [whole(each) for each in found(root, "dd")] == [
        each.value for each in shown if each.label
    ]
    for tag in found(root, "link"):
        assert is_link(tag.get("href"))
    assert {each.get("href") for each in found(root, "a")} == {
        each.href for each in shown if each.href
    }


@pytest.mark.parametrize("text", HOSTILE)
def test_page_with_hostile_texts(text: str) -> None:
    """No text gets out of its place, in the title, the head or the body."""
    rights = [{**COMPLETE["rights"][0], "statement": f"C{text}!"}]
    data = complete(title=f"A{text}!", description=f"B{text}!", rights=rights, id="record")
    root = page(content("html", data, old_names="yes"))
    assert [whole(each) for each in (*found(root, "title"), *found(root, "h1"))] == [
        f"A{text}!",
        f"A{text}!",
    ]
    for value in (f"A{text}!", f"B{text}!", f"C{text}!"):
        assert [each for _, each, _ in said(root)].count(value) == 2
    assert f"C{text}!" in [whole(each) for each in found(root, "dd")]
    assert found(root, "script") == []


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=20))
def test_characters_that_html_has_not(text: str) -> None:
    """What is let through is valid and stays as it is; what is not let through would be neither."""
    text = f"x{text}x"
    markup = f"<!DOCTYPE html><title>{text.replace('&', '&amp;').replace('<', '&lt;')}</title>"
    try:
        is_valid = whole(found(page(markup), "title")[0]) == text
    except html5lib.html5parser.ParseError:
        is_valid = False
    assert is_valid == (not unfit(text) or unfit(text) == "the character U+000C")


def test_page_has_its_frame() -> None:
    """A language, a character set, a title, the schemas; nothing that is fetched, no script."""
    title = {"text": "Телеграмма", "lang": "ru"}
    text = content("html", complete(id="record", title=title), old_names="yes")
    root = page(text)
    assert text.startswith("<!DOCTYPE html>\n")
    assert root.get("lang") == "en"
    assert found(root, "meta")[0].get("charset") == "utf-8"
    assert [(each.text, each.get("lang")) for each in (*found(root, "title"), *found(root, "h1"))] \
        == [("Телеграмма", "ru")] * 2  # fmt: skip
    links = {each.get("rel"): each.get("href") for each in found(root, "link")}
    assert links == {
        "schema.DCTERMS": "http://purl.org/dc/terms/",
        "schema.DC": "http://purl.org/dc/elements/1.1/",
    }
    assert ("DCTERMS.title", "Телеграмма", "ru") in said(root)
    # What says no language is not taken for English.
    assert found(root, "head")[0].get("lang") == ""
    assert {each.get("lang") for each in found(root, "dd")} == {""}
    assert not re.search(r"<script|\ssrc=|@import|url\(|profile=|scheme=|typeof=|property=", text)


def test_old_names() -> None:
    """The old name stands beside the new where DCMI says that it follows, and by choice not."""
    rights = [{**COMPLETE["rights"][0], "holder": ["Press"]}]
    data = complete(id="record", rights=rights)
    pairs = said(page(content("html", data, old_names="yes")))
    assert ("DC.date", "1952-12-27", "") in pairs
    assert ("DC.rights", "All rights are with the Archive.", "") in pairs
    assert not any(name.startswith("DC.") and value == "Press" for name, value, _ in pairs)
    assert not any(
        name.startswith("DC.") for name, *_ in said(page(content("html", data, old_names="no")))
    )


def test_rights_come_first() -> None:
    """Below the title are the rights, of the layer described before others, each by its name."""
    rights = [
        {"of": "original", "statement": "Theirs."},
        {"of": "translation", "statement": "Ours."},
    ]
    text = content("html", complete(id="record", rights=rights))
    headings = [whole(each) for each in found(page(text), "h2")]
    assert headings[:3] == ["Rights in the translation", "Rights in the original", "Document"]
    assert "Theirs." not in text[: text.index("Rights in the original</h2>")].partition("<body>")[2]


def test_whose_rights_speak(tmp_path: Path) -> None:
    """Where another layer is to speak, it comes first on the page as well."""
    rights = [
        {
            "of": "translation",
            "statement": "Ours.",
            "contact": {"name": "A", "email": "a@archive.ac.uk"},
        },
        {
            "of": "original",
            "statement": "Theirs.",
            "contact": {"name": "A", "email": "a@archive.ac.uk"},
        },
    ]
    put(tmp_path, complete(id="one", rights=rights))
    for layer, first in (("original", "original"), ("translation", "translation")):
        ran = muniment("export", "--to", "html", "--rights-of", layer, cwd=tmp_path)
        assert ran.status == 0, ran.err
        assert whole(found(page(ran.out), "h2")[0]) == f"Rights in the {first}"


@pytest.mark.parametrize(
    ("uri", "follows"),
    [
        ("https://example.org/a?b=c&d=e", True),
        ("https://example.org/каталог", True),
        ("javascript:alert(1)", False),
        ("https://example.org/a b", False),
        ("http://[bad", False),
        ("http://example.org:x/", False),
        ("http:example", False),
        ('http://example.org/"q"', False),
        ("urn:isbn:0451450523", False),
    ],
)
def test_what_is_a_link(uri: str, follows: bool) -> None:
    """Only an address of the web is followed; any other stands as text, and is not lost."""
    root = page(content("html", complete(id="record", url=uri)))
    tags = {each.tag.removeprefix(HTML) for each in root.iter() if uri in each.attrib.values()}
    assert tags == ({"link", "a"} if follows else {"meta"})
    assert uri in [whole(each) for each in found(root, "dd")]


def test_what_is_never_on_a_page() -> None:
    """The note of a gap that is withheld, who stated it, and where files lie."""
    gaps = [
        {"field": "issued", "reason": "withheld", "note": "SECRET", "by": "SECRET"},
        {"field": "original_archive.reference", "reason": "unknown", "note": "Asked."},
    ]
    files = [{"path": "SECRET/1.pdf", "media_type": "application/pdf"}]
    text = content("html", complete(id="record", gap=gaps, file=files, local={"a": "SECRET"}))
    assert "SECRET" not in text
    shown = [whole(each) for each in found(page(text), "dd")]
    assert "Asked." in shown
    assert "Original archive, Reference (original_archive.reference)" in shown


@pytest.mark.parametrize("text", ["a\rb", "a\x01", "a\x7f", "a\x85", "a\ufffe", "a\U0010ffff"])
def test_page_cannot_carry(text: str) -> None:
    """A character that HTML has no way to write is told by record and key."""
    with pytest.raises(CannotCarryError) as caught:
        content("html", complete(id="record", description=text))
    assert (caught.value.record, caught.value.key) == ("record", "description.text")
    assert f"U+{ord(text[1]):04X}" in str(caught.value)


def test_pages_on_the_command_line(tmp_path: Path) -> None:
    """A file a record; one may go anywhere, several need a folder, and nothing is written else."""
    put(tmp_path, complete(id="one"), complete(id="two"))
    ran = muniment("export", "--to", "html", "--output", "out", cwd=tmp_path)
    assert ran.status == 0
    assert {path.name for path in (tmp_path / "out").iterdir()} == {"one.html", "two.html"}
    for output in ("-", "all.html"):
        ran = muniment("export", "--to", "html", "--output", output, cwd=tmp_path)
        assert (ran.status, ran.out) == (2, "")
        assert "give a folder" in ran.err
        assert ran.err.count("\n") == 1
        assert not (tmp_path / "all.html").exists()
    ran = muniment("export", "records/two.toml", "--to", "html", cwd=tmp_path)
    assert ran.out.encode() == (tmp_path / "out" / "two.html").read_bytes()
    put(tmp_path, complete(id="three", title="Tele\u0001gram"))
    ran = muniment("export", "--to", "html", "--output", "new", cwd=tmp_path)
    assert ran.status == 1
    assert not (tmp_path / "new").exists()


# A table


def rows(text: str) -> list[dict[str, str]]:
    """Read a table by its header."""
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def column(statement: Any) -> str:
    is_uri = statement.scheme == "URI"
    return f"dcterms:{statement.term}{'^^uri' if is_uri else ''}"


@given(records())
def test_table_is_read_back(data: dict[str, Any]) -> None:
    """Each column, parted again, has the values of its term in their order; the rest is empty."""
    text = content("csv", data, separator=SEPARATOR)
    (row,) = rows(text)
    expected: dict[str, list[str]] = {"id": ["record"]}
    for statement in document(data).statements:
        expected.setdefault(column(statement), []).append(statement.value)
    assert {name: cell.split(SEPARATOR) for name, cell in row.items() if cell} == expected
    assert tuple(row) == COLUMNS


@pytest.mark.parametrize("turn", ROUNDS)
def test_every_term_has_its_column(turn: int) -> None:
    """The crosswalk says nothing that the header does not know."""
    assert {column(each) for each in document(make(turn).data).statements} <= set(COLUMNS)


@pytest.mark.parametrize("text", [*HOSTILE, "a\rb", "a\r\nb", "\x01\x0b\x7f", "-1", "+1", "@x"])
def test_table_with_hostile_texts(text: str) -> None:
    """Texts are verbatim, formulas and line ends of any kind too."""
    title, description = (f"{text}A", f"{text}B") if text in ("-1", "+1", "@x") else (
        f"A{text}!", f"B{text}!",
    )  # fmt: skip
    data = complete(id="record", title=title, description=description)
    (row,) = rows(content("csv", data, separator=SEPARATOR))
    assert (row["dcterms:title"], row["dcterms:description"]) == (title, description)


def test_lines_of_a_table() -> None:
    """CR LF ends the rows and stands nowhere else (RFC 4180); there is no mark unless asked."""
    data = complete(id="record", description="one\ntwo")
    text = content("csv", data, separator="|")
    assert text.startswith("id,dcterms:title,")
    assert text.endswith("\r\n")
    assert text.count("\r\n") == 2
    assert "one\ntwo" in text
    marked = content("csv", data, separator="|", bom="yes")
    assert marked == f"\ufeff{text}"


@pytest.mark.parametrize(
    ("values", "separator"),
    [
        (["a|b"], "|"),
        (["a|b", "c"], "|"),
        (["a|", "b"], "||"),
        (["a", "|b"], "|"),
        (["a\nb"], "\n"),
    ],
)
def test_value_with_the_separator(values: list[str], separator: str) -> None:
    """A value that would not be parted as it was is told by its key, with what to do."""
    with pytest.raises(CannotCarryError) as caught:
        content("csv", {"id": "record", "extent": values}, separator=separator)
    assert caught.value.key.startswith("extent.")
    assert "--option separator=TEXT" in str(caught.value)
    (row,) = rows(content("csv", {"id": "record", "extent": values}, separator=SEPARATOR))
    assert row["dcterms:extent"].split(SEPARATOR) == values


def test_table_cannot_carry_nul() -> None:
    with pytest.raises(CannotCarryError, match=r"extent\.1 holds NUL"):
        content("csv", {"id": "record", "extent": ["a", "b\0"]})


def test_languages_are_lost() -> None:
    """A language has no column, and its key is not among those that were carried."""
    item, _ = exported("csv", {"id": "record", "title": {"text": "Письмо", "lang": "ru"}})
    assert [each.of for each in item.carried if each.term == "title"] == [("title.text",)]


def test_table_on_the_command_line(tmp_path: Path) -> None:
    """One file whatever the output, a row a record; the separator is set for a run or for good."""
    genres = ["letter", "note"]
    put(tmp_path, complete(id="one", genre=genres), complete(id="two", title="Two\nlines"))
    ran = muniment("export", "--to", "csv", cwd=tmp_path)
    assert ran.status == 0
    assert [row["id"] for row in rows(ran.out)] == ["one", "two"]
    assert rows(ran.out)[0]["dcterms:type"] == "Text|letter|note"
    assert rows(ran.out)[1]["dcterms:title"] == "Two\nlines"
    assert muniment("export", "--to", "csv", "--output", "out", cwd=tmp_path).status == 0
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["records.csv"]
    assert (tmp_path / "out" / "records.csv").read_bytes() == ran.out.encode()
    ran = muniment("export", "--to", "csv", "--option", "separator= / ", cwd=tmp_path)
    assert rows(ran.out)[0]["dcterms:type"] == "Text / letter / note"
    ran = muniment("export", "--to", "csv", "--option", "separator=etter", cwd=tmp_path)
    assert (ran.status, ran.out) == (1, "")
    assert "cannot be parted again at 'etter'" in ran.err
    ran = muniment("export", "--to", "csv", "--option", "separator=", cwd=tmp_path)
    assert (ran.status, ran.out) == (2, "")


@pytest.mark.parametrize("name", ["csv", "schema-org"])
def test_one_file_streams(name: str) -> None:
    """What is read of a file of any number of records has asked for as many of them, no more."""
    item, _ = exported(name, complete(id="record"))
    asked: list[int] = []

    def endless() -> Iterator[Item[Any]]:
        for number in count():
            asked.append(number)
            yield item

    form = format_named(name)
    ((_, chunks),) = form.files(endless(), ExportSettings(single=True))
    assert asked == []
    assert len(list(islice(chunks, 1001))) == 1001
    assert len(asked) <= 1001


# JSON-LD of schema.org, by release 30.0: what each type is a kind of, and which property it has.

KINDS = {
    "Thing": None,
    "CreativeWork": "Thing",
    **dict.fromkeys(
        (
            *("ArchiveComponent", "Manuscript", "Photograph", "Message", "Map", "Poster"),
            *("Drawing", "Collection", "Dataset", "SoftwareApplication", "MediaObject", "Article"),
        ),
        "CreativeWork",
    ),
    "Report": "Article",
    **dict.fromkeys(("ImageObject", "VideoObject", "AudioObject"), "MediaObject"),
    **dict.fromkeys(("Person", "Organization", "Place", "Event", "Intangible"), "Thing"),
    "LocalBusiness": "Organization",
    "ArchiveOrganization": "LocalBusiness",
    "PublicationEvent": "Event",
    **dict.fromkeys(("Role", "StructuredValue"), "Intangible"),
    **dict.fromkeys(("ContactPoint", "PropertyValue"), "StructuredValue"),
    "PostalAddress": "ContactPoint",
}
AGENTS = ("Organization", "Person")
# Property -> the types that have it, and what it takes: types, URL or Text.
PROPERTIES: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "name": (("Thing",), ("Text",)),
    "alternateName": (("Thing",), ("Text",)),
    "additionalType": (("Thing",), ("Text", "URL")),
    "identifier": (("Thing",), ("PropertyValue", "Text", "URL")),
    "url": (("Thing",), ("URL",)),
    "sameAs": (("Thing",), ("URL",)),
    "description": (("Thing",), ("Text",)),
    "subjectOf": (("Thing",), ("CreativeWork", "Event")),
    "holdingArchive": (("ArchiveComponent",), ("ArchiveOrganization",)),
    "itemLocation": (("ArchiveComponent",), ("Place", "PostalAddress", "Text")),
    "address": ((*AGENTS, "Place"), ("PostalAddress", "Text")),
    "addressCountry": (("PostalAddress",), ("Text",)),
    "streetAddress": (("PostalAddress",), ("Text",)),
    "contactPoint": (AGENTS, ("ContactPoint",)),
    "contactType": (("ContactPoint",), ("Text",)),
    "email": (("ContactPoint", *AGENTS), ("Text",)),
    "license": (("CreativeWork",), ("CreativeWork", "URL")),
    "usageInfo": (("CreativeWork",), ("CreativeWork", "URL")),
    "acquireLicensePage": (("CreativeWork",), ("CreativeWork", "URL")),
    "copyrightNotice": (("CreativeWork",), ("Text",)),
    "copyrightHolder": (("CreativeWork",), AGENTS),
    "conditionsOfAccess": (("CreativeWork",), ("Text",)),
    "creditText": (("CreativeWork",), ("Text",)),
    "isPartOf": (("CreativeWork",), ("CreativeWork", "URL")),
    "hasPart": (("CreativeWork",), ("CreativeWork",)),
    "isBasedOn": (("CreativeWork",), ("CreativeWork", "URL")),
    "translationOfWork": (("CreativeWork",), ("CreativeWork",)),
    "workTranslation": (("CreativeWork",), ("CreativeWork",)),
    "exampleOfWork": (("CreativeWork",), ("CreativeWork",)),
    "workExample": (("CreativeWork",), ("CreativeWork",)),
    "citation": (("CreativeWork",), ("CreativeWork", "Text")),
    "publisher": (("CreativeWork",), AGENTS),
    "author": (("CreativeWork",), AGENTS),
    "creator": (("CreativeWork",), AGENTS),
    "contributor": (("CreativeWork", "Event"), AGENTS),
    "translator": (("CreativeWork", "Event"), AGENTS),
    "editor": (("CreativeWork",), ("Person",)),
    "funder": (("CreativeWork", "Event", *AGENTS), AGENTS),
    "sponsor": (("CreativeWork", "Event", *AGENTS), AGENTS),
    "producer": (("CreativeWork",), AGENTS),
    "recipient": (("Message",), ("ContactPoint", *AGENTS)),
    "sender": (("Message",), AGENTS),
    "dateSent": (("Message",), ("Date",)),
    "dateCreated": (("CreativeWork",), ("Date",)),
    "datePublished": (("CreativeWork",), ("Date",)),
    "inLanguage": (("CreativeWork", "Event"), ("Text",)),
    "about": (("CreativeWork", "Event"), ("Thing",)),
    "spatialCoverage": (("CreativeWork",), ("Place",)),
    "temporalCoverage": (("CreativeWork",), ("Text", "URL")),
    "genre": (("CreativeWork",), ("Text", "URL")),
    "material": (("CreativeWork",), ("Text", "URL")),
    "materialExtent": (("CreativeWork",), ("Text",)),
    "encodingFormat": (("CreativeWork", "MediaObject"), ("Text", "URL")),
    "associatedMedia": (("CreativeWork",), ("MediaObject",)),
    "contentUrl": (("MediaObject",), ("URL",)),
    "sha256": (("MediaObject",), ("Text",)),
    "locationCreated": (("CreativeWork",), ("Place",)),
    "publication": (("CreativeWork",), ("PublicationEvent",)),
    "publishedBy": (("PublicationEvent",), AGENTS),
    "startDate": (("Event", "Role"), ("Date",)),
    "location": (("Event", "Organization"), ("Place", "PostalAddress", "Text")),
    "sdLicense": (("CreativeWork",), ("CreativeWork", "URL")),
    "sdDatePublished": (("CreativeWork",), ("Date",)),
    "sdPublisher": (("CreativeWork",), AGENTS),
    "familyName": (("Person",), ("Text",)),
    "givenName": (("Person",), ("Text",)),
    "text": (("CreativeWork",), ("Text",)),
    "roleName": (("Role",), ("Text", "URL")),
    "propertyID": (("PropertyValue",), ("Text", "URL")),
    "value": (("PropertyValue",), ("Text",)),
}
DATE = re.compile(r"\d{4}(-\d\d(-\d\d(T\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)?)?)?)?")


def ancestry(name: str) -> set[str]:
    kinds = set()
    kind: str | None = name
    while kind:
        kinds.add(kind)
        kind = KINDS[kind]
    return kinds


def listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def check(node: dict[str, Any], expected: tuple[str, ...], role: str = "") -> None:
    """See that a node is of a type that is expected, and has only what its type has."""
    types = listed(node.get("@type", list(expected)))
    kinds = set().union(*map(ancestry, types))
    assert kinds & {*expected, "Role"}, (types, expected)
    for name, value in node.items():
        if name == "@reverse":
            for prop, above in value.items():
                owners, takes = PROPERTIES[prop]
                assert kinds & set(takes)
                for each in listed(above):
                    check(each, owners)
        elif name in ("@id", "@context"):
            assert is_link(value)
        elif name != "@type":
            owners, takes = PROPERTIES[name]
            # Around an agent, a Role stands below the property that it has itself.
            assert kinds & set(owners) or ("Role" in kinds and name == role), (types, name)
            for each in listed(value):
                check_value(each, name, takes)


def check_value(value: Any, name: str, takes: tuple[str, ...]) -> None:
    if isinstance(value, dict) and "@value" not in value:
        check(value, takes, role=name)
    elif "Date" in takes:
        assert DATE.fullmatch(value) if isinstance(value, str) else (
            value["@type"] == "http://id.loc.gov/datatypes/edtf"
        )  # fmt: skip
    elif "Text" in takes:
        assert isinstance(value, str) or set(value) == {"@language", "@value"}
    else:
        assert "URL" in takes
        assert is_link(value)


def texts(value: Any) -> Iterator[str]:
    """Give every name and text of the JSON."""
    for name, inner in value.items() if isinstance(value, dict) else ():
        yield name
        yield from texts(inner)
    for inner in value if isinstance(value, list) else ():
        yield from texts(inner)
    if isinstance(value, str):
        yield value


def node_of(data: dict[str, Any], **options: str) -> dict[str, Any]:
    """Give the node of a record, of which all is as schema.org has it."""
    node: dict[str, Any] = json.loads(content("schema-org", data, **options))
    check(node, ("CreativeWork",))
    return node


@given(records())
def test_tree_is_read_back(data: dict[str, Any]) -> None:
    """Every value that was carried is in the JSON, on nodes and properties that schema.org has."""
    item, files = exported("schema-org", data)
    node = json.loads(files["record.jsonld"])
    check(node, ("CreativeWork",))
    there = set(texts(node))
    assert [each.value for each in item.carried if each.value not in there] == []
    assert b"<" not in files["record.jsonld"]


@pytest.mark.parametrize("turn", ROUNDS)
def test_every_key_on_a_node_that_has_it(turn: int) -> None:
    """So it is with a record that has every key of the model."""
    node_of(make(turn).data)


@pytest.mark.parametrize("text", [*HOSTILE, "a\r\nb", "\x00\x01\x7f\ufffe"])
def test_tree_with_hostile_texts(text: str) -> None:
    """Texts are verbatim, and nothing ends the script element that the JSON is put into."""
    data = complete(id="record", title=f"A{text}!", description=f"B{text}!")
    raw = content("schema-org", data)
    node = json.loads(raw)
    assert (node["name"], node["description"]) == (f"A{text}!", f"B{text}!")
    assert "<" not in raw


ARCHIVE = {
    "name": "Archive of Examples",
    "siglum": "AE",
    "country": "RU",
    "uri": ["http://www.wikidata.org/entity/Q1", "RU-123"],
    "reference": ["fond 1", "opis 2"],
    "former_reference": ["f. 9"],
}
HELD = {
    "@type": "ArchiveOrganization",
    "name": "Archive of Examples",
    "alternateName": "AE",
    "sameAs": "http://www.wikidata.org/entity/Q1",
    "identifier": "RU-123",
    "address": {"@type": "PostalAddress", "addressCountry": "RU"},
}


@pytest.mark.parametrize(
    ("describes", "way"),
    [
        ("translation", "translationOfWork"),
        ("transcription", "isBasedOn"),
        ("digitization", "isBasedOn"),
        ("copy", "isBasedOn"),
        (None, "isBasedOn"),
        ("original", None),
    ],
)
def test_the_archive_holds_the_original(describes: str | None, way: str | None) -> None:
    """The archive and the reference are on the original, and on no other layer."""
    edition = [{"kind": "edition", "citation": "Bulletin 6-7"}]
    data = complete(id="record", describes=describes, genre="manuscript", source=edition)
    node = node_of({**data, "original_archive": [ARCHIVE]})
    nodes = listed(node[way]) if way else [node]
    held = next(each for each in nodes if "holdingArchive" in each)
    assert listed(held["@type"])[:2] == ["ArchiveComponent", "Manuscript"]
    assert held["holdingArchive"] == HELD
    assert held["itemLocation"] == "fond 1, opis 2"
    former = {"@type": "PropertyValue", "propertyID": "former reference", "value": "f. 9"}
    assert former in listed(held["identifier"])
    if way:
        assert "ArchiveComponent" not in listed(node["@type"])
        assert held["additionalType"] == "original"
        assert "holdingArchive" not in node
    if describes == "translation":
        assert "Manuscript" not in listed(node["@type"])


def test_an_archive_that_holds_a_copy() -> None:
    """A copy is a node of its own; where the record describes the copy, it is the record's."""
    archives = [{"name": "There", "reference": ["f. 1"]}, {"name": "Here", "holds": "copy"}]
    node = node_of(complete(id="record", original_archive=archives, source=None))
    assert node["translationOfWork"]["holdingArchive"]["name"] == "There"
    assert node["isBasedOn"]["holdingArchive"]["name"] == "Here"
    assert node["isBasedOn"]["additionalType"] == "copy"
    node = node_of(complete(id="record", original_archive=archives, source=None, describes="copy"))
    assert node["holdingArchive"]["name"] == "Here"
    assert node["isBasedOn"]["itemLocation"] == "f. 1"
    node = node_of(
        complete(id="record", original_archive=archives, source=None, describes="original")
    )
    assert node["holdingArchive"]["name"] == "There"
    assert node["workExample"]["holdingArchive"]["name"] == "Here"


def test_several_archives_hold_it() -> None:
    """Which reference is whose is said where there are several."""
    archives = [
        {"name": "Archive A", "siglum": "AA", "reference": ["f. 1", "d. 2"]},
        {"name": "Archive B", "reference": ["f. 3"]},
    ]
    held = node_of(complete(id="record", original_archive=archives))["translationOfWork"]
    assert [each["name"] for each in held["holdingArchive"]] == ["Archive A", "Archive B"]
    assert held["itemLocation"] == ["AA, f. 1, d. 2", "Archive B, f. 3"]


RS = "http://rightsstatements.org/vocab/"
BY = "http://creativecommons.org/licenses/by/4.0/"


def test_rights_stand_on_their_layer() -> None:
    """A licence of the translation is not one of the original, nor a notice the other way."""
    rights = [
        {"of": "original", "uri": f"{RS}InC/1.0/", "statement": "Theirs.", "holder": ["Heirs"]},
        {"of": "translation", "uri": BY, "statement": "Ours.", "holder": ["Press"]},
        {"of": "digitization", "uri": f"{RS}CNE/1.0/"},
        {"of": "transcription", "statement": "Typed."},
    ]
    node = node_of(complete(id="record", rights=rights))
    assert (node["license"], node["copyrightNotice"]) == (BY, "Ours.")
    assert node["copyrightHolder"] == {"name": "Press"}
    original = node["translationOfWork"]
    assert (original["usageInfo"], original["copyrightNotice"]) == (f"{RS}InC/1.0/", "Theirs.")
    assert original["copyrightHolder"] == {"name": "Heirs"}
    assert "license" not in original
    assert node["associatedMedia"]["usageInfo"] == f"{RS}CNE/1.0/"
    typed = next(
        each for each in node["isBasedOn"] if each.get("additionalType") == "transcription"
    )
    assert typed["copyrightNotice"] == "Typed."


@pytest.mark.parametrize(
    "uri", [f"{RS}CNE/1.0/", "http://creativecommons.org/publicdomain/mark/1.0/"]
)
def test_what_grants_nothing_is_no_licence(uri: str) -> None:
    node = node_of(complete(id="record", rights=[{"uri": uri}]))
    assert node["usageInfo"] == uri
    assert "license" not in node


def test_whom_to_ask() -> None:
    """The contact is the holder's where one holder can be reached, else nobody's; it has a page."""
    contact = {
        "name": "Office",
        "email": "a@example.org",
        "url": "https://example.org/ask",
        "address": "1 Street",
    }
    point = {
        "@type": "PostalAddress",
        "contactType": "rights",
        "name": "Office",
        "email": "a@example.org",
        "streetAddress": "1 Street",
        "url": "https://example.org/ask",
    }
    for holder, uri, is_holders in (
        (["Press"], f"{RS}InC/1.0/", True),
        (["Press"], f"{RS}InC-RUU/1.0/", False),
        ([], f"{RS}InC/1.0/", False),
        (["Press", "Heirs"], f"{RS}InC/1.0/", False),
    ):
        rights = [{"holder": holder, "contact": contact, "uri": uri}]
        node = node_of(complete(id="record", rights=rights))
        holders = listed(node.get("copyrightHolder", []))
        assert ([each.get("contactPoint") for each in holders] == [point]) == is_holders
        info = [each for each in listed(node["usageInfo"]) if isinstance(each, dict)]
        assert ([each.get("about") for each in info] == [point]) == (not is_holders)
        assert node["acquireLicensePage"] == "https://example.org/ask"


def test_agents() -> None:
    """A role is a property where schema.org has one, else it is named; a name signed is another."""
    data = complete(
        id="record",
        creator=[
            {"name": "Stalin, Joseph", "kind": "person", "role": "aut", "signed": "SEMENOV"},
            {"name": "Studio", "role": "pht", "kind": "organization"},
            {"name": "The Does", "kind": "family"},
        ],
        contributor=[
            {"name": "Mao", "role": "rcp", "uri": ["http://viaf.org/viaf/1", "no. 1"]},
            {"name": "Doe, Jane", "family": "Doe", "given": "Jane", "role": "trl"},
            {"name": "Board", "kind": "organization", "role": "edt"},
        ],
    )
    node = node_of({**data, "provenance": []})
    assert node["author"] == {
        "@type": "Person",
        "name": "Stalin, Joseph",
        "alternateName": "SEMENOV",
    }
    assert node["creator"] == [
        {
            "@type": "Role",
            "roleName": "Photographer",
            "creator": {"@type": "Organization", "name": "Studio"},
        },
        {"additionalType": "family", "name": "The Does"},
    ]
    assert "Message" in listed(node["@type"])
    assert node["recipient"] == {
        "name": "Mao",
        "sameAs": "http://viaf.org/viaf/1",
        "identifier": "no. 1",
    }
    assert node["translator"]["givenName"] == "Jane"
    assert node["contributor"]["roleName"] == "Editor"


def test_dates() -> None:
    """ISO 8601 as it is; what only EDTF can say has its type."""
    node = node_of({"id": "record", "date": "1952-12", "issued": "1953~"})
    assert node["dateCreated"] == "1952-12"
    assert node["datePublished"] == {
        "@type": "http://id.loc.gov/datatypes/edtf",
        "@value": "1953~",
    }


def test_events() -> None:
    """The original was sent and made where and when it says; custody is in words."""
    events = [
        {"of": "original", "activity": "creation", "date": "1952-12-27", "place": "Moscow"},
        {"of": "original", "activity": "transmission", "from": ["A"], "to": ["B"], "date": "1952"},
        {"of": "original", "activity": "transfer", "to": ["Archive of Examples"]},
        {"of": "translation", "activity": "publication", "date": "1995", "place": "Washington"},
    ]
    node = node_of(complete(id="record", provenance=events))
    original = node["translationOfWork"]
    assert original["dateCreated"] == "1952-12-27"
    assert original["locationCreated"] == {"@type": "Place", "name": "Moscow"}
    assert (original["sender"], original["recipient"]) == ({"name": "A"}, {"name": "B"})
    assert "Message" in original["@type"]
    assert "Transfer of the original, to Archive of Examples." in node["description"]
    assert node["publication"]["startDate"] == "1995"
    assert node["dateCreated"] == COMPLETE["date"]


def test_files() -> None:
    """A file is media of its layer, by its address and checksum, and never by its path."""
    files = [
        {"path": "SECRET/1.pdf", "url": "https://example.org/1.pdf", "sha256": "0" * 64},
        {"path": "SECRET/2.tif", "media_type": "image/tiff", "of": "digitization"},
        {"path": "SECRET/3.tif"},
    ]
    node = node_of(complete(id="record", file=files))
    own, scans = node["associatedMedia"]
    assert own == {
        "@type": "MediaObject",
        "contentUrl": "https://example.org/1.pdf",
        "sha256": "0" * 64,
    }
    assert scans["associatedMedia"] == {"@type": "MediaObject", "encodingFormat": "image/tiff"}
    assert "SECRET" not in json.dumps(node)


def test_who_is_cited_by_whom() -> None:
    """What cites the document has the citation: the property stands the other way round."""
    relation = {"is_referenced_by": ["https://example.org/note"], "references": ["letter-1"]}
    node = node_of(complete(id="record", relation=relation))
    assert node["citation"] == {"@type": "CreativeWork", "name": "letter-1"}
    assert node["@reverse"]["citation"] == {
        "@type": "CreativeWork",
        "url": "https://example.org/note",
    }


def test_tree_on_the_command_line(tmp_path: Path) -> None:
    """A file a record, or a graph of all; base_url makes the ids, else a record's page does."""
    put(tmp_path, complete(id="one", url="https://example.org/page/1"), complete(id="two"))
    ran = muniment("export", "--to", "schema-org", "--output", "out", cwd=tmp_path)
    assert ran.status == 0
    assert {path.name for path in (tmp_path / "out").iterdir()} == {"one.jsonld", "two.jsonld"}
    one = json.loads((tmp_path / "out" / "one.jsonld").read_bytes())
    assert (one["@context"], one["@id"]) == ("https://schema.org", "https://example.org/page/1")
    assert "@id" not in json.loads((tmp_path / "out" / "two.jsonld").read_bytes())
    (tmp_path / "muniment.toml").write_text(
        '[export.schema-org]\nbase_url = "https://example.org/d/"\n'
    )
    graph = json.loads(muniment("export", "--to", "schema-org", cwd=tmp_path).out)
    assert graph["@context"] == "https://schema.org"
    assert [each["@id"] for each in graph["@graph"]] == [
        "https://example.org/d/one",
        "https://example.org/d/two",
    ]
    del one["@context"]
    assert graph["@graph"][0] == {**one, "@id": "https://example.org/d/one"}
    ran = muniment("export", "--to", "schema-org", "--option", "base_url=mine", cwd=tmp_path)
    assert (ran.status, ran.out) == (2, "")
    assert "base_url is an address" in ran.err


@pytest.mark.parametrize("name", ["html", "csv", "schema-org"])
def test_the_records_here(name: str, tmp_path: Path) -> None:
    """The records of this repository go out, and are sound."""
    ran = muniment("export", "--to", name, "--output", tmp_path / "out", cwd=ROOT)
    assert ran.status == 0, ran.err
    for path in (tmp_path / "out").iterdir():
        text = path.read_bytes().decode("utf-8")
        if name == "html":
            page(text)
        elif name == "csv":
            assert len(rows(text)) > 5
        else:
            check(json.loads(text), ("CreativeWork",))


def test_base_url_is_an_address() -> None:
    with pytest.raises(MunimentError):
        content("schema-org", complete(id="record"), base_url="javascript:")
