"""The reader of Dublin Core: wrappers, what each term becomes, harvests, and hostile input."""

from __future__ import annotations

import tracemalloc
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from muniment.errors import MunimentError
from muniment.finding import Place
from muniment.readers import Draft, ReaderSettings
from muniment.readers.dc import certain, read, read_chunks, sentences
from muniment.readers.dc.mapping import drafted
from muniment.readers.dc.sheet import Said
from muniment.reading import read as read_record
from program import muniment

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

DC, DCTERMS = "http://purl.org/dc/elements/1.1/", "http://purl.org/dc/terms/"
OAI, OAI_DC = "http://www.openarchives.org/OAI/2.0/", "http://www.openarchives.org/OAI/2.0/oai_dc/"
BOTH = f'xmlns:dc="{DC}" xmlns:dcterms="{DCTERMS}"'
INC = "http://rightsstatements.org/vocab/InC/1.0/"
BY = "http://creativecommons.org/licenses/by/4.0/"


def drafts(text: str | bytes, separator: str = "", name: str = "x.xml") -> list[Draft]:
    raw = text.encode() if isinstance(text, str) else text
    options = {"separator": separator} if separator else {}
    return list(read_chunks([raw], name, ReaderSettings(options), name))


def one(text: str | bytes, separator: str = "") -> Draft:
    (draft,) = drafts(text, separator)
    return draft


def dc(*statements: str, separator: str = "") -> Draft:
    """Read `term: value` statements as one qualified record, without layout."""
    body = "".join(
        f"<dcterms:{term}>{value}</dcterms:{term.split()[0]}>"
        for term, _, value in (each.partition(": ") for each in statements)
    )
    return one(f"<metadata {BOTH}>{body}</metadata>", separator)


def data(*statements: str) -> dict[str, Any]:
    draft = dc(*statements)
    assert read_record(draft.data).problems == ()
    return draft.data


def refused(text: str | bytes) -> str:
    with pytest.raises(MunimentError) as error:
        drafts(text)
    said = str(error.value)
    assert "\n" not in said
    assert said.startswith("x.xml: ")
    return said


# Wrappers and namespaces

TERMS = "<{0}title>Letter</{0}title><{0}date>1952-12-27</{0}date><{1}spatial>Korea</{1}spatial>"
PLAIN = {"title": "Letter", "date": "1952-12-27", "spatial": ["Korea"]}
OLD = TERMS.format("dc:", "dcterms:")
NEW = TERMS.format("dcterms:", "dcterms:")


@pytest.mark.parametrize(
    "text",
    [
        f'<q:qualifieddc xmlns:q="http://dspace.org/qualifieddc/" {BOTH}>{OLD}</q:qualifieddc>',
        f'<q:qualifieddc xmlns:q="http://worldcat.org/xmlschemas/qdc-1.0/" {BOTH}>{OLD}'
        "</q:qualifieddc>",
        f'<m:qualifieddc xmlns:m="urn:x-muniment:qualifieddc:1" {BOTH}>{NEW}</m:qualifieddc>',
        f'<a:dcterms xmlns:a="{OAI}oai_dcterms/" {BOTH}>{NEW}</a:dcterms>',
        f'<oai_dc:dc xmlns:oai_dc="{OAI_DC}" {BOTH}>{OLD}</oai_dc:dc>',
        f"<metadata {BOTH}>{OLD}</metadata>",
        f'<anything xmlns="http://example.org/own" {BOTH}>{OLD}</anything>',
        f'<mdRecord xmlns="http://example.org" {BOTH}>{NEW}</mdRecord>',
        # The namespace is another's, or nobody's, or none at all.
        f'<x:qdc xmlns:x="urn:x" xmlns:dc="http://www.w3.org/1999/xhtml">{OLD}</x:qdc>',
        f"<qdc:qualifieddc>{OLD}</qdc:qualifieddc>",
        f"<metadata>{TERMS.format('', '')}</metadata>",
        f'<dc xmlns="{OAI_DC}">{TERMS.format("", "")}</dc>',
        f'<z xmlns:a="http://purl.org/dc/elements/1.1" xmlns:b="https://purl.org/dc/terms/">'
        f"{TERMS.format('a:', 'b:')}</z>",
        f"<records><record>{TERMS.format('', '')}</record></records>",
        f"<metadata {BOTH}>{OLD.replace('title>', 'Title>')}</metadata>",
        f"<records><wrap {BOTH}>{OLD}</wrap></records>",
    ],
)
def test_wrappers(text: str) -> None:
    """What stands around the terms, and what their prefixes are bound to, makes no difference."""
    assert one(text).data == PLAIN


@pytest.mark.parametrize(
    "text",
    [
        '<mods xmlns="http://www.loc.gov/mods/v3"><title>Letter</title></mods>',
        "<html><head><title>404</title></head></html>",
        f'<record xmlns="{OAI}"><title>x</title></record>',
        "<nothing/>",
    ],
)
def test_other_metadata(text: str) -> None:
    """A title of something else is none of Dublin Core."""
    assert "has no Dublin Core" in refused(text)


def test_undeclared_prefix_is_told() -> None:
    """A prefix that nobody declared is read, and told: other programs refuse such a file."""
    draft = one(f"<qdc:qualifieddc {BOTH}>{OLD}</qdc:qualifieddc>")
    assert draft.left_out[0].startswith("the prefix qdc is not declared")
    assert draft.data == PLAIN


def test_neighbours() -> None:
    """Elements that are no terms are told; where EDM says rights or page, that counts."""
    draft = one(
        f'<metadata {BOTH} xmlns:edm="http://www.europeana.eu/schemas/edm/">'
        "<dc:title>A</dc:title><dc:identifier>https://example.org/other</dc:identifier>"
        "<edm:isShownAt>https://example.org/1</edm:isShownAt>"
        "<edm:rights>https://rightsstatements.org/page/InC/1.0/</edm:rights>"
        "<edm:preview>https://example.org/1.jpg</edm:preview><own>x</own></metadata>"
    )
    assert draft.data["url"] == "https://example.org/1"
    assert draft.data["identifier"] == ["https://example.org/other"]
    assert draft.data["rights"] == [{"uri": INC}]
    assert [each.split()[2] for each in draft.left_out] == ["edm:preview", "xml:own"]


def test_places_and_layout() -> None:
    """A value is without its layout, and its place is that of its element, also far down."""
    blank = "\n" * 70_000
    draft = one(
        f"<metadata {BOTH}>{blank}  <dc:title>\n      A letter\n      to Mao\n    </dc:title>\n"
        "  <dc:subject>é</dc:subject><dc:subject>Korea</dc:subject>\n</metadata>"
    )
    assert draft.data["title"] == "A letter to Mao"
    assert draft.places["title"] == Place(70_001, 3, 70_004, 5)
    assert draft.places["subject.1"] == Place(70_005, 29, 70_005, 46)
    assert draft.places[""].line == 1


def test_markup_in_a_value() -> None:
    """Of a value with elements in it, the text is taken."""
    text = f"<metadata {BOTH}><dc:title>A <i>red</i>line<br/>here</dc:title></metadata>"
    assert one(text).data["title"] == "A redline here"


# Harvests


def record(header: str, body: str, more: str = "", status: str = "") -> str:
    metadata = f'<metadata><oai_dc:dc xmlns:oai_dc="{OAI_DC}" {BOTH}>{body}</oai_dc:dc></metadata>'
    return f"<record><header{status}>{header}</header>{metadata if body else ''}{more}</record>"


def answer(*records: str, verb: str = "ListRecords") -> str:
    return (
        f'<OAI-PMH xmlns="{OAI}"><responseDate>2026-01-01T00:00:00Z</responseDate>'
        f"<request verb='{verb}'>x</request><{verb}>{''.join(records)}</{verb}></OAI-PMH>"
    )


NAMED = "<identifier>oai:example.org:a/1</identifier><datestamp>2026-01-02T03:04:05Z</datestamp>"


def test_response() -> None:
    """Each record of a response is a draft, named as the harvest names it; sets are kept."""
    second = NAMED.replace("a/1", "a/2") + "<setSpec>letters:red</setSpec>"
    found = drafts(
        answer(record(NAMED, "<dc:title>A</dc:title>"), record(second, "<dc:title>B</dc:title>"))
    )
    assert [each.origin for each in found] == ["oai:example.org:a/1", "oai:example.org:a/2"]
    assert [each.data["id"] for each in found] == ["example-org-a-1", "example-org-a-2"]
    assert [each.data["title"] for each in found] == ["A", "B"]
    assert found[1].data["local"] == {"set": ["letters:red"]}
    assert found[0].places[""].column < found[1].places[""].column


def test_deleted() -> None:
    """A deleted record is a tombstone: id, title, and when and why it was withdrawn."""
    found = one(answer(record(NAMED, "", status=' status="deleted"')))
    assert found.data == {
        "id": "example-org-a-1",
        "title": "oai:example.org:a/1",
        "record": {
            "status": "withdrawn",
            "withdrawn": {"date": "2026-01-02", "reason": "Deleted in the source."},
        },
    }
    assert read_record(found.data).problems == ()


def test_about() -> None:
    """What is said about the metadata is not said of the document; their licence is kept."""
    about = (
        f'<about><oai_dc:dc xmlns:oai_dc="{OAI_DC}" {BOTH}><dc:publisher>Hub</dc:publisher>'
        '</oai_dc:dc></about><about><r:rights xmlns:r="urn:r">'
        '<r:rightsReference ref="https://creativecommons.org/publicdomain/zero/1.0/"/></r:rights>'
        "</about>"
    )
    found = one(answer(record(NAMED, "<dc:title>A</dc:title>", about), verb="GetRecord"))
    assert "publisher" not in found.data
    assert found.data["record"] == {"license": "http://creativecommons.org/publicdomain/zero/1.0/"}


def test_static_repository() -> None:
    """Of a static repository the Dublin Core is read, and no description of the repository."""
    listed = "<s:ListRecords metadataPrefix='{}' xmlns='" + OAI + "'>{}</s:ListRecords>"
    other = record(NAMED, "").replace("</record>", "<metadata><x:y xmlns:x='urn:x'/></metadata>"
                                      "</record>")  # fmt: skip
    text = (
        f'<s:Repository xmlns:s="{OAI}static-repository"><s:Identify>'
        f"<d {BOTH}><dc:title>A repository</dc:title></d></s:Identify>"
        f"{listed.format('oai_dc', record(NAMED, '<dc:title>A</dc:title>'))}"
        f"{listed.format('y', other)}</s:Repository>"
    )
    assert one(text).data["title"] == "A"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (answer(verb="Identify"), "it answers Identify"),
        (answer("<header/>", verb="ListIdentifiers"), "it answers ListIdentifiers"),
        (f'<OAI-PMH xmlns="{OAI}"><error code="badVerb">No\nsuch</error></OAI-PMH>',
         "has no records: the server says badVerb: No such"),
        (answer(record(NAMED, "", "<metadata><m:mods xmlns:m='urn:m'/></metadata>")),
         "has no Dublin Core (line 1, m:mods)"),
    ],
)  # fmt: skip
def test_answers_without_records(text: str, said: str) -> None:
    """What a server says instead of records is repeated."""
    assert said in refused(text)


def test_empty_record_is_a_draft() -> None:
    """A record of a harvest that says nothing is one all the same: lint refuses it by name."""
    text = answer(record(NAMED, " "))
    assert one(text).data == {"id": "example-org-a-1"}


@pytest.mark.parametrize(
    ("identifier", "wanted"),
    [
        ("oai:example.org:a/1", "example-org-a-1"),
        ("RUMSEY~8~1", "rumsey-8-1"),
        ("17", None),
        ("oai:" + "x" * 100, "x" * 60 + "-"),
        ("oai:example.org:Дело 1", "example-org-delo-1-"),
    ],
)
def test_ids(identifier: str, wanted: str | None) -> None:
    """The id is that of the harvest; one that a name cannot tell apart gets a digest behind."""
    header = f"<identifier>{identifier}</identifier>"
    found = one(answer(record(header, "<dc:title>A</dc:title>"))).data.get("id")
    if wanted and wanted.endswith("-"):
        assert found
        assert found.startswith(wanted)
    else:
        assert found == wanted


# What the terms become


def test_titles() -> None:
    """The first title is the title, others are alternative; a language that is certain stays."""
    found = one(
        f'<metadata {BOTH}><dc:title xml:lang="ru">Письмо</dc:title>'
        '<dc:title xml:lang="en_US">Letter</dc:title><dcterms:alternative>L</dcterms:alternative>'
        "</metadata>"
    )
    assert found.data["title"] == {"text": "Письмо", "lang": "ru"}
    assert found.data["alternative"] == [{"text": "Letter", "lang": "en-US"}, "L"]


@pytest.mark.parametrize(
    ("written", "tags"),
    [
        ("English", ["en"]),
        ("rus", ["ru"]),
        ("eng", ["en"]),
        ("en_US", ["en-US"]),
        ("English; Czech", ["en", "cs"]),
        ("english;eng", ["en"]),
        ("русский", ["ru"]),
        ("zh-Hant", ["zh-Hant"]),
        ("English Latin", None),
        ("Old slang", None),
        ("Klingonese", None),
    ],
)
def test_languages(written: str, tags: list[str] | None) -> None:
    """A language is read from its name or code; what is not certain is kept as it is, and told."""
    draft = dc(f"language: {written}")
    assert draft.data.get("language") == tags
    if tags is None:
        assert draft.data["local"]["note"] == [f"language: {written}"]
        assert "not certainly" in draft.left_out[0]


@pytest.mark.parametrize(
    ("written", "edtf"),
    [
        ("1952-12-27", "1952-12-27"),
        ("27 December 1952", "1952-12-27"),
        ("c1953", "1953~"),
        ("1915-1916", "1915/1916"),
        ("1950s", "195X"),
        ("1952/..", "1952/.."),
        ("03-04-1999", None),
        ("[1953]", None),
        ("1881; 1882", None),
        ("May", None),
    ],
)
def test_dates(written: str, edtf: str | None) -> None:
    """A date is read where there is one way to read it, and else kept as it is."""
    draft = dc(f"date: {written}")
    assert draft.data.get("date") == edtf
    assert (draft.data.get("local") is None) == bool(edtf)


@pytest.mark.parametrize(
    ("statements", "found", "notes"),
    [
        (("created: 1952", "issued: 1995", "date: 2001"), ("1952", "1995"), ["date: 2001"]),
        (("date: 1952", "date: 1952", "date: Dec 1952"), (None, None), 2),
        (("date: September 18, 1936", "date: 1936-09-18"), ("1936-09-18", None), []),
        (("date: 2013-02-19T22:31:15Z", "date: 2006"), ("2006", None), 1),
        (("date: 2016-04-01T07:00:00Z",), ("2016-04-01T07:00:00Z", None), []),
        (("date: 1950", "date: 1960"), (None, None), ["date: 1950", "date: 1960"]),
        (("issued: 1995",), (None, "1995"), []),
        (("available: 1995",), (None, None), ["available: 1995"]),
        (("date: n.d.",), (None, None), []),
    ],
)
def test_several_dates(
    statements: tuple[str, ...], found: tuple[str | None, str | None], notes: list[str] | int
) -> None:
    """Which date is that of creation is said by its term, or by its being the only plain one."""
    read_data = data(*statements)
    assert (read_data.get("date"), read_data.get("issued")) == found
    kept = read_data.get("local", {}).get("note", [])
    assert kept == notes if isinstance(notes, list) else len(kept) == notes


@pytest.mark.parametrize(
    ("statements", "url", "others"),
    [
        (("A1", "https://example.org/1.pdf", "https://example.org/1"), "https://example.org/1",
         ["A1", "https://example.org/1.pdf"]),
        (("https://doi.org/10.1/2", "https://example.org/1"), "https://example.org/1",
         ["https://doi.org/10.1/2"]),
        (("http://hdl.handle.net/1/2",), "http://hdl.handle.net/1/2", None),
        (("urn:isbn:1",), None, ["urn:isbn:1"]),
        (("https://example.org/cgi/viewcontent.cgi?a=1",), None,
         ["https://example.org/cgi/viewcontent.cgi?a=1"]),
    ],
)  # fmt: skip
def test_identifiers(
    statements: tuple[str, ...], url: str | None, others: list[str] | None
) -> None:
    """The first address that is a page is the url, before those that only lead on to one."""
    found = data(*(f"identifier: {each}" for each in statements))
    assert (found.get("url"), found.get("identifier")) == (url, others)


def test_kinds_and_forms() -> None:
    """DCMI types are the type, other words genre; forms and extents are told apart."""
    found = data(
        *("type: still image", "type: Letter", "type: http://purl.org/dc/dcmitype/Text"),
        *("type: Sound ; Text", "format: image/jpeg", "format: typescript", "medium: print"),
        *("format: 114 p. ; 28 cm.", "format: iv, [5]-72 p.", "extent: one box"),
    )
    assert found["type"] == "StillImage"
    assert found["genre"] == ["Letter", "http://purl.org/dc/dcmitype/Text", "Sound ; Text"]
    assert found["format"] == ["image/jpeg", "typescript", "print"]
    assert found["extent"] == ["114 p. ; 28 cm.", "iv, [5]-72 p.", "one box"]


@pytest.mark.parametrize(
    ("written", "is_source"),
    [
        ("APRF, Fond 45, Opis 1, Delo 343, Listy 115-116", True),
        ("TNA, FO 371/12345", True),
        ("114 p. ; 28 cm.", False),
        ("Clemson University", False),
        ("Nursing Publications", False),
        ("https://example.org/thumb/1", False),
    ],
)
def test_sources(written: str, is_source: bool) -> None:
    """A source is one where the reference reader understands it, and else a note."""
    found = data(f"source: {written}")
    assert found.get("source") == ([{"citation": written}] if is_source else None)
    assert ("local" in found) != is_source


def test_coverage() -> None:
    """Coverage is a time where it is a date, else a place; what is said to be either stays so."""
    found = data(
        *("coverage: 1950/1953", "coverage: Korea", "coverage: name=War; start=1950; end=1953"),
        *("temporal: Korean War", "spatial: 1950s"),
    )
    assert found["temporal"] == [
        "1950/1953", "name=War; start=1950; end=1953", "Korean War",
    ]  # fmt: skip
    assert found["spatial"] == ["Korea", "1950s"]


def test_relations() -> None:
    """Each relation has its key; a part of something is related, as nobody knows its record."""
    found = data("isVersionOf: A", "hasPart: B", "isPartOf: papers", "relation: C", "mediator: M")
    assert found["relation"] == {"is_version_of": ["A"], "has_part": ["B"], "related": [
        "papers", "C",
    ]}  # fmt: skip
    assert found["local"]["note"] == ["mediator: M"]
    assert "part_of" not in found


def test_descriptions() -> None:
    """Several descriptions are paragraphs of one; what our export put there goes back."""
    found = data(
        *("description: One.", "abstract: Two.", "description: Content warning: Violence."),
        *("description: Acknowledgement: The Fund", "description: Security marking: Secret"),
        "description: Transfer of the original, 1995, from A to B.",
    )
    assert found["description"] == "One.\n\nTwo."
    assert found["notice"] == [{"kind": "content-warning", "text": "Violence."}]
    assert found["acknowledgement"] == ["The Fund"]
    assert found["classification"] == {"original": "Secret"}
    assert found["provenance"] == [
        {"of": "original", "activity": "transfer", "date": "1995", "from": ["A to B"]}
    ]


def test_description_in_two_languages() -> None:
    """A description has one language: the paragraph of another is a note."""
    found = one(
        f'<metadata {BOTH}><dc:description xml:lang="en">One</dc:description>'
        '<dc:description xml:lang="de">Eins</dc:description></metadata>'
    ).data
    assert found["description"] == {"text": "One", "lang": "en"}
    assert found["local"]["note"] == ["description: Eins"]


def test_provenance() -> None:
    """A statement of custody is an event with the statement as its note, verbatim."""
    assert data("provenance: Butler University")["provenance"] == [
        {"activity": "custody", "note": "Butler University"}
    ]


def test_names_with_uris() -> None:
    """A URI that is typed as one belongs to the name before it."""
    uri = "http://viaf.org/viaf/1"
    typed = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
    found = one(
        f"<metadata {BOTH} {typed}><dcterms:creator>Mao</dcterms:creator>"
        f'<dcterms:creator xsi:type="dcterms:URI">{uri}</dcterms:creator>'
        f'<dcterms:subject>Korea</dcterms:subject><dcterms:subject xsi:type="dcterms:URI">{uri}'
        f"</dcterms:subject><dcterms:subject>{uri}</dcterms:subject></metadata>"
    ).data
    assert found["creator"] == [{"name": "Mao", "uri": [uri]}]
    assert found["subject"] == [{"name": "Korea", "uri": uri}, {"uri": uri}]


def test_separator() -> None:
    """Names in one element are parted at the mark that is set, and only then."""
    said = ("creator: A, B; C, D;", "subject: X ; Y;", "title: A; B", "type: Sound ; Text")
    assert dc(*said).data["creator"] == [{"name": "A, B; C, D;"}]
    found = dc(*said, separator=";").data
    assert found["creator"] == [{"name": "A, B"}, {"name": "C, D"}]
    assert (found["subject"], found["title"]) == (["X", "Y"], "A; B")
    assert (found["type"], found["genre"]) == ("Sound", ["Text"])


# Rights and access


def rights(*statements: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = data(*(f"rights: {each}" for each in statements))["rights"]
    return found


def test_rights_uri_among_texts() -> None:
    """A URI is made canonical wherever it stands; texts are the paragraphs of one statement."""
    assert rights(
        "Ask the archive.", "https://rightsstatements.org/page/InC/1.0/?language=en", "Again."
    ) == [{"statement": "Ask the archive.\n\nAgain.", "uri": INC}]


def test_rights_uri_in_a_text() -> None:
    """One URI in a text is that of the rights, and the text stays whole; of two, neither is."""
    text = "Licensed, see https://creativecommons.org/licenses/by/4.0/deed.en."
    assert rights(text) == [{"statement": text, "uri": BY}]
    both = f"{BY} or {INC}"
    assert rights(both) == [{"statement": both}]


def test_two_rights_uris() -> None:
    """Two URIs are two tables: a record has one each."""
    assert rights(INC, BY, INC) == [{"uri": INC}, {"uri": BY}]


def test_rights_that_are_no_uri() -> None:
    """The name of a licence is a statement; an address of something else is a link to terms."""
    assert rights("Public Domain") == [{"statement": "Public Domain"}]
    assert rights("https://example.org/terms") == [{"link": ["https://example.org/terms"]}]


def test_rights_uri_that_is_wrong_stays_one() -> None:
    """A misspelt URI of RightsStatements.org is kept as the URI, so that lint says what it is."""
    wrong = "http://rightsstatements.org/vocab/InX/1.0/"
    assert rights(wrong) == [{"uri": wrong}]


def test_licence_holder_access() -> None:
    """Licence and holder are rights; who may see it is access, in OpenAIRE's words too."""
    found = data(
        f"license: {BY.replace('http:', 'https:')}",
        *("rightsHolder: Jane Doe", "accessRights: Reading room only."),
        "rights: info:eu-repo/semantics/openAccess",
    )
    assert found["rights"] == [{"uri": BY, "holder": ["Jane Doe"]}]
    assert found["access"] == {"statement": "Reading room only.", "status": "open"}


def test_rights_of_our_export() -> None:
    """Sentences of our exports go back to their keys, layer by layer, table by table."""
    said = (
        *(INC, "Ask.", "Rights holder: Doe", "Rights contact: Desk, a@example.org"),
        "Details of the rights: copyrighted; jurisdiction: US; under 17 U.S.C. § 105; until 2030; "
        "grounds: Searched; for long; display: allow",
        *("Terms: https://example.org/t", BY, "Rights in the original: Ask there."),
        *("Rights in the original: held by Roe", "Access: embargoed until 2030 (Act, 1)"),
        *("Label of Tribe: Ours", "https://example.org/label"),
    )
    found = data(*(f"rights: {each}" for each in said))
    first, second, third = found["rights"]
    assert first["uri"] == INC
    assert first["holder"] == ["Doe"]
    assert first["contact"] == {"name": "Desk", "email": "a@example.org"}
    assert first["citation"] == "17 U.S.C. § 105"
    assert (first["status"], first["jurisdiction"], first["end"]) == ("copyrighted", "US", "2030")
    assert first["determined"] == {"note": "Searched"}
    assert first["link"] == ["https://example.org/t"]
    assert second == {"uri": BY}
    assert third == {"of": "original", "statement": "Ask there.", "holder": ["Roe"]}
    assert found["access"] == {"status": "embargoed", "until": "2030", "basis": "Act, 1"}
    assert found["notice"] == [
        {"kind": "label", "community": "Tribe", "text": "Ours", "uri": "https://example.org/label"}
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Details of the rights: ask the curator about them; or not: see the file from 1952",
        "Security marking: ",
        "Transfer to digital media was done in 1995",
        "Acquisition of land in Korea, 1952.",
        "Access: denied",
        "Notice: this material may be protected by copyright law",
    ],
)
def test_sentences_of_others(text: str) -> None:
    """What only begins as a sentence of ours stays a text, whole."""
    found = data(f"description: {text}", f"rights: {text}")
    assert found["description"] == text.strip()
    said = found["rights"][0]
    assert text.strip() in (said.get("statement"), None) or "granted" in said


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Transfer, by Stalin, Joseph, to Mao.",
         {"activity": "transfer", "agent": ["Stalin, Joseph"], "to": ["Mao"]}),
        # Whether a place or a given name follows the comma, the sentence does not say.
        ("Transfer, 1952, to Mao Zedong, Beijing.",
         {"activity": "transfer", "date": "1952", "note": "to Mao Zedong, Beijing."}),
        ("Custody, Moscow. In a box. Evidence: List 4.",
         {"activity": "custody", "place": "Moscow", "note": "In a box.", "evidence": "List 4"}),
        ("Custody of the copy, 1952/..",
         {"activity": "custody", "of": "copy", "date": "1952/.."}),
    ],
)  # fmt: skip
def test_custody(text: str, event: dict[str, Any]) -> None:
    """An event is read as far as it is certain."""
    assert sentences.event(text) == event


def test_other_readers_use_the_mapping() -> None:
    """Statements from anywhere give a draft; what has no place has none."""
    found = drafted(
        [Said("title", "A"), Said("language", "eng", place=Place(3, 1, 3, 2))], file="f"
    )
    assert found == Draft({"title": "A", "language": ["en"]}, {"language.0": Place(3, 1, 3, 2)},
                          file="f")  # fmt: skip


# Hostile input


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "line 1: declares the entity b"),
        ('<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>', "the entity b"),
        ('<!DOCTYPE a [<!ENTITY % p SYSTEM "http://127.0.0.1:9/x"> %p;]><a/>', "the entity p"),
        (f'<!DOCTYPE m SYSTEM "x.dtd"><m {BOTH}><dc:title>&eacute;</dc:title></m>', "&eacute;"),
        (f"<m {BOTH}>\n<dc:title>A</dc:date></m>", "line 2, column 14: is not well-formed XML"),
        (f"<m {BOTH}>\n<dc:title>A", "line 2, column 12: is not well-formed XML"),
        (b"<m><dc:title>\xff</dc:title></m>", "not well-formed"),
        (b"<m><dc:title>\0</dc:title></m>", "not well-formed"),
        ("", "not well-formed XML: no element found"),
        ("broken", "line 1, column 1: is not well-formed"),
        ("<a>" * 5_000, "over 100 deep"),
        (f"<m {BOTH}><dc:title>{'<i>' * 5_000}", "over 100 deep"),
        (f"<m {BOTH}><dc:title>{'x' * (1 << 20)}x</dc:title></m>", "over 1 MiB of text"),
        (f"<m {BOTH}>{'<dc:title/>' * 10_001}</m>", "over 10,000 statements"),
    ],
)  # fmt: skip
def test_hostile(text: str | bytes, said: str) -> None:
    """Entities, depth, size, and what is broken: one line, with where."""
    assert said in refused(text)


def test_endless_tag() -> None:
    """A comment that never ends does not fill the memory."""

    def chunks() -> Iterator[bytes]:
        yield b"<m><!--"
        for _ in range(10_000):
            yield b"x" * 65_536

    tracemalloc.start()
    with pytest.raises(MunimentError, match="over 4 MiB"):
        list(read_chunks(chunks(), "x", ReaderSettings()))
    assert tracemalloc.get_traced_memory()[1] < 32 << 20
    tracemalloc.stop()


def test_flat_memory() -> None:
    """Records are let go as they are read."""

    def chunks() -> Iterator[bytes]:
        yield f'<OAI-PMH xmlns="{OAI}"><ListRecords>'.encode()
        for number in range(3_000):
            header = NAMED.replace("a/1", str(number))
            yield record(header, f"<dc:title>A{number}</dc:title>" * 20).encode()
        yield b"</ListRecords></OAI-PMH>"

    tracemalloc.start()
    assert sum(1 for _ in read_chunks(chunks(), "x", ReaderSettings())) == 3_000
    assert tracemalloc.get_traced_memory()[1] < 2 << 20
    tracemalloc.stop()


TAGS = ("dc:title", "dc:rights", "dc:date", "record", "header", "metadata", "about", "x:dc", "i")
VALUES = (INC, BY, "1952", "Rights holder: x", "Details of the rights: a; b", "eng", "\u2028", "%")


@st.composite
def trees(draw: st.DrawFn, depth: int = 0) -> str:
    tag = draw(st.sampled_from(TAGS))
    inner = draw(st.sampled_from(VALUES))
    if depth < 4:
        inner += "".join(draw(st.lists(trees(depth + 1), max_size=3)))
    lang = draw(st.sampled_from(("", ' xml:lang="en_US"', ' xsi:type="dcterms:URI"')))
    return f"<{tag}{lang}>{inner.replace('&', '')}</{tag}>"


@given(trees(), st.integers(0, 400))
@settings(max_examples=150, deadline=None)
def test_any_xml(tree: str, cut: int) -> None:
    """Whatever the elements are, and wherever it ends: drafts that are records, or one message."""
    for text in (tree, tree[:cut]):
        found: list[Draft] = []
        with suppress(MunimentError):
            found.extend(drafts(text))
        assert [read_record(each.data).problems for each in found] == [()] * len(found)


@given(st.binary(max_size=200))
@settings(max_examples=100, deadline=None)
def test_any_bytes(raw: bytes) -> None:
    """Whatever the bytes are: one message."""
    with pytest.raises(MunimentError):
        drafts(raw)


@given(st.text(max_size=300))
@settings(max_examples=200, deadline=None)
def test_any_text(text: str) -> None:
    """Whatever a value says, the draft is a record, and the value went somewhere or is told."""
    for term in ("date", "rights", "description", "provenance", "accessRights", "language"):
        draft = drafted([Said(term, text), Said(term, f"Rights contact: {text}", "x" * 40)])
        assert read_record(draft.data).problems == ()
    certain.is_source(text)


# Files, and the command line


def test_folder(tmp_path: Path) -> None:
    """All XML files of a folder are read in order, hidden ones and links that lead out are not."""
    outside = tmp_path / "outside.xml"
    folder = tmp_path / "in"
    (folder / "b").mkdir(parents=True)
    (folder / ".git").mkdir()
    for file, title in (
        *((outside, "no"), (folder / "c.XML", "3"), (folder / "a.xml", "1")),
        *((folder / "b" / "a.xml", "4"), (folder / ".hidden.xml", "no")),
        *((folder / ".git" / "x.xml", "no"), (folder / "x.txt", "no")),
    ):
        file.write_text(f"<m {BOTH}><dc:title>{title}</dc:title></m>")
    (folder / "link.xml").symlink_to(outside)
    (folder / "broken.xml").write_text("<m>")
    unread: list[str] = []
    found = list(read(str(folder), ReaderSettings(unread=unread.append)))
    assert [each.data["title"] for each in found] == ["1", "3", "4"]
    assert [each.origin for each in found] == ["a.xml", "c.XML", "b/a.xml"]
    assert len(unread) == 1
    assert unread[0].startswith(f"{folder.as_posix()}/broken.xml: line 1, column 4: is not well")


@pytest.mark.parametrize("source", ["no/such.xml", "https://example.org/oai", "", "a\0b"])
def test_sources_that_are_none(
    source: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A path that is not there, an address, an empty folder: one line."""
    monkeypatch.chdir(tmp_path)
    with pytest.raises(MunimentError):
        list(read(source, ReaderSettings()))


def test_import_twice(tmp_path: Path) -> None:
    """A second import changes nothing; of a changed source the difference is shown."""
    source = tmp_path / "h.xml"
    text = answer(
        record(NAMED, "<dc:title>Letter</dc:title><dc:source>114 p. ; 28 cm.</dc:source>"),
        record(NAMED.replace("a/1", "a/2"), "", status=' status="deleted"'),
    )
    source.write_text(text)
    ran = muniment("import", source, "--from", "dc", cwd=tmp_path)
    assert ran.status == 0, ran.err
    assert "2 records read: 2 written" in ran.err
    assert '114 p. ; 28 cm." is not understood as a citation' in ran.err
    files = sorted(file.name for file in (tmp_path / "records").iterdir())
    assert files == ["example-org-a-1.toml", "example-org-a-2.toml"]
    before = (tmp_path / "records" / files[0]).read_text()
    assert 'note = ["source: 114 p. ; 28 cm."]' in before

    again = muniment("import", source, "--from", "dc", cwd=tmp_path)
    assert (again.status, again.out) == (0, "")
    assert "2 as before" in again.err

    source.write_text(text.replace(">Letter<", ">Telegram<"))
    changed = muniment("import", source, "--from", "dc", cwd=tmp_path)
    assert changed.status == 1
    assert '+title = "Telegram"' in changed.out
    assert (tmp_path / "records" / files[0]).read_text() == before


def test_import_dry_run_and_what_is_broken(tmp_path: Path) -> None:
    """A dry run writes nothing; of a folder with a broken file the others are read."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.xml").write_text(f"<m {BOTH}><dc:title>A</dc:title></m>")
    (tmp_path / "in" / "b.xml").write_text("<m>\n<")
    ran = muniment("import", "in", "--from", "dc", "--dry-run", cwd=tmp_path)
    assert ran.status == 1
    assert "1 record read: 1 would be written" in ran.err
    assert "in/b.xml: line 2, column 1: is not well-formed XML" in ran.err
    assert not (tmp_path / "records").exists()


def test_lint_in_the_source(tmp_path: Path) -> None:
    """Findings stand at their lines of the source, with a verdict in sum."""
    source = tmp_path / "h.xml"
    body = (
        "\n<dc:title>Letter</dc:title>\n<dc:publisher>P</dc:publisher>"
        "\n<dc:identifier>https://example.org/1</dc:identifier>"
        f"\n<dc:rights>{INC.replace('InC', 'InX')}</dc:rights>\n"
    )
    good = body.replace("InX", "InC")
    second = NAMED.replace("a/1", "a/2")
    source.write_text(answer(record(NAMED, body), record(second, good)))
    ran = muniment(
        *("lint", "--from", "dc", "h.xml", "--profile", "dpla", "--output-format", "concise"),
        cwd=tmp_path,
    )
    assert ran.status == 1
    assert "h.xml:5:1: error missing (rights.0.uri)" in ran.out
    assert "dpla, of 2 records: 1 would be refused" in ran.err


def test_separator_on_the_command_line(tmp_path: Path) -> None:
    """The separator is an option of the reader."""
    (tmp_path / "a.xml").write_text(f"<m {BOTH}><dc:subject>A; B;</dc:subject></m>")
    ran = muniment("import", "a.xml", "--from", "dc", "--option", "separator=;", cwd=tmp_path)
    assert ran.status == 0, ran.err
    (file,) = (tmp_path / "records").iterdir()
    assert 'subject = ["A", "B"]' in file.read_text()


def test_the_manual_is_there() -> None:
    """`muniment readers dc` says what it reads, and the rest of the manual."""
    ran = muniment("readers", "dc")
    assert ran.out.startswith("dc")
    assert "local.note" in ran.out
