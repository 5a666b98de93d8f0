"""Reading: data into a Record, always; what the model refuses is told once and left out alone."""

from __future__ import annotations

import copy
import re
import tomllib
from datetime import UTC, date, datetime, time
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from muniment import sound
from muniment.keys import path as path_of
from muniment.keys import plain
from muniment.known import patience
from muniment.loss import leaves
from muniment.outline import below, outline
from muniment.pruning import prune
from muniment.reading import Reading, read
from muniment.record import Record
from muniment.table import RecordTable, Table

# Every key that a record can have, each with a value that a record would have.
EVERY_KEY = """
#:schema ../schemas/record.schema.json
id = "stalin-mao-1952-12-27"
level = "item"
part_of = "wilson-center-digital-archive"
describes = "translation"
title = { text = "Telegram from Stalin to Mao Zedong", lang = "en" }
alternative = ["Ciphered telegram", { text = "Телеграмма", lang = "ru" }]
date = 1952-12-27
issued = "2011-11-20"
type = "Text"
genre = "telegram"
language = ["en"]
description = "Stalin agrees to send munitions."
subject = ["Korean War, 1950-1953", { name = "China", uri = "http://example.org/china" }]
spatial = [{ name = "Korea", uri = "http://example.org/korea" }]
temporal = ["1950/1953"]
extent = "2 leaves"
format = ["typescript", "image/tiff"]
publisher = ["Wilson Center Digital Archive"]
url = "https://digitalarchive.wilsoncenter.org/document/113029"
identifier = ["https://doi.org/10.1000/1", "113029"]
acknowledgement = ["The Leon Levy Foundation"]

[relation]
is_version_of = ["a"]
has_version = ["b"]
is_format_of = ["c"]
has_format = ["d"]
has_part = ["e"]
references = ["mao-stalin-1952-12-17"]
is_referenced_by = ["f"]
replaces = ["g"]
is_replaced_by = ["h"]
requires = ["i"]
is_required_by = ["j"]
related = ["k"]

[[creator]]
name = "Stalin, Joseph"
kind = "person"
role = "aut"
family = "Stalin"
given = "Joseph"
signed = "SEMENOV"
uri = ["http://viaf.org/viaf/101651132"]

[[contributor]]
name = "Mao Zedong"
role = "rcp"

[[source]]
kind = "original"
citation = "APRF, Fond 45, Opis 1, Delo 343, Listy 115-116"
language = "ru"
url = "https://example.org/source"

[[original_archive]]
name = "Archive of the President of the Russian Federation"
siglum = "APRF"
country = "RU"
uri = ["http://www.wikidata.org/entity/Q4064602"]
holds = "original"
reference = ["fond 45", "opis 1", "delo 343", "listy 115-116"]
as_of = "1995"
former_reference = ["TsKhSD, f. 89, per. 25, dok. 1"]

[[rights]]
of = "translation"
statement = \"""
The Program welcomes reuse.

Please ask.\"""
uri = "http://rightsstatements.org/vocab/InC/1.0/"
basis = "copyright"
status = "copyrighted"
citation = "17 U.S.C."
holder = ["Woodrow Wilson Center"]
jurisdiction = "US"
determined = { date = "2026-11-23", by = "A. Cataloguer", note = "Searched the registers." }
start = "2011-11-20"
end = "2031-12-31"
link = ["https://example.org/terms"]
granted = [{ act = "disseminate", restriction = "allow" }]
[rights.contact]
name = "History and Public Policy Program"
email = "HAPP@wilsoncenter.org"
url = "https://example.org/rights"
address = "1300 Pennsylvania Avenue NW, Washington, DC 20004"

[access]
status = "open"
statement = "Reading room only, by appointment."
until = "2030-01-01"
basis = "Archives Act, section 12"

[classification]
original = "Top secret"
current = "Declassified"
authority = "Interagency commission"
date = "1995"

[[notice]]
kind = "content-warning"
uri = "https://localcontexts.org/label/tk-attribution/"
community = "Passamaquoddy Tribe"
project = "https://localcontextshub.org/projects/1"
text = "Describes violence against prisoners."

[[provenance]]
of = "original"
activity = "transmission"
date = 1952-12-27
agent = ["Stalin, Joseph"]
place = "Moscow"
from = ["Stalin, Joseph"]
to = ["Mao Zedong"]
evidence = "CWIHP Bulletin 6-7 (1995/1996), document 111"
note = "By the military adviser."

[[file]]
path = "scans/1.pdf"
url = "https://example.org/1.pdf"
media_type = "application/pdf"
description = "Scan of the typescript"
sha256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
of = "digitization"

[[gap]]
field = "temporal"
reason = "not-recorded"
note = "The page has the heading and nothing under it."
date = "2026-11-23"
by = "A. Cataloguer"
review = "2027-11-23"

[record]
schema = 1
status = "complete"
created = "2026-11-23"
modified = 2026-11-23
cataloguer = "A. Cataloguer"
license = "http://creativecommons.org/publicdomain/zero/1.0/"
private = ["rights.0.contact.email"]
withdrawn = { date = "2026-11-23", reason = "At the request of the family.", by = "A. Cataloguer" }

[local]
shelf = 3
box = { of = [1, 2.5, { deep = true }], since = 1999-01-01 }
"""


PARSED = tomllib.loads(EVERY_KEY)


def every_key() -> dict[str, Any]:
    return copy.deepcopy(PARSED)


def changed(key: str, value: object) -> dict[str, Any]:
    """Give the data of every key with another value at one; None takes it away."""
    data = every_key()
    *above, last = path_of(key)
    at: Any = data
    for part in above:
        at = at[part]
    if value is None:
        del at[last]
    else:
        at[last] = value
    return data


def only(reading: Reading) -> tuple[str, str, str]:
    """Give key, message and hint of the one problem."""
    (problem,) = reading.problems
    return problem.key, problem.message, problem.hint


def test_every_key() -> None:
    """A record may have every key of the model, and the model's every key is in the specimen."""
    reading = read(every_key())
    assert reading.problems == ()
    assert reading.shifts == ()
    said = {place(plain(path_of(key))) for key in leaves(reading.record)}
    assert said >= {place(path) for path, key in outline().items() if not key.table}


def place(path: tuple[str, ...]) -> tuple[object, str]:
    """Give a key by the kind of table that it is in: a contributor has the keys of a creator."""
    above = outline().get(path[:-1])
    return above.table if above else None, path[-1]


def test_no_key() -> None:
    """A record without a key is a record."""
    assert read({}) == Reading(Record())


def leaf_keys(data: Any, path: str = "") -> list[str]:
    if isinstance(data, dict):
        return [found for key in data for found in leaf_keys(data[key], f"{path}.{key}")]
    if isinstance(data, list):
        return [found for at, each in enumerate(data) for found in leaf_keys(each, f"{path}.{at}")]
    return [path[1:]]


LEAVES = [key for key in leaf_keys(every_key()) if not key.startswith("local")]


@pytest.mark.parametrize("value", [5, 1.5, True, [], {}, {"zz": "x"}, [[1]], time(10)], ids=repr)
def test_a_wrong_kind_goes_alone(value: object) -> None:
    """A value of the wrong kind is told once, by its key, and takes nothing else with it."""
    for key in LEAVES:
        reading = read(changed(key, value))
        assert len(reading.problems) <= 1, reading.problems
        if reading.problems:
            told = reading.problems[0].key
            assert told.startswith(key)
            left: object = {} if told.endswith("zz") else None
            assert reading.record == read(changed(key, left)).record


@pytest.mark.parametrize("key", [key for key in LEAVES if not key[-1].isdigit()][::3])
def test_a_wrong_key_goes_alone(key: str) -> None:
    """A letter too many is told once, with the key that was meant, and takes nothing else along."""
    reading = read(changed(f"{key}z", "x"))
    said, message, hint = only(reading)
    assert said == f"{key}z"
    assert f"{path_of(key)[-1]}z" in message
    assert "Did you mean" in hint
    assert reading.record == read(every_key()).record


def test_a_bad_date_silences_nothing() -> None:
    """With a bad date the rights are read, and the date is left out."""
    reading = read(changed("date", "ca. 1953"))
    key, message, hint = only(reading)
    assert key == "date"
    assert "ca. 1953" in message
    assert "1953~" in hint
    assert reading.record.date is None
    assert reading.record.rights == read(every_key()).record.rights


def test_one_letter_in_two_places() -> None:
    """A text of one letter is one object wherever it stands: only the wrong one is refused."""
    for letter in ("x", "é"):
        data = changed("creator.0.role", letter)
        data["original_archive"][0]["siglum"] = letter
        data["rights"][0]["jurisdiction"] = letter
        reading = read(data)
        assert sorted(problem.key for problem in reading.problems) == [
            "creator.0.role", "rights.0.jurisdiction",
        ]  # fmt: skip
        record = reading.record
        assert record.creator[0].role is record.rights[0].jurisdiction is None
        assert record.original_archive[0].siglum == letter


def test_several_things_wrong() -> None:
    """Whatever is wrong is told, each once, and the rest is read."""
    data = changed("rights.0.of", "translaton")
    data["titel"] = "x"
    data["date"] = "1952-13"
    data["language"] = ["en", "English", "ru", 5]
    reading = read(data)
    assert sorted(problem.key for problem in reading.problems) == [
        "date", "language.1", "language.3", "rights.0.of", "titel",
    ]  # fmt: skip
    assert reading.record.language == ("en", "ru")
    assert reading.record.rights[0].statement == every_key()["rights"][0]["statement"]


@pytest.mark.parametrize(
    ("data", "likely"),
    [
        ({"titel": "x"}, "title"),
        ({"Title": "x"}, "title"),
        ({"original_archives": []}, "original_archive"),
        ({"author": "x"}, "creator"),
        ({"license": "x"}, "rights"),
        ({"creator": [{"nmae": "x"}]}, "name"),
        ({"rights": [{"contact": {"e-mail": "x"}}]}, "email"),
        ({"describes": "translaton"}, "translation"),
        ({"rights": [{"basis": "licence"}]}, "license"),
    ],
)
def test_did_you_mean(data: dict[str, Any], likely: str) -> None:
    """A key or word that is not known is answered with the one that was probably meant."""
    assert f"Did you mean {likely}?" in only(read(data))[2]


def test_a_key_that_nobody_meant() -> None:
    """A key that is like none is answered with those there are, and where one's own may stand."""
    _, _, hint = only(read({"qqqq": 1}))
    assert "[local]" in hint
    assert "original_archive" in hint
    assert "email" in only(read({"rights": [{"contact": {"qqqq": 1}}]}))[2]


@pytest.mark.parametrize(
    ("text", "key", "heading"),
    [
        ('[record]\ntitle = "A"', "record.title", "[record]"),
        ('[[rights]]\ndate = "1952"', "rights.0.date", "[[rights]]"),
        ('[[rights]]\n[rights.contact]\ngenre = "x"', "rights.0.contact.genre", "[rights.contact]"),
        (
            '[[creator]]\nname = "A"\n[[creator]]\nsubject = ["x"]',
            "creator.1.subject",
            "[[creator]]",
        ),
    ],
)
def test_a_key_below_a_heading(text: str, key: str, heading: str) -> None:
    """A key of the record that stands below a heading is told to be moved up."""
    said, message, hint = only(read(tomllib.loads(text)))
    assert said == key
    assert f"fell into {heading}" in message
    assert "above the first [heading]" in hint


LISTS = [key for key in below(()).values() if key.many and not key.tables]


@pytest.mark.parametrize("name", [key.path[-1] for key in LISTS])
def test_lone_values(name: str) -> None:
    """Where a list is expected, one value may stand without brackets."""
    value = "en" if name == "language" else "x"
    assert read({name: value}) == read({name: [value]})
    assert read({name: value}).problems == ()


@pytest.mark.parametrize("key", [key for key in LISTS if key.short], ids=lambda key: str(key.path))
def test_lone_tables(key: Any) -> None:
    """So may one table; and what is wrong in it is told once, and silences nothing."""
    (name,) = key.path
    first = next(iter(below(key.path)))
    assert read({name: {first: "x"}}) == read({name: [{first: "x"}]})
    reading = read({name: {first: "x", "zz": 1}, "genre": "telegram"})
    assert only(reading)[0] in (f"{name}.zz", f"{name}.0.zz")
    assert reading.record.genre == ("telegram",)
    assert len(getattr(reading.record, name)) == 1


@pytest.mark.parametrize("name", ["title", "description"])
def test_text_or_table(name: str) -> None:
    """A text and a table with that text are the same; a wrong language leaves the text."""
    assert read({name: "A"}) == read({name: {"text": "A"}})
    reading = read({name: {"text": "A", "lang": "English"}})
    assert only(reading)[0] == f"{name}.lang"
    assert reading.record == read({name: "A"}).record


@pytest.mark.parametrize("name", ["subject", "spatial", "publisher"])
def test_name_or_table(name: str) -> None:
    """A name and a table with that name are the same, and may stand side by side."""
    assert read({name: ["A", {"name": "B"}]}) == read({name: [{"name": "A"}, "B"]})


@pytest.mark.parametrize(
    ("value", "edtf"),
    [
        (date(1952, 12, 27), "1952-12-27"),
        (datetime(1952, 12, 27, 23, 20, 30), "1952-12-27T23:20:30"),
        (datetime(1952, 12, 27, 23, 20, 30, tzinfo=UTC), "1952-12-27T23:20:30Z"),
    ],
)
def test_toml_dates(value: date, edtf: str) -> None:
    """A date of TOML is the date that EDTF writes so."""
    reading = read({"date": value, "provenance": [{"date": value}]})
    assert reading.problems == ()
    assert reading.record.date == reading.record.provenance[0].date == edtf


@pytest.mark.parametrize("value", [time(10), 1952, 1952.5, True, datetime(1952, 1, 1, 1, 1, 1, 5)])
def test_no_dates(value: object) -> None:
    """What is no date of EDTF is told once, whatever it is in TOML."""
    assert only(read({"date": value, "genre": "x"}))[0] == "date"


def test_indices_after_removal() -> None:
    """Where items were left out of lists, the path that each had before can be asked."""
    reading = read(
        {
            "creator": [{"name": "A"}, "wrong", {"name": "B", "uri": [1, "u", 2, "v"]}, 3],
            "language": ["English", "en"],
            "subject": ["a", 1, {"name": "b"}],
        }
    )
    assert [agent.name for agent in reading.record.creator] == ["A", "B"]
    assert reading.before(("creator", 0, "name")) == ("creator", 0, "name")
    assert reading.before(("creator", 1, "name")) == ("creator", 2, "name")
    assert reading.before(("creator", 1, "uri", 0)) == ("creator", 2, "uri", 1)
    assert reading.before(("creator", 1, "uri", 1)) == ("creator", 2, "uri", 3)
    assert reading.before(("language", 0)) == ("language", 1)
    assert reading.before(("subject", 1, "name")) == ("subject", 2, "name")
    assert reading.before(("title",)) == ("title",)
    assert {problem.key for problem in reading.problems} == {
        "creator.1", "creator.3", "creator.2.uri.0", "creator.2.uri.2", "language.0", "subject.1",
    }  # fmt: skip


def test_more_wrong_than_anyone_reads() -> None:
    """Of thousands of wrong keys a hundred are explained and the rest counted; none is kept."""
    reading = read({**{f"zz{number}": 1 for number in range(5000)}, "genre": "x"})
    assert len(reading.problems) <= 101
    assert "4900 more" in reading.problems[-1].message
    assert reading.record.genre == ("x",)


def test_other_versions() -> None:
    """A record of a later format is told to be one."""
    _, message, hint = only(read({"record": {"schema": 2}}))
    assert "format 2" in message
    assert "Install" in hint


def test_local_is_not_judged() -> None:
    """What the institution keeps for itself may be anything."""
    local = {"a": {"b": [{"c": None}, 1.5, date(1952, 1, 1)]}, "title": "", "": {}}
    assert read({"local": local}) == Reading(Record(local=local))


# Any data.

words = st.one_of(
    st.sampled_from(sorted({part for path in outline() for part in path})), st.text(max_size=5)
)
scalars = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=8), words,
    st.sampled_from(["1952-12-27", "en", "aut", "RU", "Text", "original", "x"]),
    st.dates(), st.datetimes(), st.times(), st.text(st.characters(categories=["Cs"]), max_size=2),
)  # fmt: skip
anything = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(words, inner, max_size=4),
    max_leaves=15,
)


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.dictionaries(words, anything, max_size=6))
def test_any_data(data: dict[str, Any]) -> None:
    """Any data gives a Record, changes nothing in the data, and each key is told once."""
    before = copy.deepcopy(data)
    reading = read(data)
    assert isinstance(reading.record, RecordTable)
    assert repr(data) == repr(before)
    told = [problem.key for problem in reading.problems]
    assert len(told) == len(set(told))
    assert all(problem.message for problem in reading.problems)


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(LEAVES), anything)
def test_any_value_goes_alone(key: str, value: object) -> None:
    """Whatever stands at one key, the other keys of the record are read as they were."""
    top = key.partition(".")[0]
    assume(value is not None)
    reading = read(changed(key, value))
    plain_record = read(every_key()).record
    for name in Record.model_fields:
        if name != top:
            assert getattr(reading.record, name) == getattr(plain_record, name)
    assert all(problem.key.partition(".")[0] == top for problem in reading.problems)


def said(value: Any) -> Any:
    """Give all that a record says, with the keys that are there."""
    if isinstance(value, Table):
        return type(value).__name__, {name: said(getattr(value, name)) for name in value.written}
    return tuple(map(said, value)) if isinstance(value, tuple) else value


def by_shape(data: dict[str, Any]) -> Any:
    """Give all that data say, if they are in order; None if they are not."""
    patience.begin()
    try:
        return said(sound.read(data)) if sound.is_in_shape(data) else None
    except sound.REFUSALS:
        return None


def by_model(data: dict[str, Any]) -> Any:
    """Give what the model makes of the same."""
    patience.begin()
    try:
        return said(Record.model_validate(data))
    except ValidationError:
        return None


def has_empty(value: Any) -> bool:
    """Tell whether there is an empty table or list, or a date, which reading never sees."""
    inner = value.values() if isinstance(value, dict) else value
    if isinstance(value, dict | list):
        return not value or any(map(has_empty, inner))
    return value is None or isinstance(value, date | time)


@settings(max_examples=600, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(LEAVES), anything)
def test_what_is_in_order_is_read_as_the_model_reads_it(key: str, value: object) -> None:
    """It reads the same, with the same keys in each table, and nothing that the model refuses."""
    for data in (every_key(), {}, changed(key, value), {"rights": value}):
        # TOML has neither half a character nor a value that is none.
        pruned = {} if re.search(r"\\ud|\bNone\b", repr(data)) else prune(data).data
        assert by_shape(pruned) == by_model(pruned) or not pruned
        assert by_shape(data) == by_model(data) or (has_empty(data) and not by_shape(data))


def test_rights_that_were_changed_are_read_anew() -> None:
    """The last rights are remembered as they were, not as whoever made them left them."""
    rights = {"of": "original", "holder": ["A"], "contact": {"name": "B"}}
    assert read({"rights": [rights]}).record.rights[0].holder == ("A",)
    changed_later = copy.deepcopy(rights)
    rights["holder"] = ["C"]
    changed_later["contact"] = {"name": "D"}
    assert read({"rights": [rights]}).record.rights[0].holder == ("C",)
    again = read({"rights": [changed_later, {"of": "nobody"}, rights, rights]}).record.rights
    assert [each.contact.name if each.contact else "" for each in again] == ["D", "", "B", "B"]
    first, second = read({"rights": [rights, copy.deepcopy(rights)]}).record.rights
    assert first is second


def test_what_was_set_aside_in_rights_is_told_each_time() -> None:
    """Rights that have a wrong value are not remembered without it."""
    data = {"rights": [{"of": "original", "jurisdiction": "Atlantis"}]}
    for _ in range(2):
        assert [each.key for each in read(copy.deepcopy(data)).problems] == [
            "rights.0.jurisdiction"
        ]


def test_tables_are_the_same_if_all_they_say_is() -> None:
    """What is not there is as good as its default; the keys that are there can be told."""
    one, other = Record(title=None), Record()
    assert one == other
    assert hash(one) == hash(other)
    assert (one.written, other.written) == ({"title"}, set())
    assert other.but({"url": "x"}).written == {"url"}
    assert Record.holding({"url": "x"}) == Record(url="x") != other
    assert sound.read({"url": "x"}) == Record(url="x") != sound.nothing() == other
    assert hash(sound.read({"url": "x"})) == hash(Record(url="x"))
