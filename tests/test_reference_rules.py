"""The rules about references and credits: what they find, and what they leave alone."""

from __future__ import annotations

import time
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from muniment.finding import NewTable
from muniment.pruning import prune
from muniment.reading import read
from muniment.reference.drafting import fill
from muniment.rules import (
    Settings,
    credit_in_citation,
    reference_agrees,
    reference_form,
    translation_uncredited,
)
from program import TODAY

if TYPE_CHECKING:
    from muniment.finding import Problem
    from muniment.record import Record

RULES = (reference_agrees, reference_form, credit_in_citation, translation_uncredited)
ASKED = Settings("record.toml", TODAY)
CITATIONS = [
    citation["text"]
    for file in sorted((Path(__file__).parent / "citations").glob("*.toml"))
    for citation in tomllib.loads(file.read_text(encoding="utf-8"))["citation"]
]
APRF = {"name": "Archive of the President of the Russian Federation", "siglum": "APRF"}
USUAL = "APRF, Fond 45, Opis 1, Delo 343, Listy 115-116"


def record(**keys: Any) -> Record:
    return read(prune(keys).data).record


def said(rule: Any, **keys: Any) -> list[Problem]:
    return list(rule.check(record(**keys), ASKED))


def agreement(
    citation: str, *reference: str, source: dict[str, Any] | None = None, **archive: Any
) -> list[Problem]:
    return said(
        reference_agrees,
        source=[{"citation": citation, **(source or {})}],
        original_archive=[{**APRF, **archive, "reference": list(reference)}],
    )


# reference-agrees


@pytest.mark.parametrize(
    ("citation", "reference"),
    [
        (USUAL, ["fond 45", "opis 1", "delo 343", "listy 115-116"]),
        ("APRF, f. 45, op. 1, d. 343, ll. 193-94", ["fond 45", "listy 193-194"]),
        ("APRF, f. 45, op. 1, d. 343, ll. 193–194", ["fond 45", "listy 193-94"]),
        ("APRF, f. 045, op. 01, d. 0343, l. 78", ["fond 45", "opis 1", "delo 343", "listy 0078"]),
        ("АПРФ, ф. 45, оп. 1, д. 343, л. 78об", ["fond 45", "opis 1", "delo 343", "list 78 ob."]),
        ("APRF, f. 45, op. 1, d. 343, l. 78 verso", ["fond 45", "delo 343", "list 78ob"]),
        ("АПРФ, ф. 45а, оп. 1, д. 343", ["fond 45a", "opis 1", "delo 343"]),
        ("APRF, f. 45, op. 1, ed. khr. 343", ["fond 45", "opis 1", "delo 343"]),
        ("APRF, f. 45, op. 1, d. 343", ["фонд 45", "опись 1", "дело № 343", "листы 1-2"]),
        ("APRF, f. 45, op. 1, d. 343, ll. 115, 116", ["fond 45", "listy 115-116"]),
        ("APRF, f. 45, op. 1, d. 343, l. 115", ["fond 45", "page 7"]),
        # Levels that only one of both has, and values in words.
        (USUAL, ["fond 45", "box 12", "folder 3"]),
        (USUAL, ["record group 59"]),
        (USUAL, ["fond of the President"]),
        (USUAL, ["45", "1", "344"]),
        ("APRF.", ["fond 45", "opis 1"]),
        # Another holder, or none.
        ("RGASPI, f. 558, op. 11, d. 342, l. 78", ["fond 45", "opis 1", "delo 343"]),
        ("Fond 46, Opis 1, Delo 343", ["fond 45", "opis 1", "delo 343"]),
        # One of several documents.
        ("APRF, f. 3, op. 65, d. 6; APRF, f. 45, op. 1, d. 343", ["fond 45", "opis 1", "delo 343"]),
    ],
)
def test_agrees(citation: str, reference: list[str]) -> None:
    """What only is written in another way, or cannot be compared, is left alone."""
    assert agreement(citation, *reference) == []


@pytest.mark.parametrize(
    ("reference", "steps", "level"),
    [
        (["fond 46", "opis 2", "delo 343"], [0], None),
        (["fond 45", "opis 2", "delo 344"], [1, 2], None),
        (["fond 45", "opis 1", "delo 343a"], [2], None),
        (["fond 45", "opis 1", "edinitsa khraneniia 344"], [2], None),
        (["фонд 45", "опись 1", "дело 344"], [2], None),
        (["fond 45", "opis 1", "delo 343", "listy 117-118"], [3], None),
        (["fond 45", "opis 1", "delo 343", "listy 116-118"], [3], None),
        (["fond 45", "opis 1", "delo 343", "listy 115-117"], [3], "warning"),
        (["fond 45", "opis 1", "delo 343", "list 115"], [3], "warning"),
        # The same numbers, of other levels.
        (["fond 1", "opis 45", "delo 343"], [0], None),
    ],
)
def test_disagrees(reference: list[str], steps: list[int], level: str | None) -> None:
    """Each step that names another number is told; below another fond nothing more is."""
    found = agreement(USUAL, *reference)
    assert [each.key for each in found] == [f"original_archive.0.reference.{at}" for at in steps]
    assert {each.level for each in found} == {level}


@pytest.mark.parametrize(
    ("archive", "is_told"),
    [
        ({}, True),
        ({"siglum": "АПРФ", "name": None}, True),
        ({"siglum": None, "name": "the presidential archive of the Russian Federation"}, True),
        ({"holds": "original", "country": "RU"}, True),
        ({"holds": "copy"}, False),
        ({"country": "US"}, False),
        ({"siglum": "RGANI", "name": "Russian State Archive of Contemporary History"}, False),
    ],
)
def test_holder(archive: dict[str, Any], is_told: bool) -> None:
    """Only documents of one holder are compared, by any of its names, and as what it holds."""
    assert bool(agreement(USUAL, "fond 45", "delo 344", **archive)) is is_told


def test_copies_are_compared_with_copies() -> None:
    """The citation of a copy says nothing of the original."""
    assert agreement(USUAL, "fond 45", "delo 344", source={"kind": "copy"}) == []
    assert agreement(USUAL, "fond 45", "delo 344", source={"kind": "microfilm"}, holds="copy") != []


def test_any_of_several_agrees() -> None:
    """Of several documents, or citations, of one holder one is enough, each way around."""
    right, wrong = {**APRF, "reference": ["fond 45", "delo 343"]}, {**APRF, "reference": ["fond 4"]}
    source = [{"citation": USUAL}]
    assert said(reference_agrees, source=source, original_archive=[right, wrong]) == []
    assert said(reference_agrees, source=source, original_archive=[wrong, APRF]) == []
    two = [{"citation": "APRF, f. 4, op. 1, d. 1"}, {"citation": USUAL}]
    assert said(reference_agrees, source=two, original_archive=[right]) == []
    (found,) = said(reference_agrees, source=source, original_archive=[wrong])
    assert "source.0.citation" in found.message
    assert '"fond 45"' in found.message
    assert '"fond 4"' in found.message


def test_private_citation_is_not_quoted() -> None:
    """A message in another place does not tell what is private."""
    (found,) = said(
        reference_agrees,
        source=[{"citation": USUAL}],
        original_archive=[{**APRF, "reference": ["fond 46"]}],
        record={"private": ["source"]},
    )
    assert "45" not in found.message


@pytest.mark.parametrize("citation", CITATIONS)
def test_draft_of_a_citation_is_clean(citation: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is drafted of a citation agrees with it, and credits whom it credits."""
    data: dict[str, Any] = {"source": [{"citation": citation}], "describes": "translation"}
    fill(data)
    found = [
        *said(reference_agrees, **data),
        *said(credit_in_citation, **data),
        *(each for each in said(reference_form, **data) if each.level is None),
    ]
    monkeypatch.setattr(reference_agrees, "_is_cited", lambda *_: False)
    assert [*found, *said(reference_agrees, **data)] == []


@given(st.tuples(*[st.integers(1, 9999)] * 4), st.integers(0, 2), st.integers(1, 50))
@settings(max_examples=100, deadline=None)
def test_every_other_number_is_found(numbers: tuple[int, ...], at: int, more: int) -> None:
    """Whichever step has another number is told, whatever the numbers, and nothing else is."""
    names = ("fond", "opis", "delo", "list")
    steps = [f"{name} {number}" for name, number in zip(names, numbers, strict=True)]
    citation = f"APRF, f. {numbers[0]}, op. {numbers[1]}, d. {numbers[2]}, l. {numbers[3]}"
    assert agreement(citation, *steps) == []
    steps[at] = f"{names[at]} {numbers[at] + more}"
    assert [each.key for each in agreement(citation, *steps)] == [
        f"original_archive.0.reference.{at}"
    ]


# reference-form


def form(*reference: str, **archive: Any) -> list[tuple[int, str | None]]:
    held = [{**APRF, **archive, "reference": list(reference)}]
    found = said(reference_form, original_archive=held)
    return [(int(each.key.rpartition(".")[2]), each.level) for each in found]


@pytest.mark.parametrize(
    "reference",
    [
        ["fond 45", "opis 1", "delo 343", "listy 115-116"],
        ["fond 059a", "opis 5a", "papka 11", "delo 5", "list 80"],
        ["fond 059a", "opis 5a", "delo 5", "papka 11", "listy 9-11"],
        ["fond 89", "perechen 25", "dokument 1", "listy 1, 12-25"],
        ["fond 45", "opis 1", "delo 343", "listy 193-94"],
        ["fond 45", "opis 1", "delo 343", "listy 5ob-5"],
        ["fond 45", "opis 1", "delo 343", "listy 99-101, 1009-11, 12-5"],
        ["fond 45", "fond 45"],
        ["record group 59", "entry 1613", "lot 66 D 204", "box 12", "folder 3"],
        ["record group 59", "file 611.93/11-1055", "box 2500"],
        ["collection National Security Files", "series Countries", "series USSR", "box 5"],
        ["file 106-01403-02", "page 35"],
        ["delo 106-103"],
        ["116-115", "anything"],
        ["volume 2", "delo 5"],
        ["list of documents 5", "fond 45"],
        [],
    ],
)
def test_form_is_left_alone(reference: list[str]) -> None:
    """What archives do, and what names no level, is no trouble."""
    assert form(*reference) == []


@pytest.mark.parametrize(
    ("reference", "found"),
    [
        (["opis 1", "fond 45", "delo 343"], [(1, None)]),
        (["fond 45", "delo 343", "opis 1"], [(2, None)]),
        (["delo 343", "opis 1", "fond 45"], [(1, None)]),
        (["оп. 1", "ф. 45", "д. 343"], [(1, None)]),
        (["fond 45", "edinitsa khraneniia 3", "opis 1"], [(2, None)]),
        (["listy 5-6", "fond 45", "opis 1", "delo 343"], [(1, "warning")]),
        (["papka 5", "fond 45", "opis 1"], [(1, "warning")]),
        (["record group 59", "folder 3", "box 12"], [(2, "warning")]),
        (["fond 45", "opis 1", "delo 343", "listy 116-115"], [(3, None)]),
        (["fond 45", "opis 1", "delo 343", "listy 1, 193–92"], [(3, None)]),
        (["fond 45", "listy 116об-115об"], [(1, None)]),
        (["file 5", "page 3-2"], [(1, "warning")]),
        (["fond 45", "fond 46", "opis 1"], [(1, "warning")]),
        (["fond 45", "list 5", "listy 7-8"], [(2, "warning")]),
    ],
)
def test_form_is_told(reference: list[str], found: list[tuple[int, str | None]]) -> None:
    """Each trouble is told once, at the step that stands wrong, and as sure as it is."""
    assert form(*reference) == found


# credit-in-citation, translation-uncredited

CREDIT = f"{USUAL}. Obtained by Jamil Hasanli and translated for CWIHP by Gary Goldberg."
TRANSLATED = {"of": "translation", "activity": "translation", "agent": ["Somebody Else"]}
OBTAINED = {"of": "copy", "activity": "acquisition", "agent": ["Hasanli, Jamil"]}


@pytest.mark.parametrize(
    ("keys", "credited"),
    [
        ({}, "Jamil Hasanli Gary Goldberg"),
        ({"provenance": [OBTAINED]}, "Gary Goldberg"),
        ({"provenance": [TRANSLATED]}, "Jamil Hasanli"),
        ({"contributor": [{"name": "Goldberg, Gary", "role": "trl"}]}, "Jamil Hasanli"),
        ({"creator": [{"name": "Goldberg, Gary", "role": "trl"}]}, "Jamil Hasanli"),
        ({"contributor": [{"name": "Hasanli, Jamil", "role": "ctb"}]}, "Gary Goldberg"),
        # The original was acquired by an archive; nobody is named who translated.
        (
            {"provenance": [{"of": "original", "activity": "acquisition", "agent": ["APRF"]}]},
            "both",
        ),
        ({"provenance": [{"of": "translation", "activity": "translation"}]}, "both"),
        ({"provenance": [TRANSLATED, OBTAINED]}, ""),
        ({"provenance": [TRANSLATED, {**OBTAINED, "activity": "copying", "of": None}]}, ""),
        ({"record": {"status": "withdrawn"}}, ""),
    ],
)
def test_credit(keys: dict[str, Any], credited: str) -> None:
    """Who is credited in the citation and nowhere else is told, with the table to add."""
    found = said(credit_in_citation, source=[{"citation": CREDIT}], **keys)
    assert [each.key for each in found] == ["source.0.citation"] * bool(credited)
    for name in ("Jamil Hasanli", "Gary Goldberg") if found else ():
        is_told = name in credited or credited == "both"
        assert [name in found[0].message, name in found[0].hint] == [is_told] * 2


@pytest.mark.parametrize(
    "citation",
    [
        USUAL,
        f"{USUAL}. Translated from Russian.",
        f"{USUAL}. Transcript. Acquired by the Library in 1999. Edited by A. Reader.",
        "Khrushchev Remembers, trans. Strobe Talbott (Boston: Little, Brown, 1970), pp. 5-6.",
        "Nikita Khrushchev, Khrushchev Remembers, translated by Strobe Talbott (Boston: Little, "
        "Brown, 1970), pp. 5-6.",
        "Khrushchev, Nikita. Khrushchev Remembers. Translated by Strobe Talbott. Boston: Little, "
        "Brown, 1970.",
        "Istochnik 1 (1993), pp. 5-6, translated by A. Reader.",
        "Department of State, Transport Files, Box 5. Trade agreement obtained in Moscow.",
        f"{USUAL}. Translated by A. B. {'x' * 3000}",
    ],
)
def test_no_credit(citation: str) -> None:
    """A citation that names nobody, and the translator of a whole book, ask for nothing."""
    assert said(credit_in_citation, source=[{"citation": citation}]) == []


@pytest.mark.parametrize(
    "citation", ["Перевод с русского И. Иванова", "TRANSLATED BY GARY GOLDBERG"]
)
def test_credit_in_other_letters(citation: str) -> None:
    """A credit may be in Russian, or in capitals."""
    assert len(said(credit_in_citation, source=[{"citation": f"{USUAL}. {citation}."}])) == 1


NAMES = ["Jamil Hasanli", "Gary Goldberg"]


@pytest.mark.parametrize(
    ("credit", "agents"),
    [
        (
            "Obtained by Jamil Hasanli and translated by Gary Goldberg",
            ["Jamil Hasanli", "Gary Goldberg"],
        ),
        ("Translated by Jeffrey Wang and Charles Kraus", ["Jeffrey Wang", "Charles Kraus"]),
        # One of the two is where she works; a genitive; words that are no name.
        ("Obtained by Anna-Mart van Wyk, Monash South Africa", []),
        ("Перевод с русского И. Ивановой", []),
        ("Obtained by NHK (Japanese Television)", []),
        ("Obtained by Anna-Mart van Wyk, Monash and translated by Gary Goldberg", []),
    ],
)
def test_a_credit_is_mended_where_it_is_certain(credit: str, agents: list[str]) -> None:
    """An event is added where each agent is surely a name, as it is to be written."""
    (found,) = said(credit_in_citation, source=[{"citation": f"{USUAL}. {credit}."}])
    events = [dict(edit.values) for edit in found.edits if isinstance(edit, NewTable)]
    assert [name for event in events for name in event["agent"]] == agents
    assert all(event["evidence"] == "The source statement" for event in events)


@pytest.mark.parametrize(
    ("keys", "is_told"),
    [
        ({}, True),
        ({"describes": "original"}, False),
        ({"provenance": [TRANSLATED]}, False),
        ({"provenance": [{**TRANSLATED, "agent": []}]}, True),
        ({"provenance": [{**TRANSLATED, "activity": "creation"}]}, True),
        ({"contributor": [{"name": "A", "role": "trl"}]}, False),
        ({"contributor": [{"name": "A", "role": "edt"}]}, True),
        ({"creator": [{"name": "A", "role": "trl"}]}, False),
        ({"gap": [{"field": "contributor", "reason": "unknown"}]}, False),
        ({"gap": [{"field": "provenance.agent", "reason": "unknown"}]}, False),
        ({"gap": [{"field": "provenance.0.agent", "reason": "unknown"}]}, False),
        ({"gap": [{"field": "creator", "reason": "unknown"}]}, True),
        ({"source": [{"citation": USUAL}]}, True),
        # There credit-in-citation speaks.
        ({"source": [{"citation": CREDIT}]}, False),
        ({"record": {"status": "withdrawn"}}, False),
    ],
)
def test_translator(keys: dict[str, Any], is_told: bool) -> None:
    """A translation has a translator, or says that it does not know who."""
    found = said(translation_uncredited, **{"describes": "translation", **keys})
    assert [each.key for each in found] == ["describes"] * is_told


# Hostile input

LARGE = 1_000_000


@pytest.mark.parametrize(
    ("source", "archives"),
    [
        ([{"citation": "1 " * (LARGE // 2)}], [{**APRF, "reference": ["fond " + "1" * LARGE]}]),
        ([{"citation": "APRF, f. 1"}], [{**APRF, "reference": ["listy 2-1"] * 50_000}]),
        (
            [{"citation": "APRF, f. 1"}],
            [{**APRF, "reference": ["fond 2" + " " * LARGE, "opis 1-"]}],
        ),
        ([{"citation": "tr. " * (LARGE // 4)}] * 2, [{"name": "A" * LARGE, "reference": ["f. 2"]}]),
        (
            [{"citation": f"APRF, f. 1, d. {at}. Translated by A."} for at in range(9_999)],
            [{**APRF, "reference": ["fond 1", f"delo {at}"]} for at in range(20_000, 29_999)],
        ),
        (
            [{"citation": ("APRF, f. 1, d. 1; " * 200)[:2_000]}] * 500,
            [{**APRF, "reference": ["fond 1", "delo 2-" + "1-" * 90]}] * 500,
        ),
    ],
)
def test_hostile(source: list[dict[str, Any]], archives: list[dict[str, Any]]) -> None:
    """Long texts and long lists are looked at as far as it makes sense, and no further."""
    judged = record(source=source, original_archive=archives, describes="translation")
    began = time.perf_counter()
    for rule in RULES:
        for problem in rule.check(judged, ASKED):
            assert len(problem.message) < 1_000
    assert time.perf_counter() - began < 2


def test_empty_record() -> None:
    """Where there is nothing, nothing is said."""
    for rule in RULES:
        assert said(rule) == []
        assert said(rule, source=[{}], original_archive=[{}], provenance=[{}], gap=[{}]) == []
