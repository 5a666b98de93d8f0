"""Records that go out as Dublin Core and come back: what is lost is what the loss report says.

Dublin Core has fewer terms than a record has keys, so that some of what it carries comes back under
another key, or in one text with others. MOVED and the functions below say what, and there is
no other.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generated import exported, records
from muniment.dublincore import statements
from muniment.dublincore.statement import is_uri
from muniment.errors import CannotCarryError
from muniment.keys import path, plain
from muniment.loss import leaves
from muniment.readers import ReaderSettings
from muniment.readers.dc import certain, read_chunks, sentences
from muniment.reading import read
from specimens import as_data

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from muniment.formats import Item
    from muniment.record import Record

ARCHIVE = tuple(f"original_archive.{each}" for each in ("name", "siglum", "reference", "holds"))
_FIELDS = {"from": "from_", "schema": "schema_"}
# Keys under which an address stands: what is none there, nobody knows for one again.
ADDRESSES = {"url", "uri", "link"}
# The marks of which our sentences are made: in a value, they part it.
_MARKS = re.compile(r"; |, |\. |: |\(|\)|;$")


class Trip(NamedTuple):
    """A record, what a format carried of it, and the record that was read of that."""

    item: Item[Any]
    raw: bytes
    back: Record

    def values(self, key: str) -> list[Any]:
        """Give what stands in the record read, wherever it has that key, without indices."""
        return [value for each, value in found(self.back) if each == key]

    def said(self, key: str) -> list[str]:
        """Give the statements that a key went into."""
        return [each.value for each in self.item.carried if key in each.of]


def found(record: Record) -> Iterator[tuple[str, Any]]:
    for key in leaves(record):
        if not key.startswith("local"):
            yield ".".join(plain(path(key))), value_of(record, key)


def value_of(record: Record, key: str) -> Any:
    at: Any = record
    for part in path(key):
        at = at[part] if isinstance(part, int) else getattr(at, _FIELDS.get(part, part))
    return at


def trip(data: dict[str, Any], name: str, **options: str) -> Trip:
    item, files = exported(name, data, **options)
    (raw,) = files.values()
    (draft,) = read_chunks([raw], "record.xml", ReaderSettings(), "record.xml")
    back = read(draft.data)
    assert back.problems == ()
    return Trip(item, raw, back.record)


def tidy(data: Any, key: str = "") -> Any:
    """Give the data of a record whose addresses are addresses: no other is known for one again."""
    if isinstance(data, dict):
        return {name: tidy(value, name) for name, value in data.items()}
    if isinstance(data, list):
        return [tidy(value, key) for value in data]
    is_wrong = key in ADDRESSES and not certain.is_page(str(data))
    return "https://example.org/other" if is_wrong else data


def kept(trip: Trip, key: str, value: Any) -> bool:
    """Tell whether a value came back under its key; of white space, only that there is some."""
    wanted = value.split() if isinstance(value, str) else value
    return any(
        (each.split() if isinstance(each, str) else each) == wanted
        for each in trip.values(".".join(plain(path(key))))
    )


def in_text(trip: Trip, key: str, into: str) -> bool:
    """Tell whether the statement that a key went into is in a text that came back."""
    texts = [" ".join(each.split()) for each in trip.values(into)]
    return any(" ".join(said.split()) in text for said in trip.said(key) for text in texts)


# Where Dublin Core has one term for several keys

Moved = dict[str, "Callable[[Trip, str, Any], bool]"]


def _to(*into: str) -> Callable[[Trip, str, Any], bool]:
    return lambda trip, key, value: any(in_text(trip, key, each) for each in into)


def _of_sentence(trip: Trip, key: str, value: Any) -> bool:
    """Tell whether the sentence is one whose parts cannot be told apart, and stands as it is."""
    table, index = path(key)[:2] if isinstance(path(key)[1], int) else (path(key)[0], "")
    parts = [
        str(value_of(trip.item.record, each))
        for each in leaves(trip.item.record)
        if path(each)[0] == table and (index == "" or path(each)[1] == index)
    ]
    return any(_MARKS.search(part) or part != part.strip(".") for part in parts)


def _note(trip: Trip, key: str, value: Any) -> bool:
    """A note ends with the stop of its sentence."""
    return kept(trip, key, f"{value}.") or _of_sentence(trip, key, value)


def _custody(trip: Trip, key: str, value: Any) -> bool:
    """After a name a comma may go on with it: what follows it stays one text, the note."""
    rest = (said.partition(", ")[2].split() for said in trip.said(key))
    notes = [" ".join(each.split()) for each in trip.values("provenance.note")]
    return _of_sentence(trip, key, value) or any(
        note and " ".join(said).endswith(note) for said in rest for note in notes
    )


def _contact(trip: Trip, key: str, value: Any) -> bool:
    """Parts of a contact are known by their form: all else is the name, or the address."""
    texts = " ".join(
        f"{each}" for name in ("name", "email", "url", "address")
        for each in trip.values(f"rights.contact.{name}")
    )  # fmt: skip
    is_whole = all(part in texts for part in re.split(r", |\s", value))
    return is_whole or in_text(trip, key, "rights.statement")


def _of_described(trip: Trip, key: str, value: Any) -> bool:
    """Rights in the layer described are those of the document: it is not named."""
    return bool(value == trip.item.record.describes)


def _page(trip: Trip, key: str, value: Any) -> bool:
    """The first identifier that is a page is the url; one that is said twice is one."""
    return bool(trip.back.url == value)


def _noted(trip: Trip, key: str) -> bool:
    """What is not understood as a citation is kept, as a note of the institution's own."""
    local = trip.back.local or {}
    notes = [" ".join(each.split()) for each in local.get("note", ())]
    return any(" ".join(each.split()) in note for each in trip.said(key) for note in notes)


def _held(trip: Trip, key: str, value: Any) -> bool:
    """Where the original is described, who holds it is its citation, and a copy another form."""
    texts = ("source.citation", "relation.has_format", "relation.related", "identifier")
    is_read = value in [each for name in ARCHIVE for each in trip.values(name)]
    return is_read or _noted(trip, key) or any(in_text(trip, key, each) for each in texts)


def _source(trip: Trip, key: str, value: Any) -> bool:
    return _noted(trip, key) or _held(trip, key, value)


# In qualified Dublin Core of our own
MOVED: Moved = {
    # Who holds the original is said as a source is, and so is read back as a citation.
    **dict.fromkeys(ARCHIVE, _held),
    "file.url": _to("relation.has_format"),
    "identifier": _page,
    "rights.of": _of_described,
    "rights.contact.name": _contact,
    "rights.contact.email": _contact,
    "rights.contact.url": _contact,
    "rights.contact.address": _contact,
    **dict.fromkeys(
        ("rights.citation", "rights.determined.note", "rights.granted.act", "rights.end",
         "rights.granted.restriction", "rights.determined.date", "rights.start",
         "notice.community", "notice.project", "notice.text", "notice.kind", "access.basis",
         "access.status", "access.until", "classification.original", "classification.current",
         "classification.authority", "classification.date"), _of_sentence),
    "provenance.note": lambda *which: _note(*which) or _custody(*which),
    **dict.fromkeys(
        ("provenance.agent", "provenance.from", "provenance.to", "provenance.place",
         "provenance.evidence", "provenance.date", "provenance.of", "provenance.activity"),
        _custody),
    # The address alone of a notice is one of rights.
    "notice.uri": _to("rights.uri", "rights.link"),
    # A word that is a DCMI type is one.
    "genre": _to("type"),
}  # fmt: skip

RELATIONS = (
    *("is_version_of", "has_version", "is_format_of", "has_format", "has_part", "references"),
    *("is_referenced_by", "replaces", "is_replaced_by", "requires", "is_required_by"),
)


def _one_of(*keys: str) -> Callable[[Trip, str, Any], bool]:
    """Tell whether a value came back under another of the keys that share an element."""
    return lambda trip, key, value: any(
        " ".join(str(value).split()) in " ".join(str(each).split())
        for other in keys
        for each in trip.values(other)
    )


def _or_in(known: Callable[[Trip, str, Any], bool], into: str) -> Callable[..., bool]:
    return lambda trip, key, value: known(trip, key, value) or in_text(trip, key, into)


# In simple Dublin Core, which has one element for what qualified has several terms for; and its
# texts may be anybody's, so that a notice is one only beside a sentence that can only be ours.
SIMPLE: Moved = {
    **MOVED,
    "title.text": _one_of("alternative.text"),
    "alternative.text": _one_of("title.text"),
    "title.lang": _one_of("alternative.lang"),
    "alternative.lang": _one_of("title.lang"),
    # A page is the url before an address that only leads on to one.
    "url": _one_of("identifier"),
    "issued": _one_of("date"),
    "format": _one_of("extent"),
    "extent": _one_of("format"),
    "spatial.name": _one_of("temporal"),
    "temporal": _one_of("spatial.name", "spatial.uri"),
    "source.citation": _source,
    "source.url": _source,
    **{f"relation.{each}": _one_of("relation.related") for each in RELATIONS},
    "file.url": _one_of("relation.related"),
    "access.statement": _one_of("rights.statement"),
    "rights.statement": _one_of("rights.statement", "notice.text", "access.statement"),
    "rights.uri": _one_of("rights.link", "rights.statement", "notice.uri"),
    "rights.link": _one_of("rights.statement", "rights.link"),
    **{key: _or_in(MOVED[key], "rights.statement")
       for key in ("notice.community", "notice.project", "notice.text", "notice.kind",
                   "notice.uri", "access.basis", "access.status", "access.until", "rights.of")},
    **{key: _or_in(known, "description.text")
       for key, known in MOVED.items() if key.startswith("provenance.")},
}  # fmt: skip


def lost(trip: Trip, moved: Moved) -> list[tuple[str, Any]]:
    """Give the keys that the format carried, whose values came back nowhere."""
    keys = dict.fromkeys(key for each in trip.item.carried for key in each.of)
    missing = []
    for key in keys:
        value = value_of(trip.item.record, key)
        elsewhere = moved.get(".".join(plain(path(key))))
        # A title without a language came as text; a siglum that is blank was never carried.
        if value is None or kept(trip, key, value):
            continue
        if not (elsewhere and elsewhere(trip, key, value)):
            missing.append((key, value))
    return missing


def made(data: dict[str, Any], name: str, **options: str) -> Trip | None:
    try:
        return trip(tidy(data), name, **options)
    except CannotCarryError:
        return None


@given(records())
@settings(max_examples=120, deadline=None)
def test_qualified(data: dict[str, Any]) -> None:
    """What qualified Dublin Core carries comes back in the same key, but for what MOVED says."""
    done = made(data, "dcterms", wrapper="muniment", typed="yes")
    assert done is None or lost(done, MOVED) == []


@given(records())
@settings(max_examples=120, deadline=None)
def test_simple(data: dict[str, Any]) -> None:
    """What simple Dublin Core carries comes back in the same key, but for what SIMPLE says."""
    done = made(data, "oai_dc")
    assert done is None or lost(done, SIMPLE) == []


@given(records())
@settings(max_examples=80, deadline=None)
def test_nothing_is_made_up(data: dict[str, Any]) -> None:
    """Nothing comes back that was not sent: each value is one of the record, or of its words."""
    done = made(data, "dcterms", wrapper="muniment", typed="yes")
    if done is None:
        return
    sent = "\n".join(each.value for each in done.item.carried)
    sent += "\n" + "\n".join(each.lang for each in done.item.carried)
    for key, value in found(done.back):
        # Words for what is a code in the record, and a stop that ends a sentence.
        if key in ("rights.status", "notice.kind", "provenance.activity", "rights.basis"):
            continue
        text = str(value)
        assert all(part in sent for part in (text.split("\n\n") if "\n\n" in text else [text])) or (
            text.rstrip(".") in sent
        ), (key, text)


@given(records(), st.sampled_from(("dspace", "contentdm", "archivesspace", "muniment")))
@settings(max_examples=80, deadline=None)
def test_every_wrapper(data: dict[str, Any], wrapper: str) -> None:
    """From each wrapper, with types or without, the record comes back with its plain keys."""
    for typed in ("yes", "no"):
        done = made(data, "dcterms", wrapper=wrapper, typed=typed)
        if done is None:
            return
        names = ("creator.name", "contributor.name", "title.text", "issued", "language")
        plain_keys = [
            (key, value) for key, value in lost(done, {}) if ".".join(plain(path(key))) in names
        ]
        assert plain_keys == []


PLAIN: dict[str, Any] = {
    "id": "record",
    "title": {"text": "Telegram", "lang": "en"},
    "alternative": ["Cable"],
    "date": "1952-12-27~",
    "issued": "1995",
    "type": "Text",
    "genre": ["telegram"],
    "language": ["ru-Latn"],
    "description": "Stalin agrees.",
    "subject": [{"name": "Korea", "uri": "http://id.loc.gov/1"}],
    "spatial": ["Seoul"],
    "temporal": ["1950/1953", "Korean War"],
    "extent": ["2 leaves"],
    "format": ["typescript", "image/jpeg"],
    "publisher": ["Archive"],
    "url": "https://example.org/1",
    "identifier": ["https://doi.org/10.1/2", "RG 1"],
    "acknowledgement": ["The Fund"],
    "relation": {"references": ["other"], "is_version_of": ["https://example.org/2"]},
    "creator": [{"name": "Stalin, Joseph", "uri": ["http://viaf.org/viaf/1"]}],
    "contributor": [{"name": "Doe, Jane"}],
    "source": [{"citation": "APRF, f. 45, op. 1", "url": "https://example.org/3"}],
    "rights": [
        {
            "statement": "Ask the archive.\n\nAlways.",
            "uri": "http://rightsstatements.org/vocab/InC/1.0/",
            "holder": ["Doe, Jane"],
            "status": "copyrighted",
            "jurisdiction": "US",
            "citation": "17 U.S.C. 105",
            "end": "2030-12-31",
            "link": ["https://example.org/terms"],
            "granted": [{"act": "display", "restriction": "allow"}],
            "determined": {"date": "2026-01-02", "note": "Searched."},
            "contact": {"name": "Desk", "email": "a@example.org", "address": "Main Street 1, Town"},
        },
        {"of": "original", "statement": "Other.", "holder": ["Roe"]},
        {"uri": "http://creativecommons.org/licenses/by/4.0/"},
    ],
    "access": {"status": "embargoed", "until": "2030", "basis": "Act, 12", "statement": "Ask."},
    "classification": {"original": "Top secret", "current": "Open", "authority": "A",
                       "date": "1995"},
    "notice": [
        {"kind": "content-warning", "text": "Violence."},
        {"kind": "label", "community": "Tribe", "text": "Ours", "uri": "https://example.org/l"},
    ],
    "provenance": [
        {"of": "original", "activity": "transfer", "date": "1995/..", "from": ["A"], "to": ["B"],
         "note": "By post.", "evidence": "List 4"},
    ],
}  # fmt: skip


def test_a_whole_record() -> None:
    """A record as people write it comes back whole, key by key."""
    done = trip(PLAIN, "dcterms", wrapper="muniment", typed="yes")
    sent = read(PLAIN).record
    assert sorted(found(done.back)) == sorted(found(sent))


def test_said_again() -> None:
    """What was read back is written just as before."""
    done = trip(PLAIN, "dcterms", wrapper="muniment", typed="yes")
    assert trip(
        {"id": "record", **as_data(done.back)}, "dcterms",
        wrapper="muniment", typed="yes",
    ).raw == done.raw  # fmt: skip


@given(st.text(max_size=80))
@settings(deadline=None)
def test_sentences_are_faithful(text: str) -> None:
    """What is taken for a sentence of ours is said again in the same words."""
    for said, reader, key in (
        (f"Details of the rights: {text}", sentences.details, "rights"),
        (f"Rights contact: {text}", sentences.contact, "rights"),
        (f"Security marking: {text}", sentences.marking, "classification"),
    ):
        if table := reader(said):
            whole = read({key: [table] if key == "rights" else table}).record
            assert said in [each.value for each in statements(whole)]


@pytest.mark.parametrize("value", ["https://example.org/1", "urn:isbn:1"])
def test_what_is_an_address(value: str) -> None:
    """The addresses of these tests are addresses."""
    assert is_uri(value)
