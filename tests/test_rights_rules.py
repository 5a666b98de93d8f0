"""The rules about claims of rights: what each speaks of, in tables, and what it leaves alone."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linting import lint, put, told
from muniment.pruning import prune
from muniment.reading import read
from muniment.rules import RULES, Settings
from muniment.vocabularies import government_licences, rights
from muniment.vocabularies.rights_forms import form
from muniment.vocabularies.rights_near import near
from program import TODAY
from specimens import complete, toml

if TYPE_CHECKING:
    from pathlib import Path

    from muniment.finding import Problem

RS = "http://rightsstatements.org/vocab/"
CC = "http://creativecommons.org/licenses/"
NOTICE = "Some documents may be subject to copyright."


def statement(code: str) -> str:
    return f"{RS}{code}/1.0/"


def problems(rule: str, data: dict[str, Any], **settings: Any) -> list[Problem]:
    """Give what a rule says of a record, of which other values may be wrong."""
    record = read(prune(data).data).record
    asked = Settings("letter.toml", settings.pop("today", TODAY), **settings)
    return list(RULES[f"rights-{rule}"].check(record, asked))  # type: ignore[attr-defined]


def keys(rule: str, *tables: dict[str, Any], **more: Any) -> list[str]:
    """Give the keys that a rule speaks of, in a record with these rights."""
    return [each.key for each in problems(rule, {**more, "rights": list(tables)})]


def gap(field: str, **more: str) -> dict[str, str]:
    return {"field": field, "reason": "unknown", **more}


# rights-uri-unknown

UNKNOWN = {
    "All rights reserved": None,
    "©": None,
    "Copyright 1995 Woodrow Wilson International Center for Scholars": None,
    "https://example.org/terms": None,
    "https://creativecommons.com/licenses/by/4.0/": f"{CC}by/4.0/",
    "http://creativecommon.com/licenses/by-nc-sa/3.0": f"{CC}by-nc-sa/3.0/",
    "http://rightsstatement.com/vocab/InC/1.0/": statement("InC"),
    "http://rightsstatements.com/vocab/NoC-US/1.0/": statement("NoC-US"),
    "http://www.europeana.eu/rights/rr-f/": statement("InC"),
    "http://www.europeana.eu/rights/orphan-work-eu": statement("InC-OW-EU"),
    "http://www.europeana.eu/rights/rr-p/": None,
    "https://www.nationalarchives.gov.uk/doc/open-government-licence/": (
        "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"
    ),
    "https://www.govdata.de/dl-de/by-3-0": "https://www.govdata.de/dl-de/by-2-0",
    "www.govdata.de/dl-de/by-2-0": "https://www.govdata.de/dl-de/by-2-0",
    "https://opendatacommons.org/licenses/odbl/1-0/": None,
    "http://": None,
    "info:eu-repo/semantics/openAccess": None,
}


@pytest.mark.parametrize("uri", UNKNOWN)
def test_unknown_uri(uri: str) -> None:
    """It is told, with what was probably meant, and never changed."""
    [found] = problems("uri-unknown", {"rights": [{"uri": uri}]})
    likely = UNKNOWN[uri]
    assert found.key == "rights.0.uri"
    assert found.level is None
    assert found.edits == ()
    assert ("Did you mean" in found.hint) == (likely is not None)
    assert likely is None or f'"{likely}"' in found.hint


@pytest.mark.parametrize("uri", [*rights.RIGHTS_STATEMENTS, *rights.PUBLIC_DOMAIN, *rights.RETIRED])
def test_known_uri(uri: str) -> None:
    """What is canonical is known, and what Creative Commons once had."""
    assert keys("uri-unknown", {"uri": uri}) == []


@pytest.mark.parametrize("head", ["http://", "https://", "http://www.", "HTTPS://www."])
@pytest.mark.parametrize("end", ["", "/"])
def test_licence_of_government_in_any_form(head: str, end: str) -> None:
    """A government's licence is known with http and https, with www. and a slash or without."""
    for each in (*government_licences._FORMS, *rights.GOVERNMENT_LICENCES):
        bare = each.partition("://")[2].removeprefix("www.").rstrip("/") or each
        assert keys("uri-unknown", {"uri": f"{head}{bare}{end}"}) == [], each


@pytest.mark.parametrize(
    "uri",
    [
        "https://rightsstatements.org/page/InC/1.0/?language=en",
        "http://rightsstatements.org/vocab/XYZ/1.0/",
        "http://rightsstatements.org/",
        "In Copyright",
        "CC BY 4.0",
        f"{CC}by/4.0/de/",
        f"{CC}by/9.0/",
        "https://creativecommons.org/licenses/by/4.0",
    ],
)
def test_what_another_rule_speaks_of(uri: str) -> None:
    """Of one value there is one finding: forms and names are for rights-uri-form."""
    assert form(uri) is not None
    assert keys("uri-unknown", {"uri": uri}) == []


@given(
    st.one_of(
        st.text(max_size=60),
        st.sampled_from(sorted({*UNKNOWN, *rights.RIGHTS_STATEMENTS, *rights.RETIRED})),
        st.from_regex(r"https?://[a-z]{1,9}\.(org|de)/[a-zA-Z0-9/.-]{0,20}", fullmatch=True),
    )
)
def test_each_uri_is_known_or_spoken_of_once(uri: str) -> None:
    """A rights URI that is not blank is known, or exactly one of the two rules speaks of it."""
    data = {"rights": [{"uri": uri}]}
    found = [*problems("uri-unknown", data), *problems("uri-form", data)]
    if not read(prune(data).data).record.rights:
        assert found == []
        return
    text = uri.strip()
    is_known = rights.known(text) or text in rights.RETIRED or government_licences.known(text)
    assert len(found) == (not is_known or form(uri) is not None)
    assert all("\n" not in each.message + each.hint for each in found)


@pytest.mark.parametrize("profile", ["dpla", "europeana"])
def test_unknown_uri_is_an_error_to_aggregators(profile: str) -> None:
    """They refuse it; another profile does not."""
    data = {"rights": [{"uri": "https://example.org/terms"}]}
    assert [each.level for each in problems("uri-unknown", data, profile=profile)] == ["error"]
    assert [each.level for each in problems("uri-unknown", data, profile="minimal")] == [None]


def test_own_uri() -> None:
    """What the institution has of its own is known, and may be what was meant."""
    own = ("https://example.org/rights/reading-room",)
    known, mistaken = ({"uri": each} for each in (own[0], own[0].replace("room", "rooms")))
    assert problems("uri-unknown", {"rights": [known]}, rights_uris=own) == []
    [found] = problems("uri-unknown", {"rights": [mistaken]}, rights_uris=own)
    assert own[0] in found.hint


def test_own_uri_is_read_from_the_settings(tmp_path: Path) -> None:
    """`muniment.toml` names it once for all records."""
    table = {"uri": "https://example.org/rights/reading-room", "basis": "policy"}
    text = toml(complete(rights=[table])).decode()
    put(tmp_path / "records" / "letter.toml", text)
    assert "rights-uri-unknown" in {each["rule"] for each in told(lint(tmp_path))}
    put(tmp_path / "muniment.toml", f'rights_uris = ["{table["uri"]}"]\n')
    assert "rights-uri-unknown" not in {each["rule"] for each in told(lint(tmp_path))}


def test_what_is_near_is_known() -> None:
    """What is suggested for a text is a URI that nothing would be said of."""
    for text in UNKNOWN:
        likely = near(text)
        assert likely is None or keys("uri-unknown", {"uri": likely}) == []


# rights-needs-link, rights-needs-end, rights-needs-search


@pytest.mark.parametrize("code", ["NoC-CR", "NoC-OKLR", "InC-OW-EU"])
def test_needs_link(code: str) -> None:
    """Each of the three needs a link, and one is enough; each is told what to link."""
    table = {"uri": statement(code)}
    [found] = problems("needs-link", {"rights": [{"uri": statement("InC")}, table]})
    assert found.key == "rights.1.uri"
    what = {"NoC-CR": "contract", "NoC-OKLR": "restriction", "InC-OW-EU": "EUIPO"}[code]
    assert what in found.hint
    assert keys("needs-link", {**table, "link": "https://example.org/1"}) == []


@pytest.mark.parametrize("code", ["InC", "InC-EDU", "InC-NC", "NoC-NC", "NoC-US", "CNE", "NKC"])
def test_needs_no_link(code: str) -> None:
    """Other statements are conclusive without one."""
    assert keys("needs-link", {"uri": statement(code)}) == []


def test_needs_end() -> None:
    """NoC-NC needs an end, of whatever precision; others do not."""
    table = {"uri": statement("NoC-NC")}
    assert keys("needs-end", table) == ["rights.0.uri"]
    for end in ("2031", "2031-12-31", "203X", "../2031"):
        assert keys("needs-end", {**table, "end": end}) == []
    assert keys("needs-end", {"uri": statement("InC-NC")}) == []


@pytest.mark.parametrize("code", ["UND", "NKC", "InC-RUU", "NoC-US"])
@pytest.mark.parametrize("determined", [None, {"date": "2025"}, {"by": "A. C.", "note": "TBD"}])
def test_needs_search(code: str, determined: dict[str, str] | None) -> None:
    """Who claims an effort or a judgement says which; a placeholder says nothing."""
    table = {"uri": statement(code), **({"determined": determined} if determined else {})}
    assert keys("needs-search", table) == ["rights.0.uri"]
    assert keys("needs-search", {**table, "determined": {"note": "Asked the heirs."}}) == []


def test_law_is_a_ground() -> None:
    """A law under `citation` says what NoC-US rests on, and nothing of a search."""
    law = {"citation": "17 U.S.C. § 105"}
    assert keys("needs-search", {"uri": statement("NoC-US"), **law}) == []
    assert keys("needs-search", {"uri": statement("UND"), **law}) == ["rights.0.uri"]


def test_not_evaluated() -> None:
    """CNE beside `determined` contradicts itself; alone it does not."""
    table = {"uri": statement("CNE")}
    assert keys("needs-search", table) == []
    assert keys("needs-search", {**table, "determined": {}}) == []
    for determined in ({"date": "2025"}, {"by": "A. C."}, {"note": "Asked the heirs."}):
        [key] = keys("needs-search", {**table, "determined": determined})
        assert key == "rights.0.determined"


NEEDS = {
    "needs-link": (statement("NoC-CR"), "link"),
    "needs-end": (statement("NoC-NC"), "end"),
    "needs-search": (statement("UND"), "determined.note"),
}


@pytest.mark.parametrize("rule", NEEDS)
def test_gap_answers(rule: str) -> None:
    """An honest gap is an answer, until it is to be looked at again; one without reason is none."""
    uri, key = NEEDS[rule]
    table = {"uri": uri}
    for field in (f"rights.0.{key}", f"rights.{key}"):
        assert keys(rule, table, gap=[gap(field, note="Asked.")]) == []
        assert keys(rule, table, gap=[gap(field, review="2027")]) == []
        assert keys(rule, table, gap=[gap(field, review="2025")]) == ["rights.0.uri"]
        assert keys(rule, table, gap=[{"field": field}]) == ["rights.0.uri"]
    assert keys(rule, table, gap=[gap(f"rights.1.{key}")]) == ["rights.0.uri"]


@pytest.mark.parametrize(
    ("rule", "wrong"),
    [
        ("needs-link", {"link": [3]}),
        ("needs-end", {"end": "31.31.2031"}),
        ("needs-search", {"determined": "Asked the heirs."}),
        ("needs-search", {"determined": {"note": 3}}),
        ("undecided", {"status": "copyrightd"}),
        ("undecided", {"uri": 3}),
        ("undecided", {"basis": "licence"}),
    ],
)
def test_what_the_model_refused_counts_as_present(rule: str, wrong: dict[str, Any]) -> None:
    """What is written wrong is said to be wrong, not to be missing as well."""
    table = {"statement": NOTICE} if rule == "undecided" else {"uri": NEEDS[rule][0]}
    assert keys(rule, table) != []
    assert keys(rule, {**table, **wrong}) == []


# rights-undecided


@pytest.mark.parametrize(
    ("more", "is_undecided"),
    [
        ({}, True),
        ({"basis": "copyright"}, True),
        ({"holder": ["Woodrow Wilson Center"]}, True),
        ({"contact": {"name": "Rights office"}, "jurisdiction": "US"}, True),
        ({"start": "1995", "end": "2031"}, True),
        ({"link": ["https://example.org/terms"]}, True),
        ({"determined": {"by": "A. Cataloguer"}}, True),
        ({"status": "TBD"}, True),
        ({"status": "unknown"}, False),
        ({"status": "copyrighted"}, False),
        ({"uri": statement("CNE")}, False),
        ({"basis": "copyright", "holder": ["Woodrow Wilson Center"]}, False),
        ({"basis": "donor"}, False),
        ({"basis": "license", "link": ["https://example.org/terms"]}, False),
        ({"granted": [{"act": "disseminate", "restriction": "allow"}]}, False),
    ],
)
def test_only_a_notice(more: dict[str, Any], is_undecided: bool) -> None:
    """A notice decides nothing; a status, a URI, an owner or a grant does."""
    found = keys("undecided", {"of": "translation", "statement": NOTICE, **more})
    assert found == (["rights.0.statement"] if is_undecided else [])


def test_no_notice_at_all() -> None:
    """Where there is not even a notice, the profile asks for rights."""
    assert keys("undecided", {"contact": {"name": "Rights office"}}) == []


@pytest.mark.parametrize(
    ("describes", "of", "other", "is_undecided"),
    [
        ("translation", "translation", "translation", False),
        ("translation", "translation", None, False),
        ("translation", None, "translation", False),
        ("translation", None, None, False),
        ("translation", None, "original", True),
        ("translation", "translation", "original", True),
        ("translation", "original", None, True),
        # Nobody knows which layer is meant.
        (None, None, "original", False),
        (None, "original", None, False),
    ],
)
def test_other_table_decides(
    describes: str | None, of: str | None, other: str | None, is_undecided: bool
) -> None:
    """One decision does for a layer; where no layer is named, that described is meant."""
    more = {"describes": describes} if describes else {}
    notice, decision = {"statement": NOTICE}, {"status": "unknown"}
    tables = [
        {**notice, **({"of": of} if of else {})},
        {**decision, **({"of": other} if other else {})},
    ]
    expected = ["rights.0.statement"] if is_undecided else []
    assert keys("undecided", *tables, **more) == expected


def test_each_layer_once() -> None:
    """Of a layer with two notices it is said once, of two layers twice; none is invented a URI."""
    tables = [{"of": of, "statement": NOTICE} for of in ("original", "original", "translation")]
    found = problems("undecided", {"rights": tables})
    assert [each.key for each in found] == ["rights.0.statement", "rights.2.statement"]
    assert all("http" not in each.hint and not each.edits for each in found)


def test_gap_says_undecided() -> None:
    """That nobody has decided may be said honestly."""
    table = {"of": "translation", "statement": NOTICE}
    assert keys("undecided", table, gap=[gap("rights.status")]) == []
    assert keys("undecided", table, gap=[gap("rights.contact")]) == ["rights.0.statement"]


# rights-lapsed


@pytest.mark.parametrize(
    ("end", "today", "is_past"),
    [
        ("2025", "2025-12-31", False),
        ("2025", "2026-01-01", True),
        ("2025-12", "2026-01-01", True),
        ("2026-11-23", TODAY, True),
        ("2026-11-24", TODAY, False),
        ("2026", TODAY, False),
        ("2026-21", TODAY, True),
        ("2026-24", TODAY, False),
        ("202X", TODAY, False),
        ("201X", TODAY, True),
        ("2019/2031", TODAY, False),
        ("2019/..", TODAY, False),
        ("../2019", TODAY, True),
        ("[2018,2019]", TODAY, True),
        ("{2018,2031}", TODAY, False),
        ("?2019-06", TODAY, True),
        ("1995~", TODAY, True),
        ("-0043", TODAY, True),
        ("Y20250", TODAY, False),
        ("20251-31", TODAY, False),
    ],
)
def test_end_is_past(end: str, today: str, is_past: bool) -> None:
    """Only where the whole of its range is past."""
    data = {"rights": [{"status": "copyrighted", "end": end}]}
    found = problems("lapsed", data, today=today)
    assert [each.key for each in found] == (["rights.0.end"] if is_past else [])


OLD = {"of": "translation", "basis": "license", "start": "2011", "end": "2020"}


@pytest.mark.parametrize(
    "other",
    [
        {"of": "translation", "basis": "license", "start": "2021"},
        {"of": "translation", "basis": "license", "start": "2011", "end": "2040"},
        # The old one was a part of it.
        {"of": "translation", "basis": "license"},
        {"basis": "license", "start": "2021"},
        {"of": "translation", "basis": "license", "start": "2021", "status": "public-domain"},
        # Somebody looked at what holds since.
        {"of": "translation", "basis": "copyright", "start": "2021"},
        {"of": "translation", "basis": "copyright", "start": "2020"},
    ],
)
def test_replaced(other: dict[str, str]) -> None:
    """What a later table replaces is left alone, wherever that stands."""
    assert keys("lapsed", OLD, other, describes="translation") == []
    assert keys("lapsed", other, OLD, describes="translation") == []


@pytest.mark.parametrize(
    "other",
    [
        {"of": "original", "basis": "license", "start": "2021"},
        {"of": "translation", "basis": "copyright"},
        {"of": "translation", "basis": "copyright", "start": "2015"},
        {"of": "translation", "basis": "license", "start": "2021", "jurisdiction": "DE"},
        {"of": "translation", "basis": "license", "start": "1995", "end": "2010"},
    ],
)
def test_not_replaced(other: dict[str, str]) -> None:
    """What holds for another layer, place or basis, or ended earlier, replaces nothing."""
    assert keys("lapsed", OLD, other) == ["rights.0.end"]
    assert keys("lapsed", other, OLD) == ["rights.1.end"]


def test_of_several_that_ended_the_last_is_told() -> None:
    """The others are history."""
    later = {**OLD, "start": "2021", "end": "2024"}
    assert keys("lapsed", later, OLD) == ["rights.0.end"]
    assert keys("lapsed", OLD, OLD) == ["rights.1.end"]
    assert keys("lapsed", OLD, {**later, "status": "public-domain"}) == []


@pytest.mark.parametrize(
    ("table", "is_told"),
    [
        ({"status": "public-domain"}, False),
        ({"uri": statement("NoC-US")}, False),
        ({"uri": rights.PUBLIC_DOMAIN_MARK}, False),
        ({"uri": rights.CC0}, False),
        ({"uri": statement("NoC-NC"), "status": "public-domain"}, True),
        ({"uri": statement("NoC-CR")}, True),
        ({"uri": statement("InC"), "status": "copyrighted"}, True),
    ],
)
def test_public_domain_does_not_end(table: dict[str, str], is_told: bool) -> None:
    """A free work stays free; what a contract or law adds to it may end."""
    assert keys("lapsed", {**table, "end": "2019"}) == (["rights.0.end"] if is_told else [])


def test_refused_end_is_not_past() -> None:
    """A later table whose end cannot be read may hold."""
    assert keys("lapsed", OLD, {**OLD, "start": "2021", "end": "31.31.2031"}) == []
    assert keys("lapsed", {**OLD, "start": "20II"}) == ["rights.0.end"]


# All of them

WRONG: dict[str, dict[str, Any]] = {
    "uri-unknown": {"uri": "https://example.org/terms"},
    "needs-link": {"uri": statement("NoC-CR")},
    "needs-end": {"uri": statement("NoC-NC")},
    "needs-search": {"uri": statement("UND")},
    "undecided": {"statement": NOTICE},
    "lapsed": {"statement": NOTICE, "end": "2019"},
}


@pytest.mark.parametrize("rule", WRONG)
def test_tombstone_is_not_judged(rule: str) -> None:
    """Of a withdrawn record nothing is asked; of a draft it is."""
    for status in ("withdrawn", "draft"):
        found = keys(rule, WRONG[rule], record={"status": status})
        assert bool(found) == (status == "draft")


@pytest.mark.parametrize("rule", WRONG)
def test_nothing_is_to_be_looked_at(rule: str) -> None:
    """Where nothing may be wrong, a rule says so at once."""
    check = RULES[f"rights-{rule}"].check  # type: ignore[attr-defined]
    for tables in ([], [{"uri": statement("InC"), "status": "copyrighted", "end": "2199"}]):
        record = read({"rights": tables}).record
        assert check(record, Settings("letter.toml", TODAY)) == ()


@pytest.mark.parametrize("rule", WRONG)
@pytest.mark.parametrize(
    "tables",
    [
        [{"uri": "http://" + "a/" * 500_000, "statement": "(c) " * 250_000}],
        [{"uri": " " * 1_000_000 + "x"}],
        [{"uri": "a:" + "b" * 1_000_000}],
        [{"statement": NOTICE, "end": "2019", "holder": ["x"] * 10_000}] * 3_000,
        [{"uri": statement("UND"), "of": "copy"}] * 3_000,
        [{"uri": f"https://example.org/{number}"} for number in range(3_000)],
    ],
)
def test_hostile_rights(rule: str, tables: list[dict[str, Any]]) -> None:
    """Endless texts and thousands of tables are judged at once, and never quoted in full."""
    record = read({"rights": tables}).record
    start = time.perf_counter()
    found = RULES[f"rights-{rule}"].check(  # type: ignore[attr-defined]
        record, Settings("letter.toml", TODAY)
    )
    for _, each in zip(range(100), found, strict=False):
        assert len(each.message + each.hint) < 600
    assert time.perf_counter() - start < 1
