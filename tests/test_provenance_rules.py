"""What is certain of the dates and the custodians of provenance, and of the date in a title."""

from __future__ import annotations

import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muniment.chronology import is_before, is_plainly_ordered
from muniment.finding import Problem
from muniment.reading import read
from muniment.record import Record
from muniment.rules import RULES, Settings, checks
from muniment.titles import dated_title
from muniment.vocabularies import archives, institutions
from program import TODAY

CHECKS = dict(checks())
SETTINGS = Settings("records/record.toml", TODAY)


def record(**data: Any) -> Record:
    return read({"describes": "original", **data}).record


def event(activity: str, date: str | None = None, of: str = "original", **more: Any) -> Any:
    return {"of": of, "activity": activity, **({"date": date} if date else {}), **more}


def judge(rule: str, *events: Any, **data: Any) -> list[Problem]:
    return list(CHECKS[rule](record(**{"provenance": [*events], **data}), SETTINGS))


def levels(rule: str, *events: Any, **data: Any) -> list[str]:
    return [each.level or RULES[rule].LEVEL for each in judge(rule, *events, **data)]


# The order of events

# Plain, and what looks or sorts like it.
DATES = st.sampled_from(
    [
        "1911",
        "1911-03",
        "1911-03-04",
        "1911-12-31",
        "1912",
        "1911/1936",
        "1936-07-01",
        "191X",
        "1911-XX",
        "1911-21",
        "1911~",
        "1936?",
        "../1911",
        "1911/..",
        "1905-01/1936-12-31",
        "195X-01-01",
        "1959-12-31",
        "1911-03-04T10:00:00",
        "-0100",
        "[1911,1936]",
        "Y17000",
        "1911-12~",
        "/1936",
        "1960~",
        "1911-29",
        "1911-04",
    ]
)


@given(dates=st.lists(DATES, min_size=1, max_size=5))
def test_plain_order_is_order(dates: list[str]) -> None:
    """What is said without reading the dates is never wrong."""
    events = record(provenance=[event("custody", each) for each in dates[1:]]).provenance
    if is_plainly_ordered(events, dates[0]):
        pairs = [(one, two) for at, one in enumerate(dates) for two in dates[at + 1 :]]
        assert not any(is_before(two, one) for one, two in pairs)


@given(dates=st.lists(DATES, max_size=6))
def test_order_is_wrong_where_a_later_one_is_before(dates: list[str]) -> None:
    """There is a problem if, and only if, an event stands below one that is after it."""
    found = judge("provenance-order", *(event("publication", each) for each in dates))
    wrong = [
        at for at, one in enumerate(dates) if any(is_before(one, above) for above in dates[:at])
    ]
    assert bool(found) == bool(wrong)
    assert {each.key for each in found} <= {f"provenance.{at}.date" for at in wrong}


def test_order_names_what_stands_too_high_once() -> None:
    """A list that is newest first is one problem, not one for each event."""
    dates = [f"{year}" for year in range(1999, 1899, -1)]
    [found] = judge("provenance-order", *(event("publication", each) for each in dates))
    assert found.key == "provenance.1.date"
    assert "as 98 others do below it" in found.message


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (event("transfer", "1936"), event("transfer", "1911", "copy")),
        (event("transfer", "1936"), event("custody", "1911", "orignal")),
        (event("transfer"), event("custody", "1911")),
        (event("transfer", "1936~"), event("custody", "1930")),
        (event("transfer", "../1936"), event("custody", "1911")),
        (event("transfer", "27 Dec 1952"), event("custody", "1911")),
    ],
)
def test_order_is_not_certain(one: Any, other: Any) -> None:
    """Of other layers, of what was refused, of what is open or doubtful, nothing is said."""
    assert judge("provenance-order", one, other) == []


def test_creation_has_one_rule() -> None:
    """An event below its creation, and before it, is for one rule to name."""
    events = event("creation", "1911"), event("transfer", "1905"), event("custody", "1920")
    assert judge("provenance-order", *events) == []
    assert [each.key for each in judge("provenance-before-creation", *events)] == [
        "provenance.1.date"
    ]


@pytest.mark.parametrize(
    ("events", "data", "count"),
    [
        ([event("transfer", "1910")], {"date": "1911"}, 1),
        ([event("transfer", "1910")], {"date": "1911", "describes": "translation"}, 0),
        ([event("transfer", "1910")], {"date": "../1911"}, 0),
        ([event("transfer", "1910", "copy")], {"date": "1911"}, 1),
        ([event("transfer", "1910"), event("creation", "1909")], {"date": "1911"}, 0),
        ([event("transfer", "1910"), event("creation", "1911"), event("creation")], {}, 0),
        ([event("publication", "1994", "translation")], {"date": "1911"}, 0),
        (
            [
                event("publication", "1994", "translation"),
                event("translation", "1995", "translation"),
            ],
            {},
            1,
        ),
        ([event("digitization", "1910", "digitization"), event("creation", "1911")], {}, 1),
        # The layer was misspelt: whose creation it is, nobody knows.
        ([event("transfer", "1910"), event("creation", "1911", "orignal")], {}, 0),
    ],
)
def test_before_creation(events: list[Any], data: Any, count: int) -> None:
    """The creation is known by events of the layer, or by the date of a described original."""
    assert len(judge("provenance-before-creation", *events, **data)) == count


@pytest.mark.parametrize("rule", [*filter(lambda name: "cust" in name or "prov" in name, CHECKS)])
def test_tombstone_is_not_judged(rule: str) -> None:
    """What was withdrawn is not looked at."""
    events = [
        event("custody", "1911/1912", agent=["X Archive"]),
        event("transfer", "1936", to=["Y Archive"]),
        event("publication", "1935"),
        event("publication", "1905"),
        event("transfer", "1937", to=["Archive of the State of Zeeland"]),
    ]
    data = {"original_archive": [{"name": "Library of the Quakers"}], "date": "1911"}
    assert judge(rule, *events, **data)
    assert judge(rule, *events, **data, record={"status": "withdrawn"}) == []


# Custody


@pytest.mark.parametrize(
    ("custodian", "holder", "level"),
    [
        ("GARF", {"name": "State Archive of the Russian Federation"}, None),
        ("ГАРФ", {"siglum": "GARF"}, None),
        ("the Municipal  archive, Eastharbour", {"name": "Municipal Archive (Eastharbour)"}, None),
        ("Municipal Archive of Eastharbour (MAE)", {"siglum": "M.A.E."}, None),
        ("Kreisarchiv Altwasser", {"name": "Kreisarchiv Altwasser, Abteilung 3"}, None),
        ("Ministry of Defence", {"name": "Archive of the Ministry of Defence"}, None),
        ("University of Leeds", {"name": "Leeds University Library, Special Collections"}, None),
        ("RTsKhIDNI", {"name": "RGASPI"}, None),
        ("Truman Library", {"name": "National Archives and Records Administration"}, None),
        ("http://www.wikidata.org/entity/Q1", {"name": "GARF"}, None),
        ("Reed, Joan", {"name": "GARF"}, None),
        ("Bar", {"name": "GARF"}, None),
        ("Some Archive", {"holds": "copy", "name": "GARF"}, None),
        ("Some Archive", {"country": "RU"}, None),
        ("x" * 1000, {"name": "GARF"}, None),
        ("State Archive", {"name": "Kreisarchiv Altwasser"}, None),
        ("Stadtarchiv Osthafen", {"name": "Municipal Archive of Eastharbour"}, "warning"),
        ("Museum of Eastharbour Town", {"name": "County Archive, Eastharbour"}, "warning"),
        ("Archives d'État de Genève", {"name": "State Archives of Geneva"}, "warning"),
        ("APRF", {"name": "GARF", "as_of": "1995"}, "warning"),
        ("APRF", {"name": "GARF"}, "error"),
        ("Российский государственный военный архив", {"siglum": "GARF"}, "error"),
        ("Central Committee of the Communist Party", {"name": "APRF"}, "warning"),
        ("Leeds University", {"name": "Public Library of Hull"}, "error"),
    ],
)
def test_custodian_is_holder(custodian: str, holder: Any, level: str | None) -> None:
    """A level where they are not one; None where they are, or may well be."""
    found = levels("custody-holder", event("custody", agent=[custodian]), original_archive=[holder])
    assert found == ([level] if level else [])


def test_houses_are_known_archives() -> None:
    """Each siglum of the list is one that its archive is called by first."""
    for siglum in {siglum for house in institutions._HOUSES for siglum in house}:
        known = archives.by_siglum(siglum)
        assert known is not None, siglum
        assert known.sigla[0] == siglum


APART = {"original_archive": [{"name": "GARF"}]}


@pytest.mark.parametrize(
    ("events", "key"),
    [
        ([event("transfer", "1936", to=["APRF"])], "provenance.0.to.0"),
        ([event("accession", agent=["APRF"])], "provenance.0.agent.0"),
        ([event("accession", agent=["Reed"], to=["APRF"])], "provenance.0.to.0"),
        ([event("custody", "1911/..", agent=["APRF"])], "provenance.0.agent.0"),
        ([event("custody", "1911/1936", agent=["APRF"])], None),
        ([event("transfer", "1936", agent=["APRF"])], None),
        ([event("transfer", to=["APRF"], of="copy")], None),
        ([event("transfer", to=["APRF", "GARF"])], None),
        (
            [event("transfer", to=["APRF"]), event("publication", agent=["Reed"])],
            "provenance.0.to.0",
        ),
        ([event("transfer", to=["APRF"]), event("transfer")], None),
        ([event("transfer", to=["APRF"]), event("custdy", agent=["GARF"])], None),
        ([event("transfer", to=["APRF"]), event("custody", None, "orignal")], None),
        ([event("transfer", "1990", to=["GARF"]), event("transfer", "1936", to=["APRF"])], None),
    ],
)
def test_last_custodian(events: list[Any], key: str | None) -> None:
    """It is known by the last event of custody of the original, if that is certainly the last."""
    found = judge("custody-holder", *events, **APART)
    assert [each.key for each in found] == ([key] if key else [])


@pytest.mark.parametrize(
    ("events", "is_gap"),
    [
        ([event("custody", "1911/1936"), event("transfer", "1938")], True),
        ([event("custody", "1911/1936"), event("transfer", "1937-12-31")], False),
        ([event("custody", "1911/1936-01"), event("transfer", "1937-02")], True),
        ([event("custody", "1911/1936"), event("transfer"), event("custody", "1951")], False),
        ([event("custody", "1911/1936"), event("custdy"), event("custody", "1951")], False),
        ([event("custody", "1911/1936"), event("copying"), event("custody", "1951")], True),
        ([event("custody", "1911/.."), event("transfer", "1951")], False),
        ([event("custody", "1911"), event("transfer", "1951")], False),
        ([event("custody", "1911/1936"), event("transfer", "1951", "copy")], False),
        ([event("custody", "1911/1936~"), event("transfer", "1945")], False),
        ([event("custody", "1911/1936"), event("custody", "../1951")], False),
        ([event("custody", "1911/1950"),
          event("custody", "1920/1930"), event("transfer", "1951")], False),
        ([event("custody", "1911/1930"),
          event("custody", "1920/1936"), event("transfer", "1951")], True),
    ],
)  # fmt: skip
def test_custody_gap(events: list[Any], is_gap: bool) -> None:
    """More than a year between the end that is declared and the next event of custody."""
    assert bool(judge("custody-gap", *events)) == is_gap


def test_refused_evidence_is_evidence() -> None:
    """What the model refused was written: another rule speaks of it."""
    assert judge("provenance-evidence", event("transfer", evidence=44)) == []
    assert (
        judge("provenance-evidence", event("transfer"), gap=[{"field": "provenance.evidence"}])
        == []
    )
    assert judge("provenance-evidence", event("transfer"), gap=[{"field": "provenance.1.evidence"}])


# The date that ends a title


@pytest.mark.parametrize(
    ("title", "date"),
    [
        ("Telegram from Stalin to Mao Zedong, 27 December 1952", "1952-12-27"),
        ("Telegram from Stalin to Mao Zedong (1952-12-27)", "1952-12-27"),
        ("Telegram from Stalin to Mao Zedong, December 27, 1952.", "1952-12-27"),
        ("Telegram from Stalin to Mao Zedong, 27.12.1952", "1952-12-27"),
        ("Ciphered telegram No. 4159 from Stalin, 27.XII.1952", "1952-12-27"),
        ("Telegram from Stalin to Mao Zedong 27 December 1952", "1952-12-27"),
        ("[Letter from A. Marsh to J. Reed - December 31, 1925]", "1925-12-31"),
        ("Letter to Ada Marsh, Saturday, May 3rd, 1862", "1862-05-03"),
        ("Letter to Ada Marsh, 1862 May 3", "1862-05-03"),
        ("Letter to Ada Marsh, May 1862", "1862-05"),
        ("Letter to Ada Marsh [1862]", "1862"),
        ("Order No. 227, 28 July 1942", "1942-07-28"),
        ("Телеграмма Сталина Мао Цзэдуну, 27 декабря 1952 г.", "1952-12-27"),
        ("Brief Stalins an Mao, Moskau, den 27. Dezember 1952", "1952-12-27"),
        ("Lettre de Staline à Mao, le 1er février 1954", "1954-02-01"),
    ],
)
def test_date_ends_title(title: str, date: str) -> None:
    """It is read in the forms and languages in which titles have it."""
    found = dated_title(title)
    assert found is not None
    assert [each.text for each in found.readings] == [date]


@pytest.mark.parametrize(
    "title",
    [
        "Reply to the telegram of 17 December 1952",
        "Telegram of 17 December 1952",
        "Letter dated 17 December 1952",
        "Schreiben vom 17. Dezember 1952",
        "Телеграмма от 17 декабря 1952 г.",
        "Letter to Mao about the telegram from Stalin, 17 December 1952",
        "Letter on the meeting, 17 December 1952",
        "Memorandum of conversation, 12 May 1961",
        "Minutes of the Politburo, 12 May 1961",
        "Letter on Saturday, 27 December 1952",
        "Letter No. 27 December 1952",
        "Letters, 17 December 1952",
        "Order No. 227",
        "Order 1953",
        "Resolution 1953",
        "Five-Year Plan 1953",
        "Annual report, 1953",
        "Telegram, 1950-1953",
        "Telegram, 1950–1953",
        "Letter, 25-27 December 1952",
        "Letter, 25 and 27 December 1952",
        "Letter, December 26-27, 1952",
        "Letter, 17 and 27 December 1952",
        "Letter of 3 May 1950, with a note, 27 December 1952",
        "Letter written in May 1950, 27 December 1952",
        "Letter, ca. 1952",
        "Letter, 1952?",
        "Letter [1952?]",
        "Letter, Winter 1952",
        "Letter, 31 June 1952",
        "Letter (received 27 December 1952)",
        "Memorandum for Mr. Nickels, 'Support for Radio' [Approved for Release, March 2009]",
        "Telegram with the text 'Record, 22 April 1961'",
        "Attack on Pearl Harbor, 7 December 1941",
        "Encuentros, Summer 2006",
        "Amsterdam immigrants, 1578-1810",
        "Reading notes for 2nd Wind 2001",
        "Europe: 1912",
        "1952",
        "Telegram",
        "27 December 1952",
        "",
    ],
)
def test_no_date_ends_title(title: str) -> None:
    """What may be another's, no single day, or no date at all is not taken."""
    found = dated_title(title)
    assert found is None or found.kind != "dated" or not found.readings


def titled(title: str, date: str, **data: Any) -> list[str]:
    return levels("date-in-title", title=title, date=date, **data)


LETTER = "Letter from Ada Marsh to Joan Reed, 27 December 1952"


@pytest.mark.parametrize(
    ("title", "date", "more", "level"),
    [
        (LETTER, "1952-12-27", {}, None),
        (LETTER, "1952-12", {}, None),
        (LETTER, "1952~", {}, None),
        (LETTER, "1950/1953", {}, None),
        (LETTER, "1953/..", {}, "error"),
        (LETTER, "1952-12-17", {}, "error"),
        (LETTER, "1952-12-7", {}, None),
        (LETTER, "1953-12-27", {}, "error"),
        (LETTER.replace(",", ""), "1953-12-27", {}, "warning"),
        (LETTER, "1953-12-27", {"level": "file"}, "warning"),
        (LETTER, "1953-12-27", {"issued": "1952-12"}, None),
        (LETTER, "1995", {"describes": "translation"}, "warning"),
        (LETTER, "1951", {"describes": "translation"}, "error"),
        (
            LETTER,
            "1953-12-27",
            {"describes": "translation", "provenance": [event("creation", "1953-12-27")]},
            "error",
        ),
        (LETTER, "1952-12-26", {"provenance": [event("transmission", "1952-12-27")]}, "warning"),
        (LETTER, "1953", {"record": {"status": "withdrawn"}}, None),
        ("Letter from A, 12/11/1952", "1952-11-12", {}, None),
        ("Letter from A, 12/11/1952", "1952-12-11", {}, None),
        ("Letter from A, 12/11/1952", "1952-01-11", {}, "warning"),
        ("Letter from A, 1952", "1953-01-02", {}, "warning"),
        ("Letter from A 1952", "1953-01-02", {}, None),
        ("Order of the Board, 3 May 1952", "1953-01-02", {}, "warning"),
        ("Order of the Board, 1952", "1953-01-02", {}, None),
        # The same day in two calendars, and the same year with two beginnings.
        ("Telegram from Lenin, 25 October 1917", "1917-11-07", {}, None),
        ("Telegram from Lenin, 25 October 1917", "1917-11-08", {}, "error"),
        ("Letter from A, 10 February 1722", "1723-02-21", {}, None),
        ("Letter from A, 10 February 1722", "1723-02-10", {}, None),
        ("Letter from A, 10 May 1722", "1723-05-10", {}, "error"),
    ],
)
def test_title_and_date(title: str, date: str, more: Any, level: str | None) -> None:
    """An error where the two can only be one date and are not; a warning where they should be."""
    assert titled(title, date, **more) == ([level] if level else [])


@pytest.mark.parametrize(
    ("date", "title"),
    [
        ("1961-04-26", "From the Journal of S.M. Kudryavtsev, 'Record of a Conversation with Prime "
                       "Minister Fidel Castro Ruz, 22 April 1961'"),
        ("1991-07-25", "Telephone Conversation with President Gorbachev on 24 July, 15:00 Hours"),
        ("1950-04-26", "Utilization of the Russian Emigration [Approved for Release, February 16, "
                       "2011]"),
        ("1963-01-17", "Diary Entry of Amintore Fanfani for 16 January 1963"),
        ("1956-09-20", "Conversation records between Chairman Mao Zedong and the Soviet Communist "
                       "Party Delegation, 18 September 1956"),
        ("1949-10-12", "Ciphered Telegram No. 58986 from Kovalev to Filippov [Stalin]"),
        ("1951-11-19", "Ciphered Telegram, Special No. 1821 from Beijing"),
    ],
)  # fmt: skip
def test_titles_that_archives_gave(date: str, title: str) -> None:
    """Dates of conversations and of releases, and numbers, are not those of the documents."""
    assert titled(title, date) == []


# Hostile input


@pytest.mark.parametrize(
    "data",
    [
        {"title": "telegram " * 100_000 + "1952", "date": "1953"},
        {"title": "1, " * 166 + "1952", "date": "1953"},
        {"title": "Telegram " + "(" * 450 + "1952", "date": "1953"},
        {"original_archive": [{"name": "(" * 300}] * 20,
         "provenance": [event("custody", agent=["(a" * 150] * 20)]},
        {"original_archive": [{"name": "Archive " * 100_000}],
         "provenance": [event("custody", agent=["(" * 1_000_000])]},
        {"provenance": [event("custody", f"{3000 - at}/{3001 - at}") for at in range(2_000)]},
        {"provenance": [event("transfer")] * 5_000},
    ],
)  # fmt: skip
def test_hostile_input_takes_no_time(data: Any) -> None:
    """However long the texts and the lists are."""
    judged = record(**data)
    begun = time.perf_counter()
    for name, check in CHECKS.items():
        if name.startswith(("provenance", "custody", "date-in")):
            assert len(list(check(judged, SETTINGS))) <= 5_000
    assert time.perf_counter() - begun < 2
