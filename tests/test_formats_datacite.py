"""DataCite: what a DOI is registered with is read back whole, and is what the schema asks for."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generated import DATES, document, exported, records
from inside import muniment
from muniment import completeness, profiles
from muniment.errors import CannotCarryError, MunimentError
from muniment.formats import ExportSettings, format_named
from muniment.pruning import prune
from muniment.vocabularies import identifier_schemes, spdx
from program import TODAY
from specimens import complete, toml

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

KERNEL = "{http://datacite.org/schema/kernel-4}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
CC = "http://creativecommons.org/"
OPTIONS = {"prefix": "10.5072", "publisher": "Archive of Examples"}
# Metadata Schema 4.7: the elements in the order of its documentation, and its closed lists.
ORDER = (
    "identifier", "creators", "titles", "publisher", "publicationYear", "resourceType", "subjects",
    "contributors", "dates", "language", "sizes", "formats", "alternateIdentifiers",
    "relatedIdentifiers", "relatedItems", "rightsList", "descriptions", "geoLocations",
)  # fmt: skip
NEEDED = frozenset(ORDER[:6])
LISTS = {
    "resourceTypeGeneral": {
        "Audiovisual", "Collection", "Dataset", "Event", "Image", "InteractiveResource",
        "PhysicalObject", "Service", "Software", "Sound", "Text", "Other",
    },
    "contributorType": {
        "ContactPerson", "Distributor", "Editor", "HostingInstitution", "Other", "Producer",
        "ProjectLeader", "Researcher", "RightsHolder", "Sponsor", "Translator",
    },
    "dateType": {"Created", "Issued", "Available", "Coverage"},
    "descriptionType": {"Abstract", "Other"},
    "nameType": {"Personal", "Organizational"},
    "titleType": {"AlternativeTitle"},
    "relatedIdentifierType": {"ARK", "DOI", "Handle", "URL", "URN"},
    "relationType": {
        "IsPartOf", "HasPart", "IsVersionOf", "HasVersion", "IsVariantFormOf", "IsOriginalFormOf",
        "References", "IsReferencedBy", "Obsoletes", "IsObsoletedBy", "Requires", "IsRequiredBy",
        "IsDerivedFrom", "IsTranslationOf", "Other",
    },
}  # fmt: skip
LISTS["relatedItemType"] = LISTS["resourceTypeGeneral"]


def resource(data: dict[str, Any], **options: str) -> ET.Element:
    """Give the root of the one file, read by another parser than the one that wrote it."""
    _, files = exported("datacite", data, **{**OPTIONS, **options})
    return ET.fromstring(files["record.xml"])


def shown(data: dict[str, Any], path: str) -> list[tuple[str, dict[str, str]]]:
    """Give text and attributes of the elements at a path."""
    way = "/".join(KERNEL + step for step in path.split("/"))
    return [(each.text or "", dict(each.attrib)) for each in resource(data).findall(way)]


def values(
    element: ET.Element, above: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], str]]:
    """Give each text and each attribute below an element, with the names on the way to it."""
    for each in element:
        path = (*above, each.tag.removeprefix(KERNEL))
        if len(each) == 0 and each.text is not None:
            yield path, each.text
        for name, value in each.attrib.items():
            yield (*path, f"@{name.replace(LANG, 'xml:lang')}"), value
        yield from values(each, path)


@given(records())
def test_every_value_is_read_back(data: dict[str, Any]) -> None:
    """Each text and attribute stands where it was put, whatever characters it has."""
    item, files = exported("datacite", data, **OPTIONS)
    put = Counter(
        (tuple(step.partition("#")[0] for step in leaf.path), leaf.value) for leaf in item.carried
    )
    assert Counter(values(ET.fromstring(files["record.xml"]))) == put


@given(records())
def test_the_schema(data: dict[str, Any]) -> None:
    """Elements stand once, in one order; what the schema has a list for is of that list."""
    root = resource(data)
    names = [each.tag.removeprefix(KERNEL) for each in root]
    assert names == [name for name in ORDER if name in names]
    for each in root.iter():
        for name, value in each.attrib.items():
            assert value in LISTS.get(name, {value})
    for each in root.iterfind(f".//{KERNEL}relatedItem"):
        assert {"relatedItemType", "relationType"} <= set(each.attrib)
    for each in root.iterfind(f".//{KERNEL}nameIdentifier"):
        assert each.get("nameIdentifierScheme")


@given(
    records(),
    st.fixed_dictionaries(
        {
            "title": st.just("Letter"),
            "creator": st.just([{"name": "Writer, A."}]),
            "type": st.sampled_from(["Text", "StillImage"]),
            "date": st.sampled_from(DATES),
        }
    ),
)
def test_what_the_profile_lets_pass_is_whole(data: dict[str, Any], known: dict[str, Any]) -> None:
    """What has no error has the six things that the schema asks for, each with a text."""
    data = {**data, **known, "record": {"status": "complete"}}
    if not refused(data):
        root = resource(data)
        there = {each.tag.removeprefix(KERNEL) for each in root if "".join(each.itertext())}
        assert there >= NEEDED
        year = root.findtext(f"{KERNEL}publicationYear") or ""
        assert len(year) == 4
        assert year.isdecimal()


def refused(data: dict[str, Any]) -> list[str]:
    """Give the keys of what DataCite refuses."""
    pruned = prune(data)
    asked = profiles.profile("datacite")
    found = completeness.missing(pruned.data, asked, pruned.blanks, TODAY)
    return [each.key for each in found if each.level in (None, "error")]


# What it is called


@pytest.mark.parametrize(
    ("identifiers", "doi"),
    [
        ([], "10.5072/record"),
        (["110296"], "10.5072/record"),
        (["https://doi.org/10.5072/abc"], "10.5072/abc"),
        (["http://dx.doi.org/10.5072/a%20b%3Cc%3E"], "10.5072/record"),
        (["https://doi.org/10.5072/a%3Cb%3E(1)"], "10.5072/a<b>(1)"),
        (["doi:10.5072/abc"], "10.5072/abc"),
        (["DOI: 10.5072/abc"], "10.5072/abc"),
        (["info:doi/10.5072/abc"], "10.5072/abc"),
        (["110296", "10.5072/abc", "10.5072/def"], "10.5072/abc"),
        (["10.50721/abc"], "10.5072/record"),
        (["https://doi.org/10.1000/182"], "10.5072/record"),
    ],
)
def test_the_doi(identifiers: list[str], doi: str) -> None:
    """It is the record's own under the prefix; else prefix and id. No other DOI can be ours."""
    data = complete(identifier=identifiers)
    assert shown(data, "identifier") == [(doi, {"identifierType": "DOI"})]
    others = shown(data, "alternateIdentifiers/alternateIdentifier")
    assert len(others) == len(identifiers)
    assert ("record", {"alternateIdentifierType": "Local"}) in others or doi == "10.5072/record"


@pytest.mark.parametrize("prefix", ["", "10", "10.", "11.5072", "10.5072/", "doi:10.5072", "10.x"])
def test_a_prefix_that_is_none(prefix: str) -> None:
    """What no DOI begins with is told, not registered."""
    with pytest.raises(MunimentError, match="is no DOI prefix"):
        resource(complete(), prefix=prefix)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("https://n2t.net/ark:/12148/btv1b8449691v", "ARK"),
        ("ark:12148/btv1b8449691v", "ARK"),
        ("https://hdl.handle.net/2027/mdp.1", "Handle"),
        ("hdl:2027/mdp.1", "Handle"),
        ("urn:nbn:de:101:1-201102033592", "URN"),
        ("https://example.org/1", "URL"),
        ("10.1000/182", "DOI"),
        ("110296", ""),
        ("Fond 10.1000 / 182", ""),
        ("x" * 100_000, ""),
    ],
)
def test_kinds_of_identifiers(text: str, kind: str) -> None:
    """Each is told by its form."""
    assert identifier_schemes.kind(text) == kind
    found = shown(complete(identifier=[text]), "alternateIdentifiers/alternateIdentifier")
    assert found == [(text, {"alternateIdentifierType": kind or "Local"})]


def test_titles_and_languages() -> None:
    """Each title with its language; the others are alternative."""
    data = complete(
        title={"text": "Письмо", "lang": "ru"}, alternative=[{"text": "Pis'mo", "lang": "ru-Latn"}]
    )
    assert shown(data, "titles/title") == [
        ("Письмо", {LANG: "ru"}),
        ("Pis'mo", {LANG: "ru-Latn", "titleType": "AlternativeTitle"}),
    ]


def test_the_publisher() -> None:
    """The record's own, with its identifier; the institution's where it names none."""
    assert shown(complete(), "publisher") == [("Archive of Examples", {})]
    ror = "https://ror.org/04xfq0f34"
    data = complete(publisher=[{"uri": ror}, {"name": "Press", "uri": ror}, "Second"])
    assert shown(data, "publisher") == [
        (
            "Press",
            {
                "publisherIdentifier": ror,
                "publisherIdentifierScheme": "ROR",
                "schemeURI": "https://ror.org/",
            },
        )
    ]
    assert ("Second", {}) in shown(data, "contributors/contributor/contributorName")


@pytest.mark.parametrize(
    ("kind", "url", "code"),
    [
        ("unknown", "", "(:unkn)"),
        ("not-recorded", "", "(:unav)"),
        ("sought-not-found", "The papers", "(:unkn)"),
        ("withheld", "secret", "(:unal)"),
        ("not-applicable", "", "(:unap)"),
    ],
)
def test_an_honest_gap_has_a_code(kind: str, url: str, code: str) -> None:
    """DataCite has codes for why a value is missing; the note of the gap stays."""
    gap = {"field": "creator", "reason": kind, "note": url or "n/a"}
    data = complete(creator=None, gap=[gap])
    assert shown(data, "creators/creator/creatorName") == [(code, {})]
    assert refused(data) == []
    assert "secret" not in ET.tostring(resource(data), encoding="unicode")
    assert ("altered", "gap.0.reason") in remarked(data)


# Who had a part


def test_agents() -> None:
    """Names with their type, in whose file they are; roles that DataCite has are types."""
    data = complete(
        creator=[
            {"name": "Doe, Jane", "kind": "person", "given": "Jane", "family": "Doe", "role": "aut",
             "uri": ["https://orcid.org/0000-0001-2345-6789", "http://viaf.org/viaf/1", "x y"]},
            {"name": "Ministry", "kind": "organization"},
            {"name": "Doe family", "kind": "family"},
            {"uri": ["http://www.wikidata.org/entity/Q1"]},
        ],
        contributor=[{"name": "T.", "role": "trl"}, {"name": "R.", "role": "rcp"}, {"name": "N."}],
    )  # fmt: skip
    assert shown(data, "creators/creator/creatorName") == [
        ("Doe, Jane", {"nameType": "Personal"}),
        ("Ministry", {"nameType": "Organizational"}),
        ("Doe family", {}),
    ]
    assert [attributes["nameIdentifierScheme"] for _, attributes in shown(
        data, "creators/creator/nameIdentifier"
    )] == ["ORCID", "VIAF", "Local"]  # fmt: skip
    assert shown(data, "creators/creator/familyName") == [("Doe", {})]
    kinds = [each[1]["contributorType"] for each in shown(data, "contributors/contributor")]
    assert kinds == ["Translator", "Other", "Other", "ContactPerson"]
    assert ("Contributor: R., Addressee", {"descriptionType": "Other"}) in shown(
        data, "descriptions/description"
    )


@pytest.mark.parametrize(
    ("describes", "hosts"),
    [("original", ["Holder"]), ("copy", ["Copyist"]), ("translation", []), (None, [])],
)
def test_who_holds_what_is_described(describes: str | None, hosts: list[str]) -> None:
    """An archive holds the original, or a copy; it does not hold a translation of that."""
    archives = [{"name": "Holder"}, {"name": "Copyist", "holds": "copy"}]
    data = complete(describes=describes, original_archive=archives)
    found = resource(data).iterfind(f"{KERNEL}contributors/{KERNEL}contributor")
    assert hosts == [
        each.findtext(f"{KERNEL}contributorName")
        for each in found
        if each.get("contributorType") == "HostingInstitution"
    ]


def test_rights_of_another_layer_are_not_the_documents_own() -> None:
    """Its holder is no holder of this one, and its URI is text."""
    data = complete(
        rights=[
            {"of": "original", "uri": f"{CC}publicdomain/mark/1.0/", "holder": ["Heirs"]},
            {"of": "translation", "uri": f"{CC}licenses/by/4.0/", "holder": ["Translator, C."]},
        ]
    )
    (first, attributes), *others = shown(data, "rightsList/rights")
    assert first == "Creative Commons Attribution 4.0 International"
    assert attributes == {
        "rightsURI": f"{CC}licenses/by/4.0/",
        "rightsIdentifier": "CC-BY-4.0",
        "rightsIdentifierScheme": "SPDX",
        "schemeURI": "https://spdx.org/licenses/",
    }
    assert (f"Rights in the original: {CC}publicdomain/mark/1.0/", {}) in others
    assert ("Rights in the original: held by Heirs", {}) in others
    names = [text for text, _ in shown(data, "contributors/contributor/contributorName")]
    assert names == ["Translator, C."]


@pytest.mark.parametrize(
    ("uri", "short"),
    [
        (f"{CC}licenses/by-nc-nd/4.0/", "CC-BY-NC-ND-4.0"),
        (f"{CC}licenses/by-nd-nc/1.0/", "CC-BY-NC-ND-1.0"),
        (f"{CC}licenses/by/3.0/at/", ""),
        (f"{CC}licenses/by/2.1/jp/", ""),
        (f"{CC}publicdomain/zero/1.0/", "CC0-1.0"),
        (f"{CC}publicdomain/mark/1.0/", "CC-PDM-1.0"),
        ("http://rightsstatements.org/vocab/InC/1.0/", ""),
        (f"{CC}licenses/by/9.0/", ""),
        ("CC BY 4.0", ""),
    ],
)
def test_spdx(uri: str, short: str) -> None:
    """What SPDX surely has, has its identifier."""
    assert spdx.identifier(uri) == short


# When


@pytest.mark.parametrize(
    ("date", "text", "beside"),
    [
        ("1952", "1952", None),
        ("1952-12", "1952-12", None),
        ("1952-12-27", "1952-12-27", None),
        ("-0044", "-0044", None),
        ("1985-04-12T23:20:30Z", "1985-04-12T23:20:30Z", None),
        ("1952/1953", "1952/1953", None),
        ("1952-12-27/1953-01", "1952-12-27/1953-01", None),
        ("1952~", "1952", "1952~"),
        ("1952-XX-27", "1952", "1952-XX-27"),
        ("[1952-01,1952-03]", "1952", "[1952-01,1952-03]"),
        ("1985-04-12T23:20:30", "1985", "1985-04-12T23:20:30"),
        ("195X", "", "195X"),
        ("1952/..", "", "1952/.."),
        ("../1953", "", "../1953"),
        ("1952~/1953", "", "1952~/1953"),
        ("[1952,1953]", "", "[1952,1953]"),
        ("Y17000", "", "Y17000"),
    ],
)
def test_dates(date: str, text: str, beside: str | None) -> None:
    """A date or range that is the same to both; of anything else the year, if it is one."""
    information = {"dateInformation": beside} if beside else {}
    found = shown(complete(date=date), "dates/date")
    assert found == [(text, {"dateType": "Created", **information})]


@pytest.mark.parametrize(
    ("date", "issued", "year"),
    [
        ("1952-12-27", None, "1952"),
        ("1952-12-27", "2011-11-20", "2011"),
        ("1952-12-27", "2011~", "2011"),
        ("0044", None, "0044"),
        ("1952-21", None, "1952"),
        ("2004-06~-11", None, "2004"),
        ("?1952-12-~27", None, "1952"),
        ("1985-04-12T23:20:30+01:00", None, "1985"),
        ("1952/1953", None, None),
        ("1952-12-27", "1995/1996", None),
        ("195X", None, None),
        ("[1952,1953]", None, None),
        ("-0044", None, None),
        ("Y17000", None, None),
        ("1950S2", None, None),
        (None, None, None),
    ],
)
def test_the_year_of_publication(date: str | None, issued: str | None, year: str | None) -> None:
    """That of `issued`, else of `date`; the profile asks for one exactly where there is none."""
    data = complete(date=date, issued=issued)
    assert [text for text, _ in shown(data, "publicationYear")] == ([year] if year else [])
    assert refused(data) == ([] if year else ["issued" if issued else "date"])


def test_what_it_is_about_and_when_it_may_be_seen() -> None:
    """The period that it is about is Coverage, in words too; the end of an embargo, Available."""
    data = complete(
        temporal=["1950/1953", "The Korean War"],
        access={"status": "embargoed", "until": "2030-01-01"},
    )
    assert shown(data, "dates/date")[1:] == [
        ("2030-01-01", {"dateType": "Available"}),
        ("1950/1953", {"dateType": "Coverage"}),
        ("", {"dateType": "Coverage", "dateInformation": "The Korean War"}),
    ]


# What it stands beside


def test_relations() -> None:
    """What has an identifier is a related identifier; what has a name only, an item."""
    data = complete(
        relation={"references": ["doi:10.1000/182", "A book"], "related": ["https://example.org/"]},
        source=[
            {"kind": "original", "citation": "f. 1", "url": "https://example.org/1"},
            {"kind": "edition", "citation": "A Bulletin"},
        ],
    )
    assert [
        (text, each["relatedIdentifierType"], each["relationType"])
        for text, each in shown(data, "relatedIdentifiers/relatedIdentifier")
    ] == [
        ("https://example.org/1", "URL", "IsTranslationOf"),
        ("10.1000/182", "DOI", "References"),
        ("https://example.org/", "URL", "Other"),
    ]
    items = [
        (each.findtext(f"{KERNEL}titles/{KERNEL}title"), each.get("relationType"))
        for each in resource(data).iterfind(f"{KERNEL}relatedItems/{KERNEL}relatedItem")
    ]
    assert items == [
        ("f. 1", "IsTranslationOf"),
        ("A Bulletin", "IsDerivedFrom"),
        ("Archive of Examples, fond 1, opis 2", "IsTranslationOf"),
        ("A book", "References"),
    ]


def test_the_reference_of_the_original() -> None:
    """Where the original is what is described, its reference identifies it."""
    found = shown(complete(describes="original"), "alternateIdentifiers/alternateIdentifier")
    reference = "Archive of Examples, fond 1, opis 2"
    assert found == [(reference, {"alternateIdentifierType": "Archival reference"})]


@pytest.mark.parametrize(
    ("kind", "genre", "general", "text"),
    [
        ("Text", ["telegram"], "Text", "telegram"),
        ("StillImage", ["map", "sketch"], "Image", "map; sketch"),
        ("MovingImage", None, "Audiovisual", "MovingImage"),
    ],
)
def test_type(kind: str, genre: list[str] | None, general: str, text: str) -> None:
    """The general type is of DataCite's list, and in words it is the field's own."""
    found = shown(complete(type=kind, genre=genre), "resourceType")
    assert found == [(text, {"resourceTypeGeneral": general})]


def test_making_in_words() -> None:
    """What happened has no element; a translation is not said to be of itself."""
    found = [text for text, _ in shown(complete(), "descriptions/description")]
    assert found == ["Translation, by Translator, C."]


def test_a_subject_that_is_no_uri() -> None:
    """Where the schema asks for a URI stands one, or nothing; the text of it is kept."""
    found = shown(
        complete(subject=[{"uri": "http://[bad"}, {"name": "A", "uri": "x y"}]), "subjects/subject"
    )
    assert found == [("http://[bad", {}), ("A", {})]


def test_what_xml_cannot_write() -> None:
    """A control character is told with its record and key."""
    with pytest.raises(CannotCarryError, match=r"record: extent\.0 holds a control character"):
        resource(complete(extent=["1\u0001"]))


# What DataCite does with it


def remarked(data: dict[str, Any]) -> set[tuple[str, str]]:
    """Give what becomes of which key."""
    form: Any = format_named("datacite")
    found = form.remarks(document(data), ExportSettings(options=OPTIONS))
    return {(each.outcome, each.key) for each in found}


@pytest.mark.parametrize(
    ("changes", "outcome", "key"),
    [
        ({}, "altered", "date"),
        ({"issued": "2011", "date": "1952~"}, "altered", "date"),
        ({"language": ["en", "ru"]}, "dropped", "language.1"),
        ({"identifier": ["x", "doi:10.1000/182"]}, "altered", "identifier.1"),
        ({"record": {"private": ["title"]}}, "refused", "title"),
        ({"record": {"private": ["creator.0.name"]}}, "refused", "creator"),
        ({"record": {"status": "draft"}, "title": None}, "refused", "title"),
    ],
)
def test_remarks(changes: dict[str, Any], outcome: str, key: str) -> None:
    """What is refused, dropped or altered is said at its key."""
    assert (outcome, key) in remarked(complete(**changes))


def test_no_remark_on_what_is_taken_as_it_is() -> None:
    """A whole record of which nothing is changed."""
    assert remarked(complete(issued="2011", identifier=["10.5072/a"])) == set()


@pytest.mark.parametrize(
    ("changes", "key"),
    [
        ({"title": None}, "title"),
        ({"creator": None}, "creator"),
        ({"creator": [{"kind": "person"}]}, "creator.0"),
        ({"type": None}, "type"),
        ({"type": None, "gap": [{"field": "type", "reason": "unknown"}]}, "gap.0.field"),
        ({"date": None, "gap": [{"field": "date", "reason": "unknown"}]}, "gap.0.field"),
    ],
)
def test_the_profile_demands(changes: dict[str, Any], key: str) -> None:
    """What DataCite registers no DOI without is missed at its key."""
    assert [found.partition(".name")[0] for found in refused(complete(**changes))] == [key]


@given(records())
def test_validators_agree(data: dict[str, Any]) -> None:
    """The fast validator and the careful one judge alike."""
    judged = prune(data).data
    asked = profiles.profile("datacite")
    careful = jsonschema.Draft202012Validator(asked.schema)
    assert careful.is_valid(judged) == asked.validator.is_valid(judged)


# The command line


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "records").mkdir()
    for name in ("a", "b"):
        data = toml(complete(id=name, url=f"https://archive.ac.uk/{name}"))
        (tmp_path / "records" / f"{name}.toml").write_bytes(data)
    (tmp_path / "muniment.toml").write_text(
        '[export.datacite]\nprefix = "10.5072"\npublisher = "Archive of Examples"\n', "utf-8"
    )
    return tmp_path


def test_a_folder(folder: Path) -> None:
    """A file a record, each a resource of its own."""
    ran = muniment("export", "--to", "datacite", "--output", "out/", cwd=folder)
    assert ran.status == 0, ran.err
    found = {file.name: ET.parse(file).getroot() for file in (folder / "out").iterdir()}
    assert {name: root.findtext(f"{KERNEL}identifier") for name, root in found.items()} == {
        "a.xml": "10.5072/a",
        "b.xml": "10.5072/b",
    }


@pytest.mark.parametrize("output", ["-", "out.xml"])
def test_several_in_one_file(folder: Path, output: str) -> None:
    """DataCite has one resource a file: two ask for a folder, and nothing is written; one goes."""
    ran = muniment("export", "--to", "datacite", "--output", output, cwd=folder)
    assert (ran.status, ran.out) == (2, "")
    assert "give a folder" in ran.err
    assert not (folder / "out.xml").exists()
    one = muniment("export", "records/a.toml", "--to", "datacite", "--output", output, cwd=folder)
    assert one.status == 0, one.err
    text = one.out if output == "-" else (folder / output).read_text("utf-8")
    assert ET.fromstring(text.encode()).tag == f"{KERNEL}resource"


@pytest.mark.parametrize("key", ["prefix", "publisher"])
def test_a_setting_that_is_missing(folder: Path, key: str) -> None:
    """The error names the key and shows the line to add."""
    file = folder / "muniment.toml"
    text = file.read_text("utf-8")
    file.write_text("".join(each for each in text.splitlines(True) if not each.startswith(key)))
    ran = muniment("export", "--to", "datacite", "--output", "out/", cwd=folder)
    assert ran.status == 2
    assert f"datacite needs {key}" in ran.err
    assert "[export.datacite]" in ran.err
    assert f'{key} = "' in ran.err


def test_check(folder: Path) -> None:
    """`--check` says what DataCite makes of each record."""
    ran = muniment("export", "--to", "datacite", "--check", cwd=folder)
    assert ran.status == 0
    assert "shows 1952 as the year of publication" in ran.out
    assert "2 taken with a value altered" in ran.err
