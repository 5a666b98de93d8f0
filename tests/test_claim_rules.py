"""Rules about what rights, access, notices and markings claim: what they take, what they leave."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from muniment.lint import Linter
from muniment.lint_settings import LintSettings
from muniment.periods import is_past, is_to_come, surely_overlap
from muniment.pruning import prune
from muniment.reading import read
from muniment.rules import RULES, Settings
from muniment.vocabularies import rights
from muniment.vocabularies.addresses import email_fault, reserved
from muniment.vocabularies.markings import marking
from muniment.vocabularies.reservations import reservation
from muniment.vocabularies.rights_kinds import code, kind, meant
from program import TODAY
from specimens import complete, toml

if TYPE_CHECKING:
    from pathlib import Path

    from muniment.finding import Problem

RS = "http://rightsstatements.org/vocab/"
CC = "http://creativecommons.org/licenses/"
PDM, CC0 = rights.PUBLIC_DOMAIN_MARK, rights.CC0
EMAIL = "HAPP@wilsoncenter.org"
OFFICE = {"name": "History and Public Policy Program", "email": EMAIL}


def found(rule: str, data: dict[str, Any], profile: str = "archival") -> list[Problem]:
    """Give what a rule says of a record."""
    record = read(prune(data).data).record
    asked = Settings("record.toml", TODAY, profile=profile)
    return list(RULES[rule].check(record, asked))  # type: ignore[attr-defined]


def keys(rule: str, data: dict[str, Any]) -> list[str]:
    return [problem.key for problem in found(rule, data)]


def levels(rule: str, data: dict[str, Any]) -> list[str]:
    return [problem.level or RULES[rule].LEVEL for problem in found(rule, data)]


def statement(short: str) -> str:
    return f"{RS}{short}/1.0/"


def table(uri: str, **changes: Any) -> dict[str, Any]:
    made = {"of": "translation", "uri": uri, "contact": OFFICE, **changes}
    return {key: value for key, value in made.items() if value is not None}


# What a statement of rights claims

CLAIMS = """
© 1995 Woodrow Wilson Center
©1995
© [1995]
© ca. 1995 by the author
1995 © Wilson Center
Copyright © Wilson Center
© Copyright Wilson Center
© by The British Library
© the Estate of Ada Marsh
© Российский государственный архив
© 中央档案馆
(c) 1995 Wilson Center
(C)1995
(с) 1995 РГАНИ
Copyright (c) Wilson Center
Copyright(c) 1995
(c) The Wilson Center
Translation (c) Gary Goldberg
All rights reserved
Text free. ALL  RIGHTS RESERVED.
All rights are reserved by the archive.
Alle Rechte vorbehalten.
Tous droits réservés
Tous droits re\u0301serve\u0301s
Все права защищены.
Todos los derechos reservados
"""
CLAIMS_NOTHING = """
Not protected: 17 U.S.C. 105(c).
17 U.S.C. § 105 (c) The Secretary may
See section 107 (c) Fair Use
See article (c) Paragraph 2
Free: (a) The text, (b) The scans, (c) Lamented Losses
(a) 1995 (b) 1996 (c) 1997
may be used (c) without asking
(c)
©
The sign © is missing.
© unknown
© Status not evaluated
No © notice.
Not © Wilson Center
Published without copyright © 1952
Published 1952 with the notice © 1952 Macmillan; not renewed.
© 1920 Macmillan. Copyright expired.
© 1950 Macmillan outside the United States
Not all rights reserved
No rights reserved.
Some rights reserved.
The rights were reserved
(c) Nothing in this section
(c) The use is free
Abs. 2 (c) Satz 1
1(c) Minutes
"""


@pytest.mark.parametrize("text", CLAIMS.strip().splitlines())
def test_claim_is_heard(text: str) -> None:
    """A notice that claims copyright is none of the public domain."""
    assert reservation(text)
    for uri in (PDM, CC0, statement("NoC-US"), statement("NoC-CR")):
        data = complete(rights=[table(uri, statement=text)])
        assert keys("rights-contradiction", data) == ["rights.0.uri"]
        assert levels("rights-contradiction", data) == ["error"]
    for uri in (statement("InC"), f"{CC}by/4.0/", statement("NKC"), statement("UND")):
        assert keys("rights-contradiction", complete(rights=[table(uri, statement=text)])) == []


@pytest.mark.parametrize("text", CLAIMS_NOTHING.strip().splitlines())
def test_no_claim_is_made_up(text: str) -> None:
    """Paragraphs of laws, enumerations, and what only speaks of a notice claim nothing."""
    assert reservation(text) == ""
    assert keys("rights-contradiction", complete(rights=[table(PDM, statement=text)])) == []


@given(st.text(alphabet="©(c)C с1995 Wilson the\n.§abd", max_size=60))
@example("©" * 50)
@settings(deadline=None)
def test_reservation_quotes_what_stands_there(text: str) -> None:
    """What is quoted begins as the text has it."""
    words = reservation(text)
    assert words.split(" ")[0] in text


# Tables of rights against themselves, and against each other


@pytest.mark.parametrize(
    ("holder", "expected"),
    [
        (["Woodrow Wilson Center"], ["rights.0.holder"]),
        (["Public domain", "Heirs"], ["rights.0.holder"]),
        (["Public domain"], []),
        (["Общественное достояние"], []),
        ([], []),
        (["N/A"], []),
    ],
)
def test_mark_has_no_holder(holder: list[str], expected: list[str]) -> None:
    data = complete(rights=[table(PDM, holder=holder)])
    assert keys("rights-contradiction", data) == expected
    assert set(levels("rights-contradiction", data)) <= {"warning"}
    https = "https://creativecommons.org/publicdomain/mark/1.0/"
    assert keys("rights-contradiction", complete(rights=[table(https, holder=holder)])) == expected
    for uri in (CC0, statement("InC"), statement("NoC-US"), statement("NKC")):
        assert keys("rights-contradiction", complete(rights=[table(uri, holder=holder)])) == []


@pytest.mark.parametrize(
    ("holder", "contact", "is_holder"),
    [
        ("Woodrow Wilson Center", "Woodrow Wilson Center", True),
        ("woodrow wilson center", "Woodrow Wilson CENTER.", True),
        ("Marsh, Ada", "Ada Marsh", True),
        ("Ada Marsh", "Heirs of Ada Marsh", True),
        ("Harbour Press", "Harbour Press, rights department", True),
        ("Kreisarchiv Altwasser", "Kreisarchiv Altwasser, Bildstelle", True),
        ("Ada Marsh", "Ada Marsh Papers, Yale", False),
        ("Ada Marsh", "The Ada Marsh Foundation", False),
        ("Ada Marsh", "Municipal Archive", False),
        ("Ada Marsh", "Granada Marshall", False),
        ("Marsh", "Marsh Harbour Board", False),
        ("", "Municipal Archive", False),
        ("...", "Municipal Archive", False),
    ],
)
def test_unlocatable_holder_is_not_the_contact(holder: str, contact: str, is_holder: bool) -> None:
    """InC-RUU says that nobody can ask the holder; the institution's own contact is right."""
    contacts = {"name": contact, "email": EMAIL}
    data = complete(rights=[table(statement("InC-RUU"), holder=[holder], contact=contacts)])
    assert keys("rights-contradiction", data) == ["rights.0.uri"] * is_holder
    data = complete(rights=[table(statement("InC"), holder=[holder], contact=contacts)])
    assert keys("rights-contradiction", data) == []
    # Who is named without an address can still not be asked.
    named = complete(
        rights=[table(statement("InC-RUU"), holder=[holder], contact={"name": contact})]
    )
    assert keys("rights-contradiction", named) == []


INC, NOC = statement("InC"), statement("NoC-US")


@pytest.mark.parametrize(
    ("one", "other", "level"),
    [
        ({}, {}, "error"),
        ({"jurisdiction": "US"}, {"jurisdiction": "US"}, "error"),
        ({"of": None}, {"of": None}, "error"),
        ({"uri": "https://rightsstatements.org/page/InC/1.0/"}, {}, "error"),
        ({"uri": statement("UND")}, {"uri": statement("CNE")}, "error"),
        ({"uri": INC}, {"uri": statement("InC-EDU")}, "error"),
        ({"uri": INC}, {"uri": f"{CC}by/4.0/"}, "error"),
        ({"uri": CC0}, {"uri": f"{CC}by/4.0/"}, "error"),
        ({"jurisdiction": "US"}, {}, "error"),
        ({"uri": f"{CC}by/4.0/"}, {"uri": f"{CC}by-sa/3.0/"}, "warning"),
        ({"uri": statement("NoC-CR")}, {"uri": statement("NoC-OKLR")}, "warning"),
        # They may both be true, or say the same.
        ({"jurisdiction": "RU"}, {}, ""),
        ({"jurisdiction": "RU"}, {"jurisdiction": "US"}, ""),
        ({"of": "original"}, {}, ""),
        ({"of": None}, {}, ""),
        ({"basis": "copyright"}, {"basis": "donor"}, ""),
        (
            {"uri": NOC},
            {"uri": "https://www.rightsstatements.org/page/NoC-US/1.0/?language=en"},
            "",
        ),
        ({"uri": "https://archive.edu/terms/1"}, {"uri": "https://archive.edu/terms/2"}, ""),
        ({"uri": None, "statement": "Ask."}, {}, ""),
        ({"end": "2030-12-31"}, {"start": "2031-01-01"}, ""),
        ({"end": "2030-12-31"}, {"start": "2030-12-31"}, ""),
        ({"end": "2030"}, {"start": "2030"}, ""),
        ({"end": "2030"}, {}, ""),
        ({"start": "2011", "end": "2030"}, {"start": "2011", "end": "2030"}, "error"),
        ({"start": "2011", "end": "2030"}, {"start": "2020"}, "error"),
        ({"start": "2011"}, {}, "error"),
        ({"start": "2011~/2030"}, {"start": "2012"}, "error"),
    ],
)
def test_two_statements(one: dict[str, Any], other: dict[str, Any], level: str) -> None:
    """Two URIs contradict each other where layer, country, basis and period are one."""
    tables = [table(**{"uri": INC, **one}), table(**{"uri": NOC, **other})]
    for either in (tables, tables[::-1]):
        data = complete(rights=either)
        assert levels("rights-contradiction", data) == [level] * bool(level)
        assert keys("rights-contradiction", data) == ["rights.1.uri"] * bool(level)


DATES = st.sampled_from(
    [None, "2011", "2011-05", "2012-06-30", "2020/..", "../2020", "20XX", "2013?", "2011/2020"]
)


@given(DATES, DATES, DATES, DATES)
def test_overlap_is_mutual(start: str, end: str, other_start: str, other_end: str) -> None:
    one, other = (start, end), (other_start, other_end)
    assert surely_overlap(one, other) == surely_overlap(other, one)
    assert surely_overlap(one, one)


@pytest.mark.parametrize(
    ("date", "past", "to_come"),
    [
        ("2026-11-23", True, False),
        ("2026-11-24", False, False),
        ("2026-11-25", False, True),
        ("2026", False, False),
        ("2025", True, False),
        ("2027", False, True),
        ("2026-10", True, False),
        ("2020/..", False, False),
        ("2030/..", False, True),
        ("../2020", True, False),
        (None, False, False),
        ("soon", False, False),
    ],
)
def test_past_and_to_come(date: str | None, past: bool, to_come: bool) -> None:
    assert (is_past(date, TODAY), is_to_come(date, TODAY)) == (past, to_come)


def test_every_known_uri_has_a_kind() -> None:
    """Nothing that the vocabularies know is without a word on copyright, and a short name."""
    for uri in (*rights.RIGHTS_STATEMENTS, *rights.RETIRED, *rights.GOVERNMENT_LICENCES, PDM, CC0):
        assert meant(uri) == uri
        assert kind(uri)
        assert code(uri) != "a URI"
    assert kind(f"{CC}by/4.0/") == "licensed"
    assert (kind(None), kind("x" * 500), kind("https://archive.edu/")) == ("", "", "")
    assert code(f"{CC}by-nc/3.0/de/") == "CC BY-NC 3.0 de"


# Layers


@pytest.mark.parametrize(
    ("describes", "layers", "says"),
    [
        ("translation", ["original"], 'Add a table [[rights]] with of = "translation"'),
        ("translation", [None], 'Write of = "translation" in the table'),
        ("translation", ["original", None, "digitization"], 'Write of = "translation"'),
        ("translation", ["original", "translation"], ""),
        ("original", ["original"], ""),
        ("digitization", [None], ""),
        (None, ["original"], ""),
        ("translation", [], ""),
    ],
)
def test_translators_rights(describes: str | None, layers: list[str | None], says: str) -> None:
    tables = [table(INC, of=layer) for layer in layers]
    problems = found("rights-layers", complete(describes=describes, rights=tables))
    assert [problem.key for problem in problems] == ["rights"] * bool(says)
    assert all(problem.hint.startswith(says) for problem in problems)


def test_translators_rights_may_be_a_gap() -> None:
    gap = {"field": "rights.of", "reason": "not-recorded"}
    assert keys("rights-layers", complete(rights=[table(INC, of=None)], gap=[gap])) == []


@pytest.mark.parametrize(
    ("original", "scan", "key"),
    [
        ({"uri": PDM}, {"uri": INC}, "uri"),
        ({"uri": PDM}, {"uri": f"{CC}by-nc/4.0/"}, "uri"),
        ({"uri": PDM}, {"uri": "https://creativecommons.org/licenses/by/4.0"}, "uri"),
        ({"uri": statement("NoC-OKLR")}, {"status": "copyrighted"}, "status"),
        ({"uri": statement("NoC-OKLR")}, {"basis": "copyright"}, "basis"),
        ({"uri": NOC}, {"uri": INC}, "uri"),
        ({"uri": NOC}, {"uri": INC, "jurisdiction": "US"}, "uri"),
        ({"uri": PDM}, {"uri": INC, "jurisdiction": "DE"}, "uri"),
        ({"uri": NOC}, {"uri": INC, "jurisdiction": "DE"}, ""),
        ({"uri": PDM, "jurisdiction": "RU"}, {"uri": INC, "jurisdiction": "DE"}, ""),
        ({"uri": PDM}, {"uri": INC, "end": "2020"}, ""),
        ({"uri": PDM}, {"uri": CC0}, ""),
        ({"uri": PDM}, {"uri": PDM}, ""),
        ({"uri": PDM}, {"uri": statement("NoC-CR"), "basis": "copyright"}, ""),
        ({"uri": PDM}, {"uri": statement("CNE")}, ""),
        ({"uri": PDM}, {"status": "unknown", "basis": "copyright"}, ""),
        ({"uri": PDM}, {"status": "public-domain", "basis": "copyright"}, ""),
        ({"uri": PDM}, {"statement": "Scans by the archive."}, ""),
        ({"uri": PDM}, {"uri": INC, "of": "translation"}, ""),
        ({"uri": PDM, "of": "copy"}, {"uri": INC}, ""),
        ({"uri": INC}, {"uri": INC}, ""),
        ({"uri": statement("NKC")}, {"uri": INC}, ""),
    ],
)
def test_claim_to_a_scan(original: dict[str, Any], scan: dict[str, Any], key: str) -> None:
    tables = [{"of": "original", **original}, {"of": "digitization", "contact": OFFICE, **scan}]
    data = complete(describes="digitization", rights=tables)
    assert keys("digitization-claims-rights", data) == [f"rights.1.{key}"] * bool(key)
    for problem in found("digitization-claims-rights", data):
        assert "Bridgeman v. Corel" in problem.message
        assert "Directive (EU) 2019/790, article 14" in problem.message


# Contacts

RIGHT = """
HAPP@wilsoncenter.org
first.last+tag@sub-domain.archive.edu
o'neil@archive.ie
архив@пример-архив.рф
käthe@müller-archiv.de
档案@档案馆.中国
rights@भारत.भारत
info@xn--bcher-kva.de
"Ada Marsh"@archive.edu
name@[192.0.2.1]
at@dot.org
example@wilsoncenter.org
rights@testarchive.org
rights@example.edu
rights@latest.museum
a/b=c@archive.edu
"""
# What is wrong, and what to write, where that is certain.
WRONG = """
[email protected]                           |
[email\u00a0protected]                      |
HAPP (at) wilsoncenter.org                  | HAPP@wilsoncenter.org
HAPP[at]wilsoncenter[dot]org                | HAPP@wilsoncenter.org
HAPP {at} wilsoncenter {dot} org            | HAPP@wilsoncenter.org
HAPP AT wilsoncenter DOT org                | HAPP@wilsoncenter.org
HAPP at wilsoncenter.org                    | HAPP@wilsoncenter.org
HAPP(ät)wilsoncenter.org                    | HAPP@wilsoncenter.org
HAPP&#64;wilsoncenter.org                   | HAPP@wilsoncenter.org
HAPP＠wilsoncenter.org                      | HAPP@wilsoncenter.org
HAPP@wilsoncenter(dot)org                   | HAPP@wilsoncenter.org
HAPP%40wilsoncenter.org                     | HAPP@wilsoncenter.org
mailto:HAPP@wilsoncenter.org                |
<HAPP@wilsoncenter.org>                     | HAPP@wilsoncenter.org
Rights office <HAPP@wilsoncenter.org>       | HAPP@wilsoncenter.org
HAPP@wilsoncenter.org.                      | HAPP@wilsoncenter.org
HAPP@wilsoncenter.org, rights@archive.edu   |
HAPP@wilsoncenter@org                       |
HAPP.wilsoncenter.org                       |
https://wilsoncenter.org/contact            |
write to the office at Main Street          |
HAPP @wilsoncenter.org                      |
HAPP@wilson center.org                      |
HAPP@wilsoncenter                           |
HAPP@.wilsoncenter.org                      |
.HAPP@wilsoncenter.org                      |
HAPP.@wilsoncenter.org                      |
HAPP@wilsoncenter..org                      |
HAPP@wilsoncenter,org                       |
HAPP@-wilsoncenter.org                      |
HAPP@wilson_center.org                      |
HAPP@wilson–center.org                      |
HAPP@10.0                                   |
@wilsoncenter.org                           |
HAPP@                                       |
@                                           |
"""


@pytest.mark.parametrize("address", RIGHT.strip().splitlines())
def test_address_is_right(address: str) -> None:
    assert email_fault(address) is None
    assert email_fault(f" {address}\n") is None
    assert reserved(address) == ""
    contact = {"name": "Office", "email": address}
    assert found("contact-unreachable", complete(rights=[table(INC, contact=contact)])) == []


@pytest.mark.parametrize("line", WRONG.strip().splitlines())
def test_address_is_wrong(line: str) -> None:
    """It is an error, and the hint says what to write only where there is one thing to write."""
    address, _, instead = (part.strip() for part in line.rpartition("|"))
    data = complete(rights=[table(INC, contact={"name": "Office", "email": address})])
    [problem] = found("contact-unreachable", data)
    assert problem.key == "rights.0.contact.email"
    assert problem.level is None
    if instead:
        assert problem.hint.startswith(f'Write "{instead}"')
        assert email_fault(instead) is None


@given(st.text(max_size=40) | st.text(alphabet='a@.([]) datoт<>,"', max_size=30))
@settings(deadline=None)
def test_hint_is_an_address(text: str) -> None:
    """What a hint tells to write has nothing wrong with it; whatever is read, nothing raises."""
    fault = email_fault(text)
    reserved(text)
    if fault and fault.hint.startswith('Write "'):
        instead = fault.hint.removeprefix('Write "').removesuffix(".").removesuffix(" alone")
        assert email_fault(instead.removesuffix('"')) is None


@pytest.mark.parametrize(
    ("contact", "key"),
    [
        ({"email": "rights@example.org"}, "email"),
        ({"email": "rights@archive.Example.COM"}, "email"),
        ({"email": "rights@archive.example"}, "email"),
        ({"email": "rights@archive.invalid"}, "email"),
        ({"email": "rights@archive.test"}, "email"),
        ({"email": "rights@my.localhost"}, "email"),
        ({"url": "https://example.net/rights"}, "url"),
        ({"url": "https://archive.example:8080"}, "url"),
        ({"url": "http://localhost/rights"}, "url"),
        ({"url": "https://archive.edu/example.org"}, ""),
        ({"url": "https://notexample.org/"}, ""),
        ({"url": "www.archive.edu/rights"}, ""),
        ({"url": "mailto:rights@archive.edu"}, ""),
        ({"address": "example.org"}, ""),
    ],
)
def test_domains_of_examples_are_a_warning(contact: dict[str, str], key: str) -> None:
    data = complete(rights=[table(INC, contact={"name": "Office", **contact})])
    assert keys("contact-unreachable", data) == [f"rights.0.contact.{key}"] * bool(key)
    assert set(levels("contact-unreachable", data)) <= {"warning"}


def test_page_is_no_words() -> None:
    data = complete(rights=[table(INC, contact={"name": "Office", "url": "see our website"})])
    assert keys("contact-unreachable", data) == ["rights.0.contact.url"]
    assert levels("contact-unreachable", data) == ["error"]


@pytest.mark.parametrize(
    ("tables", "profile", "expected"),
    [
        # The archival profile says it itself where no table has a contact with an address.
        ([{"contact": {"name": "A"}}], "archival", []),
        ([{"contact": {"name": "A"}}], "./house.json", []),
        ([{"contact": {"name": "A"}}], "dpla", ["rights.0.contact"]),
        ([{"contact": {"name": "A"}}], "europeana", ["rights.0.contact"]),
        ([{}, {"contact": {"name": "A"}}], "archival", ["rights.1.contact"]),
        ([{}, {"contact": {"name": "A", "address": "Main Street"}}], "archival", []),
        ([{}, {"contact": {"name": "A"}, "uri": PDM}], "archival", []),
        ([{}, {"contact": {"name": "A"}, "status": "public-domain"}], "archival", []),
        ([{}, {"contact": {}}], "archival", []),
    ],
)
def test_contact_with_a_name_alone(
    tables: list[dict[str, Any]], profile: str, expected: list[str]
) -> None:
    data = complete(rights=[{**table(INC), **each} for each in tables])
    assert [each.key for each in found("contact-unreachable", data, profile)] == expected
    gap = [{"field": "rights.contact.email", "reason": "unknown"}]
    assert found("contact-unreachable", {**data, "gap": gap}, profile) == []


@pytest.mark.parametrize("contact", [{"name": "A"}, {"email": "x"}, {"name": "A", "email": "x"}])
@pytest.mark.parametrize("more", [[], [table(INC)]])
def test_contact_is_spoken_of_once(
    contact: dict[str, str], more: list[dict[str, Any]], tmp_path: Path
) -> None:
    """The profile and the rule never both speak of one key."""
    file = tmp_path / "letter.toml"
    file.write_bytes(toml(complete(rights=[table(INC, contact=contact), *more])))
    said = Linter(LintSettings(str(tmp_path), TODAY)).judge(str(file)).findings
    named = [each.key for each in said if each.rule in ("missing", "contact-unreachable")]
    assert len(named) == len(set(named)) > 0


def test_private_address_is_not_shown(tmp_path: Path) -> None:
    """What a record calls private stands in no message."""
    for email in ("secret (at) family.org", "secret\u00a0(at) family.org", "secret.family.org"):
        data = complete(
            rights=[table(INC, contact={"name": "Heirs", "email": email})],
            record={"private": ["rights.0.contact.email"]},
        )
        file = tmp_path / "letter.toml"
        file.write_bytes(toml(data))
        said = Linter(LintSettings(str(tmp_path), TODAY)).judge(str(file)).findings
        assert [each.rule for each in said if each.rule == "contact-unreachable"]
        assert not any("secret" in each.message + each.hint + each.source for each in said)


def test_private_value_of_another_key_is_not_shown(tmp_path: Path) -> None:
    """Nor does it stand in a message about another key, or in the line that is shown with one."""
    for holder in ("The Heirs of A. Writer", "The Heirs\u00a0of A. Writer"):
        data = complete(
            rights=[table(PDM, holder=[holder]), table(statement("InC-RUU"), holder=[holder])],
            record={"private": ["rights.0.holder", "rights.1.holder"]},
        )
        data["rights"][1]["contact"] = {**OFFICE, "name": holder}
        file = tmp_path / "letter.toml"
        file.write_bytes(toml(data))
        said = Linter(LintSettings(str(tmp_path), TODAY)).judge(str(file)).findings
        assert [each for each in said if each.rule == "rights-contradiction"]
        shown = [each.message + each.hint + each.source for each in said if "name" not in each.key]
        assert not any("Heirs" in each for each in shown), shown


# Access, notices, markings


@pytest.mark.parametrize(
    ("access", "files", "key"),
    [
        ({"status": "closed"}, [{"path": "1.pdf"}], "file.0.path"),
        ({"status": "closed"}, [{"url": "https://archive.edu/1.pdf"}], "file.0.url"),
        ({"status": "closed"}, [{"description": "Scan"}, {"path": "1.pdf"}], "file.1.path"),
        ({"status": "closed", "until": "2030"}, [{"path": "1.pdf"}], "file.0.path"),
        (
            {"status": "embargoed", "until": "2027"},
            [{"path": "1.pdf"}, {"path": "2"}],
            "file.0.path",
        ),
        ({"status": "closed", "until": "2020"}, [{"path": "1.pdf"}], ""),
        ({"status": "embargoed", "until": "2026-11-24"}, [{"path": "1.pdf"}], ""),
        ({"status": "embargoed", "until": "2026"}, [{"path": "1.pdf"}], ""),
        ({"status": "embargoed"}, [{"path": "1.pdf"}], ""),
        ({"status": "restricted", "until": "2030"}, [{"path": "1.pdf"}], ""),
        ({"status": "open"}, [{"path": "1.pdf"}], ""),
        ({"statement": "Closed."}, [{"path": "1.pdf"}], ""),
        ({"status": "closed"}, [{"description": "Kept in the vault"}], ""),
        ({"status": "closed"}, [], ""),
    ],
)
def test_files_of_what_is_closed(
    access: dict[str, str], files: list[dict[str, str]], key: str
) -> None:
    data = complete(access=access, file=files)
    assert keys("access-and-files", data) == [key] * bool(key)


@pytest.mark.parametrize(
    ("access", "is_lapsed"),
    [
        ({"status": "embargoed", "until": "2026-11-23"}, True),
        ({"status": "closed", "until": "2025"}, True),
        ({"status": "restricted", "until": "2020/2025"}, True),
        ({"status": "embargoed", "until": "2026-11-24"}, False),
        ({"status": "embargoed", "until": "2026"}, False),
        ({"status": "closed", "until": "2020/.."}, False),
        ({"status": "open", "until": "2020"}, False),
        ({"until": "2020"}, False),
        ({"status": "closed"}, False),
    ],
)
def test_access_lapsed(access: dict[str, str], is_lapsed: bool) -> None:
    assert keys("access-lapsed", complete(access=access)) == ["access.until"] * is_lapsed


LABEL = "https://localcontexts.org/label/tk-attribution/"


@pytest.mark.parametrize(
    ("notice", "is_wrong"),
    [
        ({"kind": "label"}, True),
        ({"kind": "label", "uri": LABEL, "text": "TK A"}, True),
        ({"uri": LABEL}, True),
        ({"uri": "http://www.localcontexts.org/labels/bc-provenance"}, True),
        ({"kind": "label", "community": " ", "uri": LABEL}, True),
        ({"kind": "label", "community": "Passamaquoddy Tribe"}, False),
        ({"kind": "label", "project": "https://localcontextshub.org/projects/1"}, False),
        ({"kind": "notice"}, False),
        ({"kind": "notice", "uri": LABEL}, False),
        ({"kind": "content-warning", "text": "See the label."}, False),
        ({"uri": "https://localcontexts.org/notice/tk-notice/"}, False),
        ({"kind": "label", "uri": "https://localcontexts.org/notice/tk-notice/"}, False),
        ({"uri": "https://archive.edu/?localcontexts.org/label/"}, False),
        ({"text": "Label"}, False),
    ],
)
def test_label_has_a_community(notice: dict[str, str], is_wrong: bool) -> None:
    data = complete(notice=[{"kind": "content-warning", "text": "Violence."}, notice])
    assert keys("notice-without-community", data) == ["notice.1"] * is_wrong
    gap = [{"field": "notice.community", "reason": "unknown"}]
    assert keys("notice-without-community", {**data, "gap": gap}) == []


MARKED = """
Secret
TOP SECRET
Top-secret
Top Secret//SI
COSMIC TOP SECRET
still secret
Downgraded to Confidential
Confidential, 1975
NATO RESTRICTED
VS-NfD
VS-Nur für den Dienstgebrauch
Streng geheim!
Geheime Verschlußsache
Секретно
Сов. секретно
сов.секретно
СОВЕРШЕННО СЕКРЕТНО (Особая папка)
«Совершенно секретно»
sovershenno sekretno
Secret-défense
tre\u0300s secret
Ściśle tajne
绝密
"""
UNMARKED = """
Declassified
Declassified from Secret
De-classified
Unclassified
Unrestricted
Not secret
No longer secret
Formerly top secret
Secret until 1995
Secret (declassified 1995)
Secret, lifted 1995
Was Top Secret
Open
Public
none
Released in part
Confidential, released 1996
Рассекречено
Секретно (рассекречено в 1995 г.)
Гриф снят
Гриф «секретно» снят
Offen
Nicht mehr geheim
Geheim, aufgehoben 1995
Secrétariat général
Secretariat
Confidentiality agreement
Déclassifié
Secret, de\u0301classifié
Rassekrecheno
Confidentially shared
"""


@pytest.mark.parametrize("text", MARKED.strip().splitlines())
def test_marking_is_read(text: str) -> None:
    assert marking(text)
    data = complete(classification={"current": text}, access={"status": "open"})
    assert keys("classification-current", data) == ["classification.current"]
    for other in ("closed", "restricted", "embargoed", None):
        access = {"status": other} if other else {"statement": "Ask."}
        assert keys("classification-current", {**data, "access": access}) == []


@pytest.mark.parametrize("text", UNMARKED.strip().splitlines())
def test_marking_that_ended_is_none(text: str) -> None:
    assert marking(text) == ""
    data = complete(
        classification={"original": "Top secret", "current": text}, access={"status": "open"}
    )
    assert keys("classification-current", data) == []


# Tombstones, and hostile records

CLAIM_RULES = (
    "access-and-files",
    "access-lapsed",
    "classification-current",
    "contact-unreachable",
    "digitization-claims-rights",
    "notice-without-community",
    "rights-contradiction",
    "rights-layers",
)
ALL_WRONG: dict[str, Any] = {
    "rights": [
        table(PDM, of="original", holder=["Heirs"], statement="All rights reserved."),
        table(INC, of="digitization", contact={"name": "A", "email": "x"}),
    ],
    "classification": {"current": "Secret"},
    "notice": [{"kind": "label"}],
    "file": [{"path": "1.pdf"}],
}


@pytest.mark.parametrize("rule", CLAIM_RULES)
def test_tombstone_is_judged_by_none(rule: str) -> None:
    said = [
        found(rule, complete(**ALL_WRONG, access=access, record=record))
        for access in (
            {"status": "closed"},
            {"status": "closed", "until": "2020"},
            {"status": "open"},
        )
        for record in ({}, {"status": "withdrawn"})
    ]
    assert any(said[0::2])
    assert not any(said[1::2])


LONG = 200_000


@pytest.mark.parametrize("rule", CLAIM_RULES)
@pytest.mark.parametrize(
    "text",
    [
        "a" * LONG,
        "@" * LONG,
        " at " * (LONG // 4),
        "(c) " * (LONG // 4),
        "© " * (LONG // 2),
        "all  " * (LONG // 5),
        "<" * LONG,
        "secret " * (LONG // 7),
        "[" * LONG,
    ],
)
def test_long_texts_take_no_time(rule: str, text: str) -> None:
    data = complete(
        rights=[
            table(NOC, statement=text, holder=[text], contact={"name": text, "email": text}),
            table(statement("InC-RUU"), holder=[text], contact={"name": text, "url": text}),
            {"of": "digitization", "uri": text},
        ],
        classification={"current": text},
        access={"status": "open"},
        notice=[{"uri": text}],
    )
    start = time.perf_counter()
    for problem in found(rule, data):
        assert len(problem.message + problem.hint) < 700
    assert time.perf_counter() - start < 0.5


@pytest.mark.parametrize("rule", CLAIM_RULES)
def test_many_tables_take_no_time(rule: str) -> None:
    uris = [INC, NOC, PDM, f"{CC}by/4.0/"]
    data = complete(
        rights=[
            table(uris[at % 4], start=f"{1000 + at}", end=f"{1000 + at}-02", basis="copyright")
            for at in range(8000)
        ],
        notice=[{"kind": "label"}] * 8000,
        file=[{"path": "1"}] * 8000,
        access={"status": "closed"},
    )
    record = read(prune(data).data).record
    start = time.perf_counter()
    for _ in RULES[rule].check(record, Settings("record.toml", TODAY)):  # type: ignore[attr-defined]
        pass
    assert time.perf_counter() - start < 2
