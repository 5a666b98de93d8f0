"""The vocabularies: what is right, what is refused, and what is said to have been meant."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from muniment import vocabularies
from muniment.vocabularies import (
    countries,
    dcmi_types,
    languages,
    nearest,
    placeholders,
    relators,
    rights,
    shown,
    subtags,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from muniment.vocabularies import Fault

FOLDER = Path(vocabularies.__file__).parent
CHECKS = {
    "language": languages.fault,
    "relator": relators.fault,
    "country": countries.fault,
    "jurisdiction": countries.jurisdiction_fault,
    "type": dcmi_types.fault,
}


def lines(file: str) -> list[list[str]]:
    text = (FOLDER / file).read_text("utf-8")
    return [line.split("\t") for line in text.splitlines() if not line.startswith("#")]


REGISTRY = lines("languages.tsv")
IN_CONTEXT = {"language": "{}", "script": "und-{}", "region": "und-{}", "variant": "und-{}"}
SUBTAGS = [cells for cells in REGISTRY if cells[0] in IN_CONTEXT and ".." not in cells[1]]


def split(text: str) -> list[str]:
    return text.split()


def suggested(hint: str) -> list[str]:
    """Take out of a hint what it tells to write."""
    told = re.fullmatch(r"Write (?:one tag for each language: )?(\S.*)\.", hint)
    if told:
        return re.split(r", | or ", told[1])
    meant = re.fullmatch(r"Did you mean (\S+)(?: \(.*\))?\?", hint)
    return [meant[1]] if meant else []


def assert_hint_is_right(fault: Callable[[str], Fault | None], value: str) -> None:
    found = fault(value)
    if found:
        assert found.message
        assert "\n" not in found.message
        assert [fault(word) for word in suggested(found.hint)] == [None] * len(
            suggested(found.hint)
        )


# Languages


@pytest.mark.parametrize(
    "tag",
    split("""en ru zh-Hant sr-Cyrl-BA ru-Latn ru-Latn-alalc97 ru-Cyrl de-1901 de-CH-1996 es-419
    en-US EN-us zh-CN ja-Latn-hepburn sl-rozaj-biske-1994 ca-ES-valencia hy-Latn-IT ar-arz
    zh-gan-Hant und mul zxx mis sh se qaa qtz en-Qaaa en-Qabx en-QM en-QZ en-XA en-XZ en-ZZ x-local
    x-a-b-c en-x-local de-a-value en-u-ca-gregory-t-ru en-a-bb-x-a-bb i-default i-mingo nb nn
    haw grc orv be-tarask ru-petr1708 ru-luna1918 en-GB-oxendict sgn-ase"""),
)
def test_right_tags_are_accepted(tag: str) -> None:
    """A tag that RFC 5646 calls valid, and that is not deprecated, has no fault."""
    assert languages.fault(tag) is None


@pytest.mark.parametrize(
    ("value", "hint"),
    {
        "en_US": "Write en-US.",
        "en_us": "Write en-US.",
        "zh_Hant_TW": "Write zh-Hant-TW.",
        "eng": "Write en.",
        "rus": "Write ru.",
        "ger": "Write de.",
        "deu": "Write de.",
        "fre": "Write fr.",
        "chi": "Write zh.",
        "cze": "Write cs.",
        "rum": "Write ro.",
        "ger-Latn": "Write de-Latn.",
        "english": "Write en.",
        "Russian": "Write ru.",
        "Russian language": "Write ru.",
        "русский": "Write ru.",
        "русский?": "Write ru.",
        "Deutsch": "Write de.",
        "中文": "Write zh.",
        "Greek": "Write el.",
        "Occitan": "Write oc.",
        "Moldovan": "Write ro.",
        "Simplified Chinese": "Write zh-Hans.",
        "English (US)": "Write en-US.",
        "pt-Brazil": "Write pt-BR.",
        "ru-Latin": "Write ru-Latn.",
        "en-UK": "Write en-GB.",
        "cn": "Write zh.",
        "jp": "Write ja.",
        "ua": "Write uk.",
        "cz": "Write cs.",
        "gr": "Write el.",
        "dk": "Write da.",
        "iw": "Write he.",
        "in": "Write id.",
        "mo-Cyrl": "Write ro-Cyrl.",
        "agp": "Write apf or prf.",
        "sr-CS": "Write sr-RS or sr-ME.",
        "ru-SU": "Write ru.",
        "en-BU": "Write en-MM.",
        "hy-arevela": "Write hy.",
        "hy-arevmda": "Write hyw.",
        "zh-yue": "Write yue.",
        "sgn-US": "Write ase.",
        "i-klingon": "Write tlh.",
        "zh-min": "Write cdo, cpx, czo, mnp or nan.",
        "en-Latn-Latn": "Write en-Latn.",
        "en-US-Latn": "Write en-Latn-US.",
        "de-1996-1996": "Write de-1996.",
        "English, Russian": "Write one tag for each language: en, ru.",
        "en; ru": "Write one tag for each language: en, ru.",
        "Rusian": "Did you mean ru (Russian)?",
        "en\n": "Write en.",
        " en": "Write en.",
    }.items(),
)
def test_the_tag_that_was_meant_is_named(value: str, hint: str) -> None:
    """What is often written instead of a tag is refused, and the hint names the tag."""
    found = languages.fault(value)
    assert found is not None
    assert found.hint == hint


@pytest.mark.parametrize(
    ("value", "words"),
    {
        "": "no language is given",
        " \t": "no language is given",
        "x": 'nothing follows "x"',
        "x-": "is not a language tag",
        "en-": "is not a language tag",
        "en--US": "is not a language tag",
        "e": '"e" is no language code',
        "qua-ZZZ": '"ZZZ" is no extended language',
        "abcdefghi": "is not a language tag",
        "en-Xxxx": '"Xxxx" is no script',
        "en-YY": '"YY" is no region',
        "en-999": '"999" is no region',
        "en-nonsense": '"nonsense" is no variant',
        "en-a1b2": '"a1b2" fits no part',
        "en-a": 'nothing follows "a"',
        "en-a-b-cc": 'nothing follows "a"',
        "en-a-bb-A-cc": '"a" begins two extensions',
        "en-x": 'nothing follows "x"',
        "ru-yue": '"yue" can only follow zh',
        "de-1996-1996": "a variant stands twice",
        "en-US-GB": "only one region",
        "en-US-Latn": "wrong order",
        "qua..": "is not a language tag",
        "i-enochian": "out of date",
        "aoh": "no longer used",
        "ｅｎ": "is not a language tag",
        "ſv": "is not a language tag",
    }.items(),
)
def test_what_is_wrong_with_a_tag_is_said(value: str, words: str) -> None:
    """The message of a fault says which part of the tag is wrong, and why."""
    found = languages.fault(value)
    assert found is not None
    assert words in found.message


def test_every_subtag_is_right_or_deprecated() -> None:
    """Each subtag of the registry is right by itself, unless the registry calls it deprecated."""
    for kind, subtag, _, *more in SUBTAGS:
        found = languages.fault(IN_CONTEXT[kind].format(subtag))
        assert (found is not None) == bool(more and more[0]), subtag


def test_every_extended_language_follows_its_prefix() -> None:
    """An extended language is right after the language that the registry names, and no other."""
    for _, subtag, _, deprecated, _, prefix in (c for c in REGISTRY if c[0] == "extlang"):
        whole = subtags.find("tag", f"{prefix}-{subtag}")
        right = not deprecated and not (whole and whole.deprecated)
        assert (languages.fault(f"{prefix}-{subtag}") is None) == right, subtag
        assert languages.fault(f"en-{subtag}") is not None


def test_what_a_deprecated_tag_is_replaced_by_is_right() -> None:
    """Where the registry, or this list, says what to write instead, that is a right tag."""
    for kind, subtag, *_ in REGISTRY:
        if kind in ("tag", "meant"):
            assert_hint_is_right(languages.fault, subtag)
    for kind, subtag, _, *more in SUBTAGS:
        if more and more[0]:
            assert_hint_is_right(languages.fault, IN_CONTEXT[kind].format(subtag))


def test_three_letters_give_way_to_two() -> None:
    """A code of ISO 639-2 or 639-3 whose language has a code of two letters is not in BCP 47."""
    three = [cells[1] for cells in REGISTRY if cells[0] == "meant" and len(cells[1]) == 3]
    assert len([code for code in three if code.isascii()]) > 200
    for code in filter(str.isascii, three):
        assert subtags.find("language", code) is None, code


@pytest.mark.parametrize(
    ("tag", "name"),
    [
        ("ru", "Russian"),
        ("RU-latn", "Russian"),
        ("zh-Hant", "Chinese"),
        ("iw", "Hebrew"),
        ("i-klingon", "Klingon"),
        ("x-local", None),
        ("eng", None),
        ("", None),
        ("\t", None),
    ],
)
def test_a_language_has_a_name(tag: str, name: str | None) -> None:
    """The English name is that of the primary language; what is no language has none."""
    assert languages.name(tag) == name


# Relators


@pytest.mark.parametrize("code", ["aut", "trl", "rcp", "sgn", "edt", "pbl", "fmo", "trc"])
def test_relator_codes_are_accepted(code: str) -> None:
    """A code in use has no fault, and has a term."""
    assert relators.fault(code) is None
    assert relators.term(code)


@pytest.mark.parametrize(
    ("value", "hint"),
    {
        "translator": "Write trl.",
        "Author": "Write aut.",
        "(author)": "Write aut.",
        "AUT": "Write aut.",
        "Author of introduction, etc.": "Write aui.",
        "http://id.loc.gov/vocabulary/relators/aut": "Write aut.",
        "https://id.loc.gov/vocabulary/relators/aut/": "Write aut.",
        "marcrel:TRL": "Write trl.",
        "recipient": "Write rcp.",
        "переводчик": "Write trl.",
        "clb": "Write ctb.",
        "grt": "Write art.",
        "voc": "Write sng.",
        "collaborator": "Write ctb.",
        "Tranlator": "Did you mean trl (Translator)?",
    }.items(),
)
def test_the_relator_that_was_meant_is_named(value: str, hint: str) -> None:
    """A term, an address, another case or a discontinued code is refused; the hint has the code."""
    found = relators.fault(value)
    assert found is not None
    assert found.hint == hint


def test_every_relator_is_right_or_discontinued() -> None:
    """Each code of the list is right, but for those that the list marks as discontinued."""
    refused = {code for code, *_ in lines("relators.tsv") if relators.fault(code)}
    assert refused == {"clb", "grt", "voc"}
    assert len(lines("relators.tsv")) == 298
    assert (relators.term("clb"), relators.term("???")) == ("Collaborator", None)


def test_every_relator_term_leads_to_its_code() -> None:
    """The term of a code in use, written instead of it, is answered with that code."""
    for code, term, *_ in lines("relators.tsv"):
        found = relators.fault(term)
        assert found is not None
        assert [found.hint] == [f"Write {code}."] or code in ("clb", "grt", "voc")


# Countries


@pytest.mark.parametrize("code", split("RU US CN GB SU DD YU CS AN BU TP ZR YD NT FX VD RH NA"))
def test_countries_of_today_and_of_former_days_are_right(code: str) -> None:
    """ISO 3166-1 codes have no fault, those formerly used included, and have a name."""
    assert countries.fault(code) is None
    assert countries.jurisdiction_fault(code) is None
    assert countries.name(code)


@pytest.mark.parametrize(
    ("value", "hint"),
    {
        "ru": "Write RU.",
        "UK": "Write GB.",
        "U.K.": "Write GB.",
        "USSR": "Write SU.",
        "СССР": "Write SU.",
        "USA": "Write US.",
        "U.S.A.": "Write US.",
        "United States of America": "Write US.",
        "Russia": "Write RU.",
        "Soviet Union": "Write SU.",
        "The Netherlands": "Write NL.",
        "Czechoslovakia": "Write CS.",
        "East Germany": "Write DD.",
        "East Timor": "Write TL.",
        "South Korea": "Write KR.",
        "RUS": "Write RU.",
        "DEU": "Write DE.",
        "SUN": "Write SU.",
        "US-CA": "Write US.",
        "Rusia": "Did you mean RU (Russian Federation)?",
    }.items(),
)
def test_the_country_that_was_meant_is_named(value: str, hint: str) -> None:
    """A name, a code of three letters or another case is refused, and the hint has the code."""
    found = countries.fault(value)
    assert found is not None
    assert found.hint == hint


@pytest.mark.parametrize("code", split("AA AC CP CQ DG EA EU EZ IC TA UN ZZ QM XA XK XX"))
def test_codes_that_are_no_countries_are_refused(code: str) -> None:
    """What ISO 3166-1 reserves or leaves to users is no country."""
    assert countries.fault(code) is not None
    assert countries.name(code) is None


@pytest.mark.parametrize("code", ["EU", "US-CA", "GB-SCT", "RU-MOW", "FR-75", "SU-UA"])
def test_parts_and_the_union_are_jurisdictions(code: str) -> None:
    """A jurisdiction may be EU, or a country with a part in the shape of ISO 3166-2."""
    assert countries.jurisdiction_fault(code) is None


@pytest.mark.parametrize(
    ("value", "hint"),
    {
        "us-ca": "Write US-CA.",
        "US_CA": "Write US-CA.",
        "UK-SCT": "Write GB-SCT.",
        "Scotland": "Write GB-SCT.",
        "eu": "Write EU.",
        "European Union": "Write EU.",
        "UK": "Write GB.",
        "usa": "Write US.",
    }.items(),
)
def test_the_jurisdiction_that_was_meant_is_named(value: str, hint: str) -> None:
    """A jurisdiction in another form is refused, and the hint has the code."""
    found = countries.jurisdiction_fault(value)
    assert found is not None
    assert found.hint == hint


@pytest.mark.parametrize("value", ["", "US-", "US-CALI", "XX-CA", "EU-X", "US-C A", "US-É", "-CA"])
def test_what_has_not_the_shape_is_no_jurisdiction(value: str) -> None:
    """After the country's code and a hyphen stand one to three capitals or digits."""
    assert countries.jurisdiction_fault(value) is not None


def test_every_country_name_leads_to_its_code() -> None:
    """The first name of each country is answered with its code, or with a namesake's of today."""
    for code, _, names, *_ in lines("countries.tsv"):
        found = countries.fault(names.partition("|")[0])
        assert found is not None
        assert found.hint == f"Write {'TL' if code == 'TP' else code}."


# DCMI types


def test_the_twelve_types_are_right() -> None:
    """The DCMI Type Vocabulary has twelve terms; each is right and has a meaning."""
    assert len(dcmi_types.TERMS) == 12
    assert [dcmi_types.fault(term) for term in dcmi_types.TERMS] == [None] * 12
    assert all(dcmi_types.MEANINGS[term] for term in dcmi_types.TERMS)


@pytest.mark.parametrize(
    ("value", "hint"),
    {
        "text": "Write Text.",
        "TEXT": "Write Text.",
        "Document": "Write Text.",
        "Telegram": "Write Text.",
        "Photograph": "Write StillImage.",
        "Map": "Write StillImage.",
        "Video": "Write MovingImage.",
        "Audio": "Write Sound.",
        "Still Image": "Write StillImage.",
        "still_image": "Write StillImage.",
        "http://purl.org/dc/dcmitype/Text": "Write Text.",
        "dcmitype:Sound": "Write Sound.",
        "Phtograph": "Did you mean StillImage?",
    }.items(),
)
def test_the_type_that_was_meant_is_named(value: str, hint: str) -> None:
    """Another word, another case or an address is refused, and the hint has the term."""
    found = dcmi_types.fault(value)
    assert found is not None
    assert found.hint == hint


def test_where_no_type_is_near_all_are_named() -> None:
    """Where nothing like the value is a type, the hint lists the twelve."""
    found = dcmi_types.fault("xyzzy")
    assert found is not None
    assert all(term in found.hint for term in dcmi_types.TERMS)


# Rights

CC = "http://creativecommons.org/"


def test_the_twelve_rights_statements_are_known() -> None:
    """RightsStatements.org has twelve statements; their labels are given as they stand there."""
    assert len(rights.RIGHTS_STATEMENTS) == 12
    for uri, label in rights.RIGHTS_STATEMENTS.items():
        assert re.fullmatch(r"http://rightsstatements\.org/vocab/[A-Za-z-]+/1\.0/", uri)
        assert rights.label(uri) == label
    assert rights.label("http://rightsstatements.org/vocab/NKC/1.0/") == "No Known Copyright"


def test_the_public_domain_tools_are_known() -> None:
    """CC0 and the Public Domain Mark put a work in the public domain; both have a label."""
    assert {rights.label(uri) for uri in rights.PUBLIC_DOMAIN} == {
        "CC0 1.0 Universal",
        "Public Domain Mark 1.0",
    }
    assert not any(map(rights.creative_commons, rights.PUBLIC_DOMAIN))


@pytest.mark.parametrize(
    ("path", "label"),
    {
        "by/4.0/": "Creative Commons Attribution 4.0 International",
        "by-nd/4.0/": "Creative Commons Attribution-NoDerivatives 4.0 International",
        "by-sa/3.0/": "Creative Commons Attribution-ShareAlike 3.0 Unported",
        "by-sa/3.0/de/": "Creative Commons Attribution-ShareAlike 3.0 Germany",
        "by/3.0/igo/": "Creative Commons Attribution 3.0 IGO",
        "by/2.0/uk/": "Creative Commons Attribution 2.0 England and Wales",
        "by/2.5/scotland/": "Creative Commons Attribution 2.5 Scotland",
        "by/2.1/jp/": "Creative Commons Attribution 2.1 Japan",
        "by-nd-nc/1.0/": "Creative Commons Attribution-NoDerivs-NonCommercial 1.0 Generic",
    }.items(),
)
def test_creative_commons_licences_are_known(path: str, label: str) -> None:
    """The canonical URI of a Creative Commons licence gives its name."""
    assert rights.label(f"{CC}licenses/{path}") == label


@pytest.mark.parametrize(
    "uri",
    [
        "https://creativecommons.org/licenses/by/4.0/",
        "http://www.creativecommons.org/licenses/by/4.0/",
        f"{CC}licenses/by/4.0",
        f"{CC}licenses/by/4.0/deed.en",
        f"{CC}licenses/by/4.0/legalcode/",
        f"{CC}licenses/by/4.0/de/",
        f"{CC}licenses/by/2.1/",
        f"{CC}licenses/by/3.0/uk/",
        f"{CC}licenses/by/3.0//",
        f"{CC}licenses/by/5.0/",
        f"{CC}licenses/by-nd-nc/2.0/",
        f"{CC}licenses/nc-by/4.0/",
        f"{CC}licenses/BY/4.0/",
        f"{CC}licenses/",
        f"{CC}licenses/by/4.0/\n",
        f"{CC}publicdomain/zero/1.0",
        "http://rightsstatements.org/page/InC/1.0/",
        "https://rightsstatements.org/vocab/InC/1.0/",
        "http://rightsstatements.org/vocab/Inc/1.0/",
        "http://rightsstatements.org/vocab/InC/1.0",
        "",
    ],
)
def test_other_forms_are_not_known(uri: str) -> None:
    """What is not the canonical form of a URI has no label."""
    assert rights.label(uri) is None
    assert not rights.known(uri)


def test_every_port_has_a_place() -> None:
    """Each licence that was adapted to a place is named with the place."""
    for version, ports in rights._PORTS.items():
        for port in ports.split():
            assert rights.known(f"{CC}licenses/by-sa/{version}/{port}/"), port


@pytest.mark.parametrize("uri", rights.GOVERNMENT_LICENCES)
def test_government_licences_are_known(uri: str) -> None:
    """The licences of governments have a label."""
    assert rights.known(uri)


# Placeholders


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "\t\n", "\xa0", "\u200b", "\u2060\ufeff", "\xad", "\u180e", "\u3164"),
        *("\u2800\u3000", "\u200e \u200f", "\U000e0020", "\x00\x1f", "\ufe0f"),
    ],
)
def test_what_is_not_seen_is_blank(text: str) -> None:
    """White space and characters that show nothing are blank, and a blank says nothing."""
    assert placeholders.is_blank(text)


@pytest.mark.parametrize("text", ["a", "0", ".", " я ", "\u200b中", "-", "\u0301"])
def test_what_is_seen_is_not_blank(text: str) -> None:
    """One character that is seen is enough, be it punctuation."""
    assert not placeholders.is_blank(text)


@pytest.mark.parametrize(
    "text",
    [
        *("N/A", "n/a", "n.a.", "n / a", "NA", "TBD", "tba", "TBC", "TODO", "FIXME", "xxx"),
        *("unknown", "Unknown", "UNKNOWN.", "[unknown]", "(unknown)", '"unknown"', "unknown?"),
        *("not known", "Not given", "not stated", "not available", "not applicable"),
        *("not recorded", "none given", "No data", "null", "nil", "None", "(none)", "undefined"),
        *("unspecified", "pending", "missing", "see above", "See below.", "same as above"),
        *("as above", "ditto", "Ibid.", "idem", ".", "..", "...", "…", "-", "--", "–", "—", "_"),
        *("?", "??", "???", "*", "/", "[]", "()", "[blank]", "<unknown>", "s.n.", "#N/A"),
        *("unbekannt", "keine Angabe", "k.A.", "inconnu", "desconocido", "sconosciuto"),
        *(
            "неизвестно",
            "НЕТ",
            "нет данных",
            "не указано",
            "不详",
            "未知",
            "不明",
            "無し",
            "［未知］",
        ),
        *(" N/A ", "\xa0unknown\u200b", "unknown\n", "\u200b", ""),
    ],
)
def test_placeholders_say_nothing(text: str) -> None:
    """What stands in a record only to fill a key says nothing."""
    assert placeholders.is_placeholder("", "publisher", text)
    assert placeholders.is_placeholder("source", "citation", text)


@pytest.mark.parametrize(
    ("table", "key", "text"),
    [
        ("", "title", "Unknown"),
        ("", "alternative", "?"),
        ("title", "text", "Untitled"),
        ("title", "text", "None"),
        ("", "id", "none"),
        ("creator", "signed", "?"),
        ("rights", "status", "unknown"),
        ("gap", "reason", "unknown"),
        ("gap", "by", "N/A"),
        ("original_archive", "country", "NA"),
        ("original_archive", "country", "NO"),
        ("rights", "jurisdiction", "NA"),
        ("", "language", "na"),
        ("", "language", "no"),
        ("", "language", "nan"),
        ("title", "lang", "no"),
        ("original_archive", "siglum", "NA"),
        ("original_archive", "name", "NA"),
        ("granted", "restriction", "none"),
        ("access", "statement", "None"),
        ("classification", "original", "None"),
        ("notice", "text", "нет"),
        ("", "acknowledgement", "None"),
        ("creator", "family", "Null"),
        ("creator", "given", "Nil"),
        ("creator", "name", "Anonymous"),
        ("creator", "name", "Anon."),
        ("creator", "name", "X"),
        ("creator", "name", "Various"),
        ("record", "status", "unknown"),
        ("local", "shelf", "?"),
        ("", "subject", "Source"),
        ("provenance", "place", "Nan"),
        ("", "date", "XXXX"),
        ("", "publisher", "ND"),
    ],
)
def test_in_its_place_it_says_something(table: str, key: str, text: str) -> None:
    """A word that says nothing elsewhere is no placeholder where it is a value."""
    assert not placeholders.is_placeholder(table, key, text)


@pytest.mark.parametrize(
    ("table", "key", "text"),
    [
        ("gap", "note", "unknown"),
        ("record", "cataloguer", "TBD"),
        ("", "date", "n.d."),
        ("", "date", "undated"),
        ("", "issued", "s.d."),
        ("provenance", "date", "б.д."),
        ("rights", "end", "无日期"),
        ("provenance", "place", "s.l."),
        ("creator", "name", "unknown"),
        ("creator", "name", "[Unknown author]"),
        ("provenance", "agent", "неизвестный автор"),
        ("creator", "family", "unknown"),
        ("source", "citation", "Source"),
        ("source", "citation", "Original Archive:"),
        ("contact", "address", "none"),
        ("contact", "email", "-"),
        ("contact", "url", "none"),
        ("access", "statement", "unknown"),
        ("classification", "original", "N/A"),
        ("original_archive", "siglum", "N/A"),
        ("original_archive", "country", "unknown"),
    ],
)
def test_in_its_place_it_says_nothing(table: str, key: str, text: str) -> None:
    """Some words say nothing only where they stand; an exemption is no wider than it must be."""
    assert placeholders.is_placeholder(table, key, text)


REAL_VALUES = [
    value.strip()
    for line in """
TNA | APRF | АПРФ | RGASPI | BArch | NACP | AVPRF | PA AA | SN | SD | AA | KA | X. Y. | X | Mr. X
No. 1 | No. 12 | № 3 | N. A. Bulganin | Nil Sorsky | Na Hye-sok | No, Tae-u | Null, Gary | M. | Q
Unknown Soldier Memorial | The Unknown Soldier | Ditto machine | Ditto, A. | Missing Persons Bureau
Pending tray | None Such Press | Nonesuch Press | Source Records, Inc. | Archive of Our Own
Anonymous | Anon. | Various | Various authors | Stalin, Joseph | Mao Zedong | 毛泽东 | Сталин, И. В.
Semenov | SEMENOV | 1 | 0 | 12 | 1953 | 1952-12-27 | 1953~ | 1953? | 19XX | XXXX | ../1953 | 1953/..
en | ru | und | mul | aut | trl | oth | RU | US | GB-SCT | EU | SU | Text | item | open | copyright
public-domain | copyrighted | fond 45 | opis 1 | delo 343 | ll. 115-116 | f. 5 | б. 7 | л. 1 об.
A/RES/377(V) | S/PV.1 | FO 371/12345 | C++ | .NET | * 1879 | † 1953 | c. 1953 | ca. 1950 | [1953]
Moscow | Москва | 北京 | Peking | Same | Na Trang | Nd'jamena | 2 leaves | 1 p. | 3 ff. | 5 л.
telegram | typescript | top secret | Сов. секретно | secret | restricted | CC BY | n/a-1 | N/A 12
None of the above | No copyright | No restrictions | Unknown to the censor | not signed | unsigned
TBD Records | Todorov, T. | Tod | Idem Press | Above, Q. | Ibidem-Verlag | Blank, A. | Blankenship
""".strip().splitlines()
    for value in line.split("|")
]


@pytest.mark.parametrize(
    ("table", "key"),
    [
        ("", "publisher"),
        ("", "subject"),
        ("creator", "name"),
        ("source", "citation"),
        ("original_archive", "reference"),
        ("rights", "holder"),
        ("provenance", "agent"),
    ],
)
def test_real_values_are_no_placeholders(table: str, key: str) -> None:
    """No name, place, date, siglum or reference from an archive is taken for a placeholder."""
    assert len(REAL_VALUES) > 100
    found = [value for value in REAL_VALUES if placeholders.is_placeholder(table, key, value)]
    assert found == []


def test_no_placeholder_is_longer_than_the_longest() -> None:
    """Longer texts are never looked at, so every placeholder must fit, with brackets around it."""
    everything = placeholders.COMMON.union(*placeholders.ALSO.values())
    assert max(map(len, everything)) + 2 <= placeholders.LONGEST
    assert not placeholders.is_placeholder("", "publisher", "?" * (placeholders.LONGEST + 1))


def test_every_exception_is_one() -> None:
    """What the tables of facts except or add is told apart from what holds everywhere."""
    for place, words in placeholders.ALSO.items():
        assert not words & placeholders.COMMON, place
    for words in placeholders.SAYS_SOMETHING.values():
        assert words <= placeholders.COMMON.union(*placeholders.ALSO.values())


# All of them


@pytest.mark.parametrize("vocabulary", CHECKS)
@given(value=st.text(max_size=30) | st.from_regex(r"[A-Za-z]{1,8}([-_ ][A-Za-z0-9]{1,8}){0,4}"))
@example("\ud800")
@example("\0")
@example("en-\n")
@example("x" * 100_000)
@example("-" * 5_000)
@settings(max_examples=60, deadline=None)
def test_no_text_makes_a_check_raise(vocabulary: str, value: str) -> None:
    """Any text at all is right or has a fault of one short line, whose suggestions are right."""
    found = CHECKS[vocabulary](value)
    assert found is None or len(found.message) < 300
    assert_hint_is_right(CHECKS[vocabulary], value)


@given(value=st.text(max_size=30), place=st.sampled_from(["", "title", "gap", "creator"]))
@settings(max_examples=60, deadline=None)
def test_a_blank_is_a_placeholder(value: str, place: str) -> None:
    """Whatever is blank says nothing, and looking never raises."""
    found = placeholders.is_placeholder(place, "note", value)
    assert found or place == "title" or not placeholders.is_blank(value)
    assert rights.known(value) is False


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("eng", '"eng"'),
        ("two\nlines", "'two\\nlines'"),
        ("x" * 80, f'"{"x" * 59}…"'),
        ("\ud800", "'\\ud800'"),
    ],
)
def test_a_message_quotes_a_value_on_one_line(value: str, text: str) -> None:
    """A value in a message is cut, and what would break the line or the terminal is escaped."""
    assert shown(value) == text


def test_the_nearest_word_is_found_whatever_the_case() -> None:
    """The nearest word keeps its own case; what is like none of them gives none."""
    assert nearest("TRANSLATER", ["Translator", "Author"]) == "Translator"
    assert nearest("xyzzy", ["Translator", "Author"]) is None
