"""Citations are read as a person reads them; nothing of them is lost, and nothing made up.

Each table of `tests/citations/*.toml` is a specimen: a citation, and what is to be read in it.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from muniment.errors import MunimentError
from muniment.reference import LONGEST, Archive, Citation, Credit, Part, read
from muniment.reference.citing import cite, ordered
from muniment.reference.drafting import fill, steps_of
from muniment.reference.words import GRAMMAR
from muniment.vocabularies import archives, countries, levels
from program import ROOT

FILES = sorted((Path(__file__).parent / "citations").glob("*.toml"))
SPECIMENS: dict[str, dict[str, Any]] = {
    f"{file.stem}-{at}": specimen
    for file in FILES
    for at, specimen in enumerate(tomllib.loads(file.read_text("utf-8"))["citation"])
}
TEXTS: list[str] = [specimen["text"] for specimen in SPECIMENS.values()]


@pytest.mark.parametrize("specimen", SPECIMENS.values(), ids=SPECIMENS.keys())
def test_a_citation_is_read(specimen: dict[str, Any]) -> None:
    """Archives, places, references, credits, publication and rest are those of the specimen."""
    found = read(specimen["text"])
    assert _as_specimen(specimen["text"], found) == specimen


def _as_specimen(text: str, found: Citation) -> dict[str, Any]:
    table = {
        "text": text,
        "credits": [_credit(credit) for credit in found.credits],
        "published_in": found.published_in,
        "rest": found.rest,
        "archive": [_archive(archive) for archive in found.archives],
    }
    return {key: value for key, value in table.items() if value}


def _credit(credit: Credit) -> str:
    words = {
        "by": "; ".join(credit.agent),
        "for": credit.for_,
        "from": credit.from_language,
        "to": credit.to,
    }
    return credit.activity + "".join(f" {word} {said}" for word, said in words.items() if said)


def _archive(archive: Archive) -> dict[str, Any]:
    table = {
        "siglum": archive.siglum,
        "name": archive.name,
        "place": archive.place,
        "holds": archive.holds if archive.holds == "copy" else None,
        "reference": [f"{part.level} {part.value}" for part in archive.reference],
    }
    return {key: value for key, value in table.items() if value}


# What no reading may do.

_PIECES = st.sampled_from(
    [
        *("f. ", "op. ", "ll.", "ф.", "Box ", "№", "第", "APRF", "NARA", "5", "45-6", "XIX-J-1-j"),
        *(
            ", ",
            "; ",
            ". ",
            ": ",
            "(",
            ")",
            "[",
            "]",
            "“",
            "”",
            '"',
            "\n",
            "\N{NO-BREAK SPACE}",
            "–",
        ),
        *("and ", "copy ", "in ", "for ", " from Russian", "Translated by ", "Obtained by "),
        *("Anna Li", "National Archives", "Reprinted in ", "(2005), ", "p. 5", "\0", "e\u0301"),
    ]
)
_MADE_UP = st.lists(_PIECES, max_size=30).map("".join)


@st.composite
def _broken(draw: st.DrawFn) -> str:
    """Draw the start of a citation and the end of another."""
    first, second = draw(st.sampled_from(TEXTS)), draw(st.sampled_from(TEXTS))
    return first[: draw(st.integers(0, len(first)))] + second[draw(st.integers(0, len(second))) :]


@given(st.one_of(_MADE_UP, _broken(), st.text(max_size=80)))
@example("AVPRF). F. 0102, Op. 14")
@example("f344")
def test_nothing_is_lost_or_made_up(text: str) -> None:
    """Each value is a piece of the citation, and no word of the citation is missing from them.

    But for the words of levels, credits and connection.
    """
    found = read(text)
    said = _said(found, text)
    assert all(each in text for each in said)
    lost = _words(text) - _words(" ".join([*said, found.rest]))
    assert set(lost) <= GRAMMAR


def _words(text: str) -> Counter[str]:
    """Count the words and numbers of a text: `f344` is one of each."""
    return Counter(each.casefold() for each in re.findall(r"[^\W\d_]+|\d+", text))


def _said(found: Citation, text: str) -> list[str]:
    """Give all that was read; the name of an archive may be what its siglum stands for."""
    values: list[str | None] = []
    for archive in found.archives:
        known = archives.by_siglum(archive.siglum or "")
        if not known or (archive.name or "") in text:
            values.append(archive.name)
        values.extend([archive.siglum, archive.place])
        values.extend(part.value for part in archive.reference)
    for credit in found.credits:
        values.extend([*credit.agent, credit.for_, credit.from_language, credit.to])
    values.extend((found.published_in or "").split("; "))
    return [value for value in values if value]


def test_what_is_too_long_is_refused() -> None:
    """No citation has so many characters; and all that is read is read at once."""
    with pytest.raises(MunimentError, match="over 10,000 characters"):
        read("f. " * 3_000_000)


@pytest.mark.parametrize("piece", [", ", "f. ", "and ", "(", "“", "APRF, f. 5; ", "a", "l. 1, 2, "])
def test_the_longest_is_read(piece: str) -> None:
    """The same few letters over and over are no trouble."""
    text = piece * (LONGEST // len(piece))
    read(text)


# And back again.

_STEPS = {
    "APRF": ("fond", "opis", "delo", "listy"),
    "AVPRF": ("fond", "opis", "papka", "delo", "list"),
    "TsKhSD": ("fond", "perechen", "dokument", "listy"),
    "ЦДАГО": ("fond", "opis", "sprava", "arkush"),
    "TsDA": ("fond", "opis", "archival_unit", "list"),
    "NARA": ("record_group", "entry", "box"),
    "AMSZ": ("zespol", "wiazka", "teczka"),
    "AQPPSH": ("year", "dosja", "fleta"),
}
_NUMBERS = st.from_regex(r"[1-9][0-9]{0,3}[ab]?", fullmatch=True)


@given(st.data(), st.sampled_from(sorted(_STEPS)))
def test_a_reference_is_cited_and_read_again(data: st.DataObject, siglum: str) -> None:
    """A citation in the style of the system gives the same reference when it is read."""
    numbers = {"year": st.just("1960")}
    parts = tuple(Part(step, data.draw(numbers.get(step, _NUMBERS))) for step in _STEPS[siglum])
    (again,) = read(cite(Archive(siglum=siglum, reference=parts))).archives
    assert again.siglum == siglum
    assert again.reference == tuple(ordered(parts))


def test_each_system_has_its_style() -> None:
    """Abbreviations, slashes and the order of number and word are those of the archives."""
    assert [cite(read(text).archives[0]) for text in _STYLES] == list(_STYLES.values())


_STYLES = {
    "APRF, Fond 45, Opis 1, Delo 343, Listy 115-116": "APRF, f. 45, op. 1, d. 343, ll. 115-116",
    "TNA FO 371/12345, f. 12": "TNA, FO 371/12345, fol. 12",
    "BArch, DY 30/3386, Blatt 91": "BArch, DY 30/3386, Bl. 91",
    "PRC FMA 106-01403-02, 35": "PRC FMA, 106-01403-02, 35",
    "MOL, XIX-J-1-j, doboz 4": "MOL, XIX-J-1-j, 4. doboz",
    "National Archives, Record Group 59, Box 12": "National Archives, RG 59, Box 12",
}


# The vocabularies.


def test_the_lists_agree_with_themselves() -> None:
    """No siglum stands for two archives, each country is one, and each name is found."""
    sigla = [archives.folded(siglum) for each in archives.known() for siglum in each.sigla]
    assert len(sigla) >= 250
    for each in archives.known():
        assert countries.fault(each.country) is None
        assert all(archives.by_siglum(siglum) == each for siglum in each.sigla)
        assert all(archives.by_name(name) == each for name in each.names)


def test_the_levels_agree_with_themselves() -> None:
    """Each word names its level, in the systems of that level."""
    for level in levels.levels():
        assert level.kind in ("code", "name", "text", "leaves")
        for word in level.words:
            assert level in levels.meant(word)
            assert not level.systems or levels.in_system(word, level.systems[0]) == level


# A record of it.


def test_a_citation_fills_a_record() -> None:
    """The citation stays verbatim; archives, custody and making are read out of it."""
    text = (
        "RGANI, f. 5, op. 49, d. 131, ll. 193-194; copy at the National Security Archive. Obtained "
        "by A. Bee and translated from Russian for CWIHP by C. Dee. Edited by E. Eff. Confidential."
    )
    data: dict[str, Any] = {"source": [{"citation": text}]}
    assert fill(data) == ['of the citation, "Confidential" was not read as anything']
    assert data == {
        "source": [{"citation": text, "language": "ru"}],
        "original_archive": [
            {
                "name": "Russian State Archive of Contemporary History",
                "siglum": "RGANI",
                "country": "RU",
                "holds": "original",
                "reference": ["fond 5", "opis 49", "delo 131", "listy 193-194"],
            },
            {"name": "National Security Archive", "country": "US", "holds": "copy"},
        ],
        "provenance": [
            {
                "of": "copy",
                "activity": "acquisition",
                "agent": ["A. Bee"],
                "evidence": "The source statement",
            },
            {
                "of": "translation",
                "activity": "translation",
                "agent": ["C. Dee"],
                "evidence": "The source statement",
                "note": "For CWIHP",
            },
        ],
        "contributor": [{"name": "E. Eff", "role": "edt"}],
    }


def test_what_the_record_says_already_is_left() -> None:
    """Who wrote an archive by hand knows better."""
    mine = [{"name": "Mine"}]
    data = {"source": [{"citation": "APRF, f. 45"}], "original_archive": mine}
    assert fill(data) == []
    assert data["original_archive"] == mine


def test_a_reference_goes_from_the_whole_to_the_part() -> None:
    """ISAD(G) has the papka before the delo, whatever the citation has first."""
    assert steps_of("f. 059a, op. 5a, d. 5, papka 11") == [
        "fond 059a",
        "opis 5a",
        "papka 11",
        "delo 5",
    ]


@pytest.mark.parametrize(
    "text", ["APRF, f. 45, op. 1", "f. 45, op. 1. Confidential.", "f. 45; f. 46", "a, b" * LONGEST]
)
def test_what_is_more_than_a_reference_stays_one_text(text: str) -> None:
    """Nothing of it would have a place among the steps."""
    assert steps_of(text) == [text]


@pytest.mark.parametrize("file", sorted((ROOT / "records").glob("*.toml")), ids=lambda it: it.stem)
def test_the_records_here_say_what_their_citations_say(file: Path) -> None:
    """Each holder that is named in a citation is an original archive, with its reference."""
    record = tomllib.loads(file.read_text("utf-8"))
    for source in record.get("source", ()):
        read_data: dict[str, Any] = {"source": [{"citation": source.get("citation", "")}]}
        fill(read_data)
        for archive in read_data.get("original_archive", ()):
            own = [
                mine
                for mine in record["original_archive"]
                if mine.get("siglum", mine["name"]) in (archive.get("siglum"), archive["name"])
            ]
            assert own, archive
            wrote = {
                tuple(step.split(" ", 1)) for mine in own for step in mine.get("reference", ())
            }
            assert {tuple(step.split(" ", 1)) for step in archive.get("reference", ())} <= wrote
