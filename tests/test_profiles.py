"""Profiles: what DPLA and Europeana take, and one's own from a file, which nobody has read yet."""

from __future__ import annotations

import copy
import http.server
import json
import subprocess
import sys
import threading
import time
from typing import TYPE_CHECKING, Any

import jsonschema
import jsonschema_rs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inside import muniment
from muniment import completeness, profiles
from muniment.errors import MunimentError
from muniment.pruning import prune
from muniment.vocabularies import rights
from program import TODAY, Ran
from program import muniment as process
from specimens import GOOD, complete, toml

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from muniment.finding import Problem

RS = "http://rightsstatements.org/vocab/{}/1.0/"
SIX = ("InC", "InC-EDU", "InC-OW-EU", "NoC-NC", "NoC-OKLR", "CNE")
OTHER_SIX = ("InC-NC", "InC-RUU", "NoC-CR", "NoC-US", "UND", "NKC")
BY = "http://creativecommons.org/licenses/by/4.0/"
AGGREGATED: dict[str, Any] = {
    "id": "letter",
    "describes": "translation",
    "title": "Letter from A. Writer to B. Reader",
    "type": "Text",
    "genre": "letter",
    "language": ["en"],
    "publisher": "Archive of Examples",
    "url": "https://example.org/letter",
    "rights": [{"of": "translation", "uri": BY}],
}


def record(**changes: Any) -> dict[str, Any]:
    """Give a record that both aggregators take, with other values; None takes a key away."""
    data = {**copy.deepcopy(AGGREGATED), **changes}
    return {key: value for key, value in data.items() if value is not None}


def said(name: str, data: dict[str, Any]) -> list[Problem]:
    """Give what is said of data that is held to a profile."""
    pruned = prune(data)
    asked = profiles.profile(name)
    return list(completeness.missing(pruned.data, asked, pruned.blanks, TODAY))


def only(name: str, data: dict[str, Any]) -> Problem:
    """Give the one thing that is said."""
    (found,) = said(name, data)
    return found


def keys(name: str, data: dict[str, Any]) -> list[tuple[str | None, str]]:
    """Give level and key of all that is said, sorted."""
    return sorted((found.level, found.key) for found in said(name, data))


def own(folder: Path, schema: object, *options: str) -> Ran:
    """Lint a good record, held to a profile of somebody's own: data, a text, or bytes."""
    if isinstance(schema, bytes):
        (folder / "house.json").write_bytes(schema)
    else:
        text = schema if isinstance(schema, str) else json.dumps(schema)
        (folder / "house.json").write_text(text, "utf-8")
    (folder / "good.toml").write_text(GOOD, "utf-8", newline="\n")
    return muniment("lint", "good.toml", "--profile", "./house.json", *options, cwd=folder)


def findings(ran: Ran) -> list[tuple[str, str, str]]:
    """Give level, key and message of what a report in JSON says."""
    assert ran.err == ""
    return [
        (each["level"], each["key"], each["message"]) for each in json.loads(ran.out)["findings"]
    ]


# Both aggregators


@pytest.mark.parametrize("name", ["dpla", "europeana"])
def test_what_has_all_is_taken(name: str) -> None:
    """A record that has what is asked for is whole, and nothing is said of it."""
    assert said(name, record()) == []
    assert completeness.is_complete(record(), profiles.profile(name))


@pytest.mark.parametrize("name", ["dpla", "europeana"])
@pytest.mark.parametrize(
    "publisher",
    [
        "A",
        ["A"],
        {"name": "A"},
        [{"name": "A"}],
        [{"uri": "http://www.wikidata.org/entity/Q1"}, {"name": "A"}],
    ],
)
def test_a_publisher_may_be_written_in_many_ways(name: str, publisher: object) -> None:
    """A text, a table, a list of either: one name among them is enough."""
    assert said(name, record(publisher=publisher)) == []


@pytest.mark.parametrize("name", ["dpla", "europeana"])
@pytest.mark.parametrize(
    ("publisher", "key"),
    [
        (None, "publisher"),
        ("N/A", "publisher"),
        ({"uri": "http://www.wikidata.org/entity/Q1"}, "publisher.name"),
        ([{"uri": "http://www.wikidata.org/entity/Q1"}], "publisher.0.name"),
    ],
)
def test_a_publisher_has_a_name(name: str, publisher: object, key: str) -> None:
    """Whoever provides a record is named."""
    found = only(name, record(publisher=publisher))
    assert (found.level, found.key) == ("error", key)
    assert "rejects one that names nobody" in found.message


@pytest.mark.parametrize("name", ["dpla", "europeana"])
@pytest.mark.parametrize("version", ["1.0", "2.0", "2.1", "2.5", "3.0", "4.0"])
def test_creative_commons_is_taken(name: str, version: str) -> None:
    """Every licence that there is, in every place that it was adapted to, is a valid URI."""
    known = 0
    for licence in ("by", "by-sa", "by-nd", "by-nc", "by-nc-sa", "by-nc-nd", "by-nd-nc"):
        for port in ("", "at/", "au/", "es/", "igo/", "scotland/", "nl/", "us/", "zz/"):
            uri = f"http://creativecommons.org/licenses/{licence}/{version}/{port}"
            if rights.known(uri):
                known += 1
                assert said(name, record(rights=[{"uri": uri}])) == []
    assert known >= 6
    for tool in ("zero", "mark"):
        uri = f"http://creativecommons.org/publicdomain/{tool}/1.0/"
        assert said(name, record(rights=[{"uri": uri}])) == []


@pytest.mark.parametrize("name", ["dpla", "europeana"])
@pytest.mark.parametrize(
    "uri",
    [
        "http://rightsstatements.org/vocab/Inc/1.0/",
        "http://rightsstatements.org/vocab/InC/2.0/",
        "http://rightsstatements.org/vocab/InC/1.0/?relatedURL=x",
        "http://creativecommons.org/licenses/by/4.0/deed.en",
        "http://creativecommons.org/licenses/by/4.0/de/",
        "http://creativecommons.org/licenses/by/2.1/",
        "http://creativecommons.org/licenses/by-sa-nd/4.0/",
        "http://creativecommons.org/licenses/publicdomain/mark/1.0/",
        "https://www.govdata.de/dl-de/by-2-0",
        "see http://creativecommons.org/licenses/by/4.0/",
        "InC",
    ],
)
def test_other_uris_are_not_taken(name: str, uri: str) -> None:
    """What is no URI of RightsStatements.org or Creative Commons does not count."""
    found = only(name, record(rights=[{"uri": uri}]))
    assert (found.level, found.key) == ("error", "rights.0.uri")
    assert "not what the profile asks for" in found.message


@pytest.mark.parametrize("name", ["dpla", "europeana"])
@pytest.mark.parametrize(("of", "describes"), [("copy", "copy"), (None, "copy"), (None, None)])
def test_two_uris_of_the_layer_described_are_warned_of(
    name: str, of: str | None, describes: str | None
) -> None:
    """They may differ, which a schema cannot see; of another layer there may be another."""
    tables: list[dict[str, str | None]] = [{"uri": RS.format("CNE")}, {"uri": BY, "of": of}]
    data = record(
        describes=describes,
        rights=[{key: value for key, value in table.items() if value} for table in tables],
    )
    found = only(name, data)
    assert (found.level, found.key) == ("warning", "rights")
    assert "two URIs" in found.message
    assert said(name, {**data, "rights": [tables[0], {"uri": BY, "of": "digitization"}]}) == []


@pytest.mark.parametrize("name", ["dpla", "europeana"])
@pytest.mark.parametrize("field", ["url", "publisher", "publisher.0.name", "rights"])
def test_a_gap_is_no_answer(name: str, field: str) -> None:
    """An aggregator rejects what it rejects, however honestly it is missing; no gap is advised."""
    without = record(**{field.split(".", maxsplit=1)[0]: None})
    assert "[[gap]]" not in only(name, without).hint
    gap = {"field": field, "reason": "unknown"}
    found = {(each.level, each.key) for each in said(name, {**without, "gap": [gap]})}
    assert ("error", "gap.0.field") in found


@pytest.mark.parametrize("name", ["dpla", "europeana"])
def test_other_gaps_are_as_ever(name: str) -> None:
    """A gap for what is not asked for is not forbidden."""
    gap = {"field": "creator", "reason": "unknown"}
    assert said(name, record(gap=[gap])) == []


@pytest.mark.parametrize("name", ["dpla", "europeana"])
def test_a_draft_may_lack_but_not_say_what_is_refused(name: str) -> None:
    """What is missing in a draft is a warning; a value that is not taken is an error there too."""
    draft = {"status": "draft"}
    assert only(name, record(record=draft, url=None)).level == "warning"
    wrong = record(record=draft, rights=[{"uri": "InC"}])
    assert only(name, wrong).level == "error"


@pytest.mark.parametrize("name", ["dpla", "europeana"])
@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_validators_agree(name: str, data: st.DataObject) -> None:
    """The fast validator and the careful one judge alike whatever is taken out or put in."""
    uris = [None, BY, RS.format("InC"), RS.format("UND"), "https" + BY[4:], "x", 5]
    layers = st.sampled_from([None, "original", "translation", 3])
    table = st.fixed_dictionaries(
        {"uri": st.sampled_from(uris), "of": layers, "statement": st.sampled_from([None, "x"])}
    )
    changes: dict[str, Any] = data.draw(
        st.fixed_dictionaries(
            {
                "rights": st.one_of(st.lists(table, max_size=3), st.none(), st.just("x")),
                "describes": layers,
                "publisher": st.sampled_from([None, "A", [{"uri": "x"}], {"name": "A"}, 4]),
                "gap": st.sampled_from([None, [{"field": "url"}], [{}], "x", [3]]),
            },
            optional={key: st.none() for key in ("url", "genre", "title", "type", "language")},
        )
    )
    judged = prune(record(**json.loads(json.dumps(changes)))).data
    asked = profiles.profile(name)
    careful = jsonschema.Draft202012Validator(asked.schema)
    assert careful.is_valid(judged) == asked.validator.is_valid(judged)
    found = list(completeness.missing(judged, asked, (), TODAY))
    assert bool(found) != asked.validator.is_valid(judged)


# DPLA


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("id", "tells records apart"),
        ("title", "without a title"),
        ("url", "sends its readers"),
        ("publisher", "names whoever provides"),
        ("rights", "what may be done"),
    ],
)
def test_dpla_demands(key: str, words: str) -> None:
    """Each thing that DPLA rejects a record without is missed at its key, and why is said."""
    found = only("dpla", record(**{key: None}))
    assert (found.level, found.key) == ("error", key)
    assert words in found.message
    assert found.hint


@pytest.mark.parametrize("key", ["type", "genre", "language", "describes"])
def test_dpla_demands_no_more(key: str) -> None:
    """What DPLA takes a record without is not asked for."""
    assert said("dpla", record(**{key: None})) == []


@pytest.mark.parametrize("code", [*SIX, *OTHER_SIX])
@pytest.mark.parametrize(
    "form",
    [
        "http://rightsstatements.org/vocab/{}/1.0/",
        "https://rightsstatements.org/vocab/{}/1.0/",
        "http://www.rightsstatements.org/page/{}/1.0",
    ],
)
def test_dpla_takes_all_twelve(code: str, form: str) -> None:
    """DPLA knows all of RightsStatements.org, and mends the address itself."""
    assert said("dpla", record(rights=[{"uri": form.format(code)}])) == []


def test_dpla_takes_a_statement() -> None:
    """Words are enough for DPLA; a URI that it does not know is then merely dropped."""
    assert said("dpla", record(rights=[{"statement": "All rights reserved."}])) == []
    both = {"statement": "All rights reserved.", "uri": "https://example.org/terms"}
    assert said("dpla", record(rights=[both])) == []
    assert said("dpla", record(rights=[{"uri": "x"}, {"statement": "Reserved."}])) == []
    neither = only("dpla", record(rights=[{"holder": ["A"]}]))
    assert (neither.level, neither.key) == ("error", "rights.0")
    assert "rights has no statement or uri" in neither.message


# Europeana


@pytest.mark.parametrize(
    ("changes", "key", "words"),
    [
        ({"title": None}, "", "has no title or description"),
        ({"title": {"lang": "en"}}, "", "has no title or description"),
        ({"genre": None}, "", "has no subject, genre, spatial or temporal"),
        ({"type": None}, "type", "sorts records"),
        ({"language": None}, "language", "text without its language"),
        ({"publisher": None}, "publisher", "names whoever provides"),
        ({"url": None}, "", "has no url or file"),
        ({"url": None, "file": [{"path": "1.pdf"}]}, "url", "page or to the file"),
        ({"rights": None}, "rights", "what may be done"),
        ({"rights": [{"statement": "x"}]}, "rights.0.uri", "six of RightsStatements.org"),
        ({"rights": [{"of": "original", "uri": BY}]}, "rights", "no table of that layer"),
        ({"describes": None}, "rights", "no table of that layer"),
    ],
)
def test_europeana_demands(changes: dict[str, Any], key: str, words: str) -> None:
    """Each thing that Europeana rejects a record without is missed, and why is said."""
    found = only("europeana", record(**changes))
    assert (found.level, found.key) == ("error", key)
    assert words in found.message
    assert found.hint


@pytest.mark.parametrize(
    "changes",
    [
        {"id": None},
        {"title": None, "description": "A letter."},
        {"genre": None, "subject": ["Letters"]},
        {"genre": None, "spatial": [{"name": "Korea"}]},
        {"genre": None, "temporal": "1950/1953"},
        {"type": "StillImage", "language": None},
        {"url": None, "file": [{"path": "1.pdf"}, {"url": "https://example.org/1.pdf"}]},
        {"describes": None, "rights": [{"uri": BY}]},
        {"rights": [{"uri": "x", "of": "original"}, {"uri": BY, "of": "translation"}]},
    ],
)
def test_europeana_takes(changes: dict[str, Any]) -> None:
    """Where one of several will do, any does; and what is not asked for may be missing."""
    assert said("europeana", record(**changes)) == []


@pytest.mark.parametrize("code", SIX)
def test_europeana_takes_six(code: str) -> None:
    """Six statements of RightsStatements.org may stand alone."""
    assert said("europeana", record(rights=[{"uri": RS.format(code)}])) == []


@pytest.mark.parametrize(
    "uri",
    [
        *map(RS.format, OTHER_SIX),
        RS.format("InC").replace("http:", "https:"),
        BY.replace("http:", "https:"),
        RS.format("InC").removesuffix("/"),
        RS.format("InC").replace("/vocab/", "/page/"),
    ],
)
def test_europeana_takes_no_other(uri: str) -> None:
    """The other six, https, and other forms of the address are refused; the six are named."""
    found = only("europeana", record(rights=[{"uri": uri}]))
    assert (found.level, found.key) == ("error", "rights.0.uri")
    assert all(f"{code}," in f"{found.message}," for code in SIX)


def test_of_two_tables_that_of_the_layer_described_is_mended() -> None:
    """Not the one that comes nearest to what is asked for, if it is about another layer."""
    tables = [{"of": "original", "uri": BY}, {"of": "translation", "holder": ["A"]}]
    assert only("europeana", record(rights=tables)).key == "rights.1.uri"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title": None, "description": "A letter."}, "title"),
        ({"genre": None, "subject": ["Letters"]}, "spatial"),
        ({"url": None, "file": [{"url": "https://example.org/1.pdf"}]}, "url"),
        ({"type": "StillImage", "language": None}, "language"),
    ],
)
def test_a_gap_beside_another_answer_is_no_trouble(changes: dict[str, Any], field: str) -> None:
    """Where something else does, a gap may say what is not known."""
    gap = [{"field": field, "reason": "unknown"}]
    assert said("europeana", record(**changes, gap=gap)) == []
    bare = dict.fromkeys(("title", "genre", "url", "language"))
    assert "gap.0.field" in [found.key for found in said("europeana", record(**bare, gap=gap))]


# One's own


def test_ones_own_by_path(tmp_path: Path) -> None:
    """A file is given by its path; what it asks for is asked, in its own words."""
    schema = {
        "required": ["url", "genre"],
        "properties": {"url": {"x-message": "we show\n all that we hold"}},
    }
    ran = own(tmp_path, schema, "--output-format", "json")
    assert ran.status == 1
    assert findings(ran) == [
        ("error", "genre", "genre is missing: the profile asks for it"),
        ("error", "url", "url is missing: we show all that we hold"),
    ]


def test_ones_own_without_demands_is_clean(tmp_path: Path) -> None:
    """An empty profile asks for nothing; a byte order mark is no trouble."""
    assert own(tmp_path, b"\xef\xbb\xbf{}").status == 0


def test_ones_own_by_the_configuration(tmp_path: Path) -> None:
    """In the configuration a path is from the folder of its file."""
    (tmp_path / "muniment.toml").write_text('profile = "house.json"\n', "utf-8")
    (tmp_path / "house.json").write_text('{"required": ["url"]}', "utf-8")
    (tmp_path / "records").mkdir()
    (tmp_path / "records" / "good.toml").write_text(GOOD, "utf-8")
    ran = muniment("lint", "good.toml", cwd=tmp_path / "records")
    assert (ran.status, "url is missing" in ran.out) == (1, True)


@pytest.mark.parametrize(
    ("reference", "key"),
    [
        ("muniment:archival", "source"),
        ("archival.schema.json", "source"),
        ("muniment:dpla", "url"),
        ("muniment:dpla#/properties/url", None),
        ("#/$defs/a~1b%20c", "subject"),
    ],
)
def test_a_profile_may_build_on_ours(tmp_path: Path, reference: str, key: str | None) -> None:
    """It may refer to ours, by name or by the name of the file, and to its own parts."""
    schema = {
        "$id": "https://example.org/house.json",
        "allOf": [{"$ref": reference}],
        "if": {"required": ["subject"]},
        "else": True,
        "$defs": {"a/b c": {"required": ["subject"], "x-message": "ours"}},
    }
    (tmp_path / "house.json").write_text(json.dumps(schema), "utf-8")
    data = complete(source=None)
    found = [each.key for each in said(f"{tmp_path}/house.json", data)]
    assert found == [] if key is None else key in found


def test_words_and_levels_are_found_across_references(tmp_path: Path) -> None:
    """A level beside a reference holds for all that it leads to; so do words, if it has none."""
    schema = {
        "allOf": [
            {"$ref": "muniment:dpla", "x-level": "warning"},
            {"$ref": "#/$defs/house", "x-message": "our house asks"},
        ],
        "$defs": {
            "house": {
                "required": ["subject", "genre"],
                "properties": {"genre": {"$ref": "#/$defs/w"}},
            },
            "w": {"x-message": "words of its own"},
        },
    }
    (tmp_path / "house.json").write_text(json.dumps(schema), "utf-8")
    data = record(genre=None, url=None, rights=[{"holder": ["A"]}])
    found = {each.key: (each.level, each.message) for each in said(f"{tmp_path}/house.json", data)}
    assert found["url"][0] == found["rights.0"][0] == "warning"
    assert found["url"][1].startswith("url is missing: DPLA sends")
    assert found["subject"] == ("error", "subject is missing: our house asks")
    assert found["genre"] == ("error", "genre is missing: words of its own")


def test_what_one_part_recommends_another_may_demand(tmp_path: Path) -> None:
    """Of a warning and an error about the same key, the error is said."""
    schema = {"allOf": [{"$ref": "muniment:archival"}, {"required": ["extent"]}]}
    (tmp_path / "house.json").write_text(json.dumps(schema), "utf-8")
    found = only(f"{tmp_path}/house.json", complete(extent=None))
    assert (found.level, found.key) == ("error", "extent")


@pytest.mark.parametrize(
    ("schema", "key"),
    [
        ({"properties": {"title": {"minLength": 99}}}, "title"),
        ({"properties": {"title": {"pattern": "^x"}}}, "title"),
        ({"properties": {"title": {"enum": ["x"]}}}, "title"),
        ({"properties": {"title": {"type": "object"}}}, "title"),
        ({"properties": {"title": False}}, "title"),
        ({"properties": {"title": {"not": {}}}}, "title"),
        ({"properties": {"creator": {"minItems": 2}}}, "creator"),
        ({"properties": {"creator": {"contains": {}, "minContains": 2}}}, "creator"),
        ({"properties": {"creator": {"contains": False}}}, "creator"),
        ({"properties": {"creator": {"items": {"maxProperties": 0}}}}, "creator.0"),
        ({"properties": {"creator": {"contains": {"properties": {"name": {"const": 1}}}}}},
         "creator.0.name"),
        ({"patternProperties": {"^titl": {"maxLength": 1}}}, "title"),
        ({"properties": {"language": {"items": {"const": "ru"}}}}, "language.0"),
        ({"propertyNames": {"maxLength": 1}}, ""),
        ({"maxProperties": 1}, ""),
        ({"oneOf": [{}, {}]}, ""),
        ({"anyOf": [{"maxProperties": 1}, {"maxProperties": 2}]}, ""),
        ({"if": {}, "then": False}, ""),
        ({"not": {"required": ["title"]}}, ""),
    ],
)  # fmt: skip
@pytest.mark.parametrize("message", [None, "ours"])
def test_other_keywords_have_a_sentence(
    tmp_path: Path, schema: dict[str, Any], key: str, message: str | None
) -> None:
    """Whatever else a schema refuses is said of the value, in its words if it has any."""
    words = {"x-message": message} if message else {}
    ran = own(tmp_path, {**schema, **words}, "--output-format", "json")
    (found,) = {each[1:] for each in findings(ran)}
    name = ".".join(part for part in key.split(".") if not part.isdigit()) or "the record"
    why = f": {message}" if message else ""
    assert found == (key, f"{name} is not what the profile asks for{why}")


def test_a_key_too_many_is_named(tmp_path: Path) -> None:
    """Where no other keys may stand, each that does is pointed at."""
    schema = {"properties": {"id": True, "rights": True}, "additionalProperties": False}
    found = {key for _, key, _ in findings(own(tmp_path, schema, "--output-format", "json"))}
    assert {"title", "language", "creator"} <= found
    assert found.isdisjoint({"id", "rights"})


def test_gaps_can_be_forbidden(tmp_path: Path) -> None:
    """An ordinary schema on `gap` forbids gaps for a field."""
    schema = {
        "required": ["url"],
        "properties": {
            "gap": {
                "items": {"properties": {"field": {"x-message": "ours", "not": {"const": "url"}}}}
            }
        },
    }
    (tmp_path / "house.json").write_text(json.dumps(schema), "utf-8")
    data = record(url=None, gap=[{"field": "url", "reason": "unknown"}])
    assert keys(f"{tmp_path}/house.json", data) == [("error", "gap.0.field"), ("note", "url")]


# What a profile may not be


WRONG: dict[str, tuple[object, str]] = {
    "colon": ('{\n  "required" ["a"]\n}', "house.json:2:14: this is not JSON"),
    "empty": ("", "house.json:1:1: this is not JSON"),
    "list": ("[]", "a profile is a JSON object"),
    "true": ("true", "a profile is a JSON object"),
    "latin-1": (b'{\n"title": "\xe9"}', "house.json:2: this is not UTF-8"),
    "surrogate": ('{"title": "\\ud800"}', "half a letter"),
    "twice": ('{"required": [], "required": ["id"]}', "'required' stands twice"),
    "nan": ('{"minItems": NaN}', "NaN is no number"),
    "digits": ('{"minItems": ' + "9" * 5_000 + "}", "too long"),
    "large": (b"{" + b" " * (1 << 20) + b"}", "larger than 1 MiB"),
    "deep": ("[" * 100_000, "too deeply"),
    "deeper": ('{"not":' * 300 + "{}" + "}" * 300, "too deeply"),
    "long": ('{"allOf": [' + ",".join(["{}"] * 9_000) + "]}", "too long"),
    "minus": ({"properties": {"rights": {"minItems": -1}}}, "at properties.rights.minItems, -1"),
    "not-a-list": ({"properties": {"a": {"required": "x"}}}, "at properties.a.required"),
    "no-type": ({"allOf": [{"type": "strng"}]}, "at allOf.0.type"),
    "look-ahead": ({"properties": {"a": {"pattern": "(?=x)"}}}, "at properties.a.pattern"),
    "back-reference": ({"patternProperties": {"(a)\\1": {}}}, "regular expression"),
    "huge-pattern": ({"pattern": "(a{1000}){1000}"}, "regular expression"),
    "level": ({"allOf": [{"x-level": "off"}]}, "at allOf.0.x-level"),
    "blank-words": ({"properties": {"a": {"x-message": " "}}}, "at properties.a.x-message"),
    "draft": ({"$schema": "http://json-schema.org/draft-07/schema#"}, "at $schema"),
    "id": ({"properties": {"a": {"$id": "http://127.0.0.1/"}}}, "at properties.a.$id"),
    "dynamic": ({"$dynamicRef": "http://127.0.0.1/"}, "at $dynamicRef"),
}


@pytest.mark.parametrize(("text", "words"), WRONG.values(), ids=WRONG)
def test_what_is_no_profile_is_said(tmp_path: Path, text: object, words: str) -> None:
    """What is wrong with the file, and where, is one line; the exit status is 2."""
    ran = own(tmp_path, text)
    assert (ran.status, ran.out) == (2, "")
    assert words in ran.err
    assert ran.err.count("\n") == 1
    assert len(ran.err) < 500


@pytest.mark.parametrize("name", ["./no-such.json", "no-such.json", "./", "./good.toml/x.json"])
def test_a_file_that_cannot_be_read(tmp_path: Path, name: str) -> None:
    """A path that holds no file is misuse, and the names there are are told."""
    (tmp_path / "good.toml").write_text(GOOD, "utf-8")
    ran = muniment("lint", "good.toml", "--profile", name, cwd=tmp_path)
    assert (ran.status, ran.out) == (2, "")
    assert ", ".join(profiles.names()) in ran.err


@pytest.fixture
def site() -> Iterator[tuple[str, list[str]]]:
    """Give the address of a site on this machine, and what it was asked for."""
    asked: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        def log_message(self, *_: object) -> None:
            return

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}", asked
        server.shutdown()


@pytest.mark.parametrize("keyword", ["$ref", "$dynamicRef", "$id", "$schema"])
@pytest.mark.parametrize("place", ["top", "allOf", "properties", "x-more", "const"])
def test_nothing_is_fetched(
    tmp_path: Path, site: tuple[str, list[str]], keyword: str, place: str
) -> None:
    """Whatever address stands in a profile, nobody goes there."""
    address, asked = site
    part = {keyword: f"{address}/schema.json"}
    schema = {
        "top": part,
        "allOf": {"allOf": [part]},
        "properties": {"properties": {"title": part}},
        "x-more": {"x-more": part},
        "const": {"properties": {"title": {"const": part}}},
    }[place]
    ran = own(tmp_path, schema)
    assert asked == []
    if keyword == "$ref" and place != "const":
        assert ran.status == 2
        assert address in ran.err


@pytest.mark.parametrize(
    "reference",
    ["file:///etc/passwd", "/etc/passwd", "other.json", "record.schema.json", "muniment:record",
     "muniment:no-such", "./archival.schema.json", "#anchor", "#/$defs/none", "muniment:dpla#/no",
     "https://json-schema.org/draft/2020-12/schema"],
)  # fmt: skip
def test_a_reference_elsewhere_is_refused(tmp_path: Path, reference: str) -> None:
    """What is neither ours nor in the file is not looked for, and is named."""
    (tmp_path / "other.json").write_text("{}", "utf-8")
    ran = own(tmp_path, {"allOf": [{"$ref": reference}]})
    assert ran.status == 2
    assert reference.partition("#")[2] in ran.err
    assert ran.err.count("\n") == 1


def chain(length: int, part: Any) -> dict[str, Any]:
    """Give a schema in which each of many parts is made of the next."""
    parts = {f"a{number}": part(f"#/$defs/a{number + 1}") for number in range(length)}
    return {"$ref": "#/$defs/a0", "$defs": {**parts, f"a{length}": {}}}


@pytest.mark.parametrize(
    "schema",
    [
        {"$ref": "#"},
        {"allOf": [{"$ref": "#"}]},
        {"properties": {"title": {"$ref": "#"}}},
        {"$ref": "#/$defs/a", "$defs": {"a": {"$ref": "#/$defs/b"}, "b": {"$ref": "#/$defs/a"}}},
        chain(40, lambda to: {"allOf": [{"$ref": to}, {"$ref": to}]}),
        chain(500, lambda to: {"not": {"$ref": to}}),
    ],
    ids=["itself", "in-all-of", "below", "each-other", "doubling", "far"],
)
def test_a_profile_without_an_end(tmp_path: Path, schema: dict[str, Any]) -> None:
    """A profile that leads back to itself, or is far longer than it looks, is refused at once."""
    start = time.monotonic()
    ran = own(tmp_path, schema)
    assert time.monotonic() - start < 5
    assert (ran.status, ran.out) == (2, "")
    assert "cannot be used as a profile" in ran.err


def test_no_regular_expression_takes_for_ever(tmp_path: Path) -> None:
    """One that would go back over a text again and again is as fast as any."""
    schema = {"properties": {"title": {"pattern": "^(a+)+$"}}}
    (tmp_path / "house.json").write_text(json.dumps(schema), "utf-8")
    start = time.monotonic()
    found = only(f"{tmp_path}/house.json", record(title="a" * 50_000 + "!"))
    assert time.monotonic() - start < 5
    assert found.key == "title"


PARTS: st.SearchStrategy[Any] = st.recursive(
    st.booleans() | st.just({}),
    lambda inner: (
        st.dictionaries(
            st.sampled_from(["not", "items", "contains", "if", "then", "else", "propertyNames"]),
            inner,
            max_size=3,
        )
        | st.fixed_dictionaries(
            {},
            optional={
                "allOf": st.lists(inner, min_size=1, max_size=2),
                "anyOf": st.lists(inner, min_size=1, max_size=2),
                "oneOf": st.lists(inner, min_size=1, max_size=2),
                "properties": st.dictionaries(
                    st.sampled_from(["title", "rights", "uri", "creator", "$ref", "properties"]),
                    inner,
                ),
                "required": st.just(["uri"]),
                "$ref": st.sampled_from(
                    ["muniment:dpla", "muniment:archival#/$defs/rights", "#/$defs/x"]
                ),
                "$defs": st.fixed_dictionaries({"x": inner}),
                "maxItems": st.integers(0, 1),
                "maxContains": st.integers(0, 1),
                "minContains": st.integers(0, 2),
                "x-message": st.sampled_from(["words", "other\nwords"]),
                "x-level": st.sampled_from(["warning", "error"]),
                "additionalProperties": inner,
                "unevaluatedProperties": inner,
                "dependentSchemas": st.fixed_dictionaries({"title": inner}),
                "enum": st.just([1, {"$ref": "x"}]),
            },
        )
    ),
    max_leaves=12,
)


@given(schema=PARTS)
@settings(max_examples=300, deadline=None)
def test_any_schema_is_a_profile_or_is_refused(
    tmp_path_factory: pytest.TempPathFactory, schema: dict[str, Any] | bool
) -> None:
    """Whatever a schema says, it can be explained, and agrees with the validator's judgement."""
    file = tmp_path_factory.mktemp("house") / "house.json"
    file.write_text(json.dumps(schema), "utf-8")
    try:
        asked = profiles.profile(str(file))
    except MunimentError:
        return
    for data in (record(), record(rights=None, title=None), complete()):
        found = list(completeness.missing(data, asked, (), TODAY))
        assert bool(found) != asked.validator.is_valid(data)
        assert all(each.message and "\n" not in each.message for each in found)


# Processes


@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_workers_read_ones_own(tmp_path: Path, method: str) -> None:
    """Each process reads and compiles the profile, however it was started."""
    if method == "fork" and sys.platform == "win32":
        pytest.skip("there is no fork here")
    (tmp_path / "house.json").write_text('{"required": ["url"]}', "utf-8")
    for number in range(90):
        (tmp_path / f"r{number:02}.toml").write_bytes(toml(complete(id=f"r{number:02}")))
    script = tmp_path / "run.py"
    script.write_text(
        "import sys, types\n"
        "from muniment import runs, workers\n"
        "from muniment.lint_settings import LintSettings\n"
        "if __name__ == '__main__':\n"
        "    if sys.argv[1] == 'spawn':\n"
        "        workers.sys = types.SimpleNamespace(platform='darwin')\n"
        "    files = [f'r{number:02}.toml' for number in range(90)]\n"
        "    wanted = LintSettings('.', '2026-11-24', './house.json')\n"
        "    found = [x for batch in runs.run(files, wanted, 2) for x in batch.findings]\n"
        "    assert len([x for x in found if x.key == 'url']) == 90, found\n",
        "utf-8",
    )
    done = subprocess.run(
        [sys.executable, str(script), method],
        cwd=tmp_path,
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")


def test_ones_own_in_a_process(tmp_path: Path) -> None:
    """The exit statuses are those of any profile: 0, 1, 2."""
    (tmp_path / "r.toml").write_bytes(toml(complete(id="r")))
    texts = {"{}": 0, '{"required": ["url"]}': 1, '{"$ref": "http://127.0.0.1:9/x"}': 2}
    for text, status in texts.items():
        (tmp_path / "house.json").write_text(text, "utf-8")
        ran = process("lint", "r.toml", "--profile", "house.json", cwd=tmp_path)
        assert (ran.status, "Traceback" in ran.err) == (status, False)


# Commands


def test_schema_takes_names_only(tmp_path: Path) -> None:
    """`muniment schema` prints ours; a file of one's own is there to be read."""
    (tmp_path / "house.json").write_text("{}", "utf-8")
    ran = muniment("schema", "./house.json", cwd=tmp_path)
    assert (ran.status, ran.out) == (2, "")
    assert ", ".join(profiles.names()) in ran.err


@pytest.mark.parametrize("name", profiles.names())
def test_every_pattern_is_read_by_the_engine_without_backtracking(name: str) -> None:
    """Ours are compiled as anybody's."""
    schema = profiles.ours(name).schema
    assert jsonschema_rs.Draft202012Validator(schema, pattern_options=jsonschema_rs.RegexOptions())
    assert "(?" not in json.dumps(schema)
