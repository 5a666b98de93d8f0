"""The telegram that this project began with: each defect is told alone, and what looks like it not.

A claim of rights or provenance is made false in one place; nothing else is, so no other rule may
speak. The look-alikes of a defect are true, or cannot be judged.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from linting import lint, put, told
from specimens import GOOD

if TYPE_CHECKING:
    from pathlib import Path

TELEGRAM = """\
id = "telegram"
level = "item"
describes = "translation"
title = "Telegram from Stalin to Mao Zedong, 27 December 1952"
date = "1952-12-27"
type = "Text"
genre = "telegram"
language = ["en"]
extent = "2 leaves"
identifier = ["112000"]

[[creator]]
name = "Stalin, Joseph"
kind = "person"
role = "aut"
signed = "SEMENOV"
uri = ["http://viaf.org/viaf/89747698"]

[[contributor]]
name = "Weathersby, Kathryn"
role = "trl"

[[source]]
kind = "original"
citation = "APRF, Fond 45, Opis 1, Delo 343, Listy 115-116"
language = "ru"

[[original_archive]]
name = "Archive of the President of the Russian Federation"
siglum = "APRF"
country = "RU"
reference = ["fond 45", "opis 1", "delo 343", "listy 115-116"]

[[rights]]
of = "original"
uri = "http://creativecommons.org/publicdomain/mark/1.0/"
jurisdiction = "US"

[[rights]]
of = "translation"
uri = "http://rightsstatements.org/vocab/InC/1.0/"
basis = "copyright"
holder = ["Kathryn Weathersby"]

[rights.contact]
name = "History and Public Policy Program"
email = "HAPP@wilsoncenter.org"

[access]
status = "open"

[[provenance]]
of = "original"
activity = "creation"
date = "1952-12-27"
agent = ["Stalin, Joseph"]

[[provenance]]
of = "original"
activity = "custody"
date = "1953/1991"
agent = ["Archive of the Politburo"]

[[provenance]]
of = "original"
activity = "custody"
date = "1991/.."
agent = ["Archive of the President of the Russian Federation"]

[[provenance]]
of = "original"
activity = "declassification"
date = "1994"
evidence = "The stamp on the first leaf"

[record]
schema = 1
status = "complete"
"""
FONDS = GOOD.replace('"good"', '"fonds"')
NO_ROYALTY = "http://rightsstatements.org/vocab/NoC-NC/1.0/"
IN_COPYRIGHT = "http://rightsstatements.org/vocab/InC/1.0/"
PUBLIC_DOMAIN = "http://creativecommons.org/publicdomain/mark/1.0/"
CITATION = 'citation = "APRF, Fond 45, Opis 1, Delo 343, Listy 115-116"'
HOLDER = 'holder = ["Kathryn Weathersby"]\n'
TRANSLATION = f"""\
[[rights]]
of = "translation"
uri = "{IN_COPYRIGHT}"
basis = "copyright"
{HOLDER}"""
NOTICE = '[[rights]]\nof = "translation"\nstatement = "We welcome reuse."\n'
EVIDENCE = 'evidence = "The stamp on the first leaf"\n'
RECORD = "[record]\n"

# Of each rule a defect, and what looks like it: in each a text is put in the place of another.
CASES: dict[str, tuple[tuple[str, str], ...]] = {
    "rights-uri-unknown": (
        (IN_COPYRIGHT, "http://creativecommons.com/licenses/by/4.0/"),
        (IN_COPYRIGHT, "http://creativecommons.org/licenses/by-nc-nd/3.0/us/"),
        (IN_COPYRIGHT, "http://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"),
    ),
    "rights-needs-link": (
        (IN_COPYRIGHT, "http://rightsstatements.org/vocab/NoC-CR/1.0/"),
        (
            f'{IN_COPYRIGHT}"\n',
            f'{IN_COPYRIGHT.replace("InC", "NoC-OKLR")}"\nlink = ["https://a.org"]\n',
        ),
        (IN_COPYRIGHT, "http://rightsstatements.org/vocab/InC-EDU/1.0/"),
    ),
    "rights-needs-end": (
        (IN_COPYRIGHT, NO_ROYALTY),
        (f'{IN_COPYRIGHT}"\n', f'{NO_ROYALTY}"\nend = "2040"\n'),
        (IN_COPYRIGHT, "http://rightsstatements.org/vocab/InC-NC/1.0/"),
    ),
    "rights-needs-search": (
        (IN_COPYRIGHT, "http://rightsstatements.org/vocab/UND/1.0/"),
        (
            f'{IN_COPYRIGHT}"\n',
            f'{IN_COPYRIGHT.replace("InC", "UND")}"\ndetermined = {{ note = "Asked." }}\n',
        ),
        (IN_COPYRIGHT, "http://rightsstatements.org/vocab/CNE/1.0/"),
    ),
    "rights-contradiction": (
        (f'{PUBLIC_DOMAIN}"\n', f'{PUBLIC_DOMAIN}"\nholder = ["The Kremlin"]\n'),
        (f'{PUBLIC_DOMAIN}"\n', f'{PUBLIC_DOMAIN}"\nstatement = "See 17 U.S.C. 105(c)."\n'),
        (
            TRANSLATION,
            f'{TRANSLATION}jurisdiction = "US"\n\n{TRANSLATION.replace("InC", "NoC-US")}'
            'jurisdiction = "RU"\ndetermined = { note = "Published in 1953." }\n',
        ),
    ),
    "rights-undecided": (
        (TRANSLATION, NOTICE),
        (TRANSLATION, f'{NOTICE}status = "unknown"\n'),
        (TRANSLATION, f'{NOTICE}uri = "{IN_COPYRIGHT}"\n'),
    ),
    "rights-lapsed": (
        (f'{IN_COPYRIGHT}"\n', f'{IN_COPYRIGHT}"\nend = "2001"\n'),
        (f'{IN_COPYRIGHT}"\n', f'{IN_COPYRIGHT}"\nend = "2041"\n'),
        (
            TRANSLATION,
            f'{TRANSLATION}start = "1995"\nend = "2001"\n\n{TRANSLATION}start = "2002"\n',
        ),
    ),
    "rights-layers": (
        ('of = "translation"\nuri', 'of = "transcription"\nuri'),
        ('describes = "translation"', 'describes = "original"'),
        (TRANSLATION, f'{TRANSLATION}jurisdiction = "GB"\n\n{TRANSLATION}jurisdiction = "US"\n'),
    ),
    "digitization-claims-rights": (
        (RECORD, f'[[rights]]\nof = "digitization"\nuri = "{IN_COPYRIGHT}"\n\n{RECORD}'),
        (RECORD, f'[[rights]]\nof = "digitization"\nuri = "{PUBLIC_DOMAIN}"\n\n{RECORD}'),
        (RECORD, f'[[rights]]\nof = "transcription"\nuri = "{IN_COPYRIGHT}"\n\n{RECORD}'),
    ),
    "contact-unreachable": (
        ("HAPP@wilsoncenter.org", "[email protected]"),
        ('email = "HAPP@wilsoncenter.org"', 'url = "https://www.wilsoncenter.org/contact"'),
        ('email = "HAPP@wilsoncenter.org"', 'address = "1300 Pennsylvania Avenue, Washington"'),
    ),
    "access-and-files": (
        ('status = "open"\n', 'status = "closed"\n\n[[file]]\npath = "telegram.pdf"\n'),
        ('status = "open"\n', 'status = "closed"\n'),
        ('status = "open"\n', 'status = "open"\n\n[[file]]\npath = "telegram.pdf"\n'),
    ),
    "access-lapsed": (
        ('status = "open"\n', 'status = "embargoed"\nuntil = "2001-01-01"\n'),
        ('status = "open"\n', 'status = "embargoed"\nuntil = "2090-01-01"\n'),
        ('status = "open"\n', 'status = "open"\nuntil = "2090-01-01"\n'),
    ),
    "notice-without-community": (
        (RECORD, f'[[notice]]\nkind = "label"\ntext = "TK Attribution"\n\n{RECORD}'),
        (RECORD, f'[[notice]]\nkind = "content-warning"\ntext = "Of war"\n\n{RECORD}'),
        (RECORD, f'[[notice]]\nkind = "notice"\ntext = "TK Notice"\n\n{RECORD}'),
    ),
    "provenance-order": (
        ('date = "1953/1991"', 'date = "1995/1999"'),
        ('date = "1953/1991"', 'date = "1953/1993"'),
        ('date = "1953/1991"', 'date = "199X"'),
    ),
    "provenance-before-creation": (
        ('activity = "declassification"\ndate = "1994"', 'activity = "copying"\ndate = "1951"'),
        ('date = "1953/1991"', 'date = "1952/1991"'),
        ('date = "1952-12-27"\nagent', 'date = "1952-12-27~"\nagent'),
    ),
    "custody-holder": (
        (
            'date = "1991/.."\nagent = ["Archive of the President',
            'date = "1991/.."\nagent = ["State Archive',
        ),
        (
            'date = "1991/.."\nagent = ["Archive of the President of',
            'date = "1991/.."\nagent = ["archive of the president of',
        ),
        ('agent = ["Archive of the Politburo"]', 'agent = ["Party Archive"]'),
    ),
    "custody-gap": (
        ('date = "1953/1991"', 'date = "1953/1971"'),
        ('date = "1953/1991"', 'date = "1953/1990"'),
        ('date = "1953/1991"', 'date = "1953/.."'),
    ),
    "provenance-evidence": (
        (EVIDENCE, ""),
        (EVIDENCE, 'evidence = "https://www.wilsoncenter.org/"\n'),
        (
            f'activity = "declassification"\ndate = "1994"\n{EVIDENCE}',
            'activity = "description"\ndate = "1994"\n',
        ),
    ),
    "reference-agrees": (
        ("Delo 343, Listy", "Delo 342, Listy"),
        ("Delo 343, Listy 115-116", "Delo 0343, List 115-16"),
        (CITATION, 'citation = "AVPRF, Fond 059a, Opis 5a, Delo 5, Papka 11, List 80"'),
    ),
    "reference-form": (
        ('["fond 45", "opis 1", ', '["opis 1", "fond 45", '),
        ("listy 115-116", "listy 115-16"),
        ("listy 115-116", "listy 115-116 verso"),
    ),
    "credit-in-citation": (
        ("Listy 115-116", "Listy 115-116. Obtained by Jamil Hasanli."),
        ("Listy 115-116", "Listy 115-116. Translated by Kathryn Weathersby."),
        ("Listy 115-116", "Listy 115-116. Translated from Russian."),
    ),
    "translation-uncredited": (
        ('role = "trl"', 'role = "edt"'),
        (
            'name = "Weathersby, Kathryn"\nrole = "trl"\n',
            'name = "Ostermann, Christian"\n\n[[provenance]]\nof = "translation"\n'
            'activity = "translation"\nagent = ["Weathersby, Kathryn"]\n',
        ),
        ('[[contributor]]\nname = "Weathersby', '[[creator]]\nname = "Weathersby'),
    ),
    "classification-current": (
        (RECORD, f'[classification]\ncurrent = "Top secret"\n\n{RECORD}'),
        (RECORD, f'[classification]\noriginal = "Top secret"\n\n{RECORD}'),
        (RECORD, f'[classification]\ncurrent = "Declassified"\n\n{RECORD}'),
    ),
    "date-in-title": (
        ("27 December 1952", "26 December 1952"),
        (", 27 December 1952", " in reply to that of 17 December 1952 about guns"),
        ("27 December 1952", "December 1952"),
    ),
    "dangling-relation": (
        (RECORD, f'[relation]\nreferences = ["mao-stalin-1953-01-07"]\n\n{RECORD}'),
        (RECORD, f'[relation]\nreferences = ["https://a.org/reply"]\n\n{RECORD}'),
        (RECORD, f'[relation]\nreferences = ["fonds"]\n\n{RECORD}'),
    ),
    "part-of": (
        ('level = "item"', 'level = "item"\npart_of = "nowhere"'),
        ('level = "item"', 'level = "item"\npart_of = "fonds"'),
        ('level = "item"', 'level = "item"\nalternative = "nowhere"'),
    ),
}


def rules(folder: Path, telegram: str) -> list[str]:
    """Lint the telegram beside the fonds that it may name; give the rules that speak."""
    put(folder / "records/telegram.toml", telegram)
    put(folder / "records/fonds.toml", FONDS)
    return [each["rule"] for each in told(lint(folder))]


def changed(old: str, new: str) -> str:
    assert old in TELEGRAM
    return TELEGRAM.replace(old, new, 1)


def test_the_telegram_is_sound(tmp_path: Path) -> None:
    """Without a defect nothing is told."""
    assert rules(tmp_path, TELEGRAM) == []


@pytest.mark.parametrize("rule", CASES)
def test_a_defect_is_told_alone(tmp_path: Path, rule: str) -> None:
    """What is false in one place is one finding, of the rule that knows why."""
    defect, *_ = CASES[rule]
    assert rules(tmp_path, changed(*defect)) == [rule]


@pytest.mark.parametrize(
    ("rule", "number"),
    [(rule, number) for rule, cases in CASES.items() for number in range(1, len(cases))],
)
def test_a_look_alike_is_silent(tmp_path: Path, rule: str, number: int) -> None:
    """What is true, or cannot be judged, is not told, by any rule."""
    assert rules(tmp_path, changed(*CASES[rule][number])) == []


# The next telegram of the series: what makes it another one, put in the place of the first's.
REPLY = {
    'id = "telegram"': 'id = "reply"',
    "27 December 1952": "8 January 1953",
    "1952-12-27": "1953-01-08",
    "112000": "112001",
    "Listy 115-116": "Listy 117-118",
    "listy 115-116": "listy 117-118",
}
VIAF = 'uri = ["http://viaf.org/viaf/89747698"]'
NEIGHBOURS: dict[str, tuple[tuple[tuple[str, str], ...], ...]] = {
    "duplicate-identifier": (
        (("112001", "112000"),),
        (("112001", "https://a.org/112000"),),
        (("112001", "112000a"),),
    ),
    "duplicate-record": (
        (
            ("8 January 1953", "27 December 1952"),
            ("1953-01-08", "1952-12-27"),
            ("isty 117-118", "isty 115-116"),
        ),
        (("8 January 1953", "27 December 1952"), ("1953-01-08", "1952-12-27")),
        (("isty 117-118", "isty 115-116"),),
    ),
    "name-two-uris": (
        ((VIAF, VIAF.replace("898", "899").replace("89747698", "89747699")),),
        ((VIAF, 'uri = ["http://www.wikidata.org/entity/Q855"]'),),
        ((f"{VIAF}\n", ""),),
    ),
    "uri-two-names": (
        (('name = "Stalin, Joseph"', 'name = "Stalin, Iosif"'),),
        (('name = "Stalin, Joseph"', 'name = "Mao Zedong"'), (f"{VIAF}\n", "")),
        (('signed = "SEMENOV"', 'signed = "FILIPPOV"'),),
    ),
    "contact-differs": (
        (("HAPP@wilsoncenter.org", "happ-info@wilsoncenter.org"),),
        (('email = "HAPP@wilsoncenter.org"', 'url = "https://www.wilsoncenter.org/happ"'),),
        (
            (
                'name = "History and Public Policy Program"\nemail = "HAPP',
                'name = "HAPP"\nemail = "H',
            ),
        ),
    ),
}


def beside(changes: tuple[tuple[str, str], ...]) -> str:
    """Give the next telegram of the series, with changes of its own."""
    text = TELEGRAM
    for old, new in (*REPLY.items(), *changes):
        assert old in text
        text = text.replace(old, new)
    return text


@pytest.mark.parametrize("rule", NEIGHBOURS)
def test_a_defect_beside_another_telegram_is_told_alone(tmp_path: Path, rule: str) -> None:
    """What does not go with another record is one finding, too."""
    defect, *_ = NEIGHBOURS[rule]
    put(tmp_path / "records/reply.toml", beside(defect))
    assert rules(tmp_path, TELEGRAM) == [rule]


@pytest.mark.parametrize("changes", [each for _, *them in NEIGHBOURS.values() for each in them])
def test_what_looks_like_one_beside_another_telegram_is_silent(
    tmp_path: Path, changes: tuple[tuple[str, str], ...]
) -> None:
    """Two documents of one series have much in common, and each its own names and places."""
    put(tmp_path / "records/reply.toml", beside(changes))
    assert rules(tmp_path, TELEGRAM) == []


def test_an_id_that_stands_twice_is_told_alone(tmp_path: Path) -> None:
    """Of two folders, each may have a file of the name; the id is of one of them only."""
    reply = beside((('id = "reply"', 'id = "telegram"'),))
    put(tmp_path / "records/beijing/telegram.toml", reply)
    assert rules(tmp_path, TELEGRAM) == ["duplicate-id"]


def test_a_notice_on_most_is_told_once(tmp_path: Path) -> None:
    """One notice that decides nothing, copied into a dozen records: said once, with the count."""
    for number in range(12):
        notice = (TRANSLATION, f'{NOTICE}status = "unknown"\n')
        own = (('id = "reply"', f'id = "reply-{number}"'), ("112001", f"1130{number}"))
        text = beside((notice, *own, ("isty 117-118", f"isty {200 + number}")))
        put(tmp_path / f"records/reply-{number}.toml", text)
    assert rules(tmp_path, TELEGRAM) == []
    for file in tmp_path.glob("records/reply-*.toml"):
        put(file, file.read_text("utf-8").replace('status = "unknown"\n', ""))
    assert rules(tmp_path, TELEGRAM).count("rights-boilerplate") == 1
