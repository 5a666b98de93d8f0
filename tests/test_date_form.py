"""The rule date-form: dates that can be read in one way are mended, and no others."""

from __future__ import annotations

import time
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from muniment import recordfile
from muniment.dates import RULE, fault
from muniment.datings import dating
from muniment.edits import applied
from muniment.lint import Linter
from muniment.lint_settings import LintSettings
from muniment.vocabularies import months
from program import TODAY
from specimens import GOOD

if TYPE_CHECKING:
    from muniment.finding import Finding

# Each line: what was written, and the one thing that it says.
CERTAIN = """
December 27, 1952            | 1952-12-27
27. Dezember 1952            | 1952-12-27
den 27. Dezember 1952        | 1952-12-27
27 Mrz. 1952                 | 1952-03-27
27 décembre 1952             | 1952-12-27
27 de\u0301cembre 1952       | 1952-12-27
27 DECEMBRE 1952             | 1952-12-27
le 1er janvier 1953          | 1953-01-01
27 févr. 1952                | 1952-02-27
juil. 1952                   | 1952-07
27 декабря 1952 г.           | 1952-12-27
27 декабря 1952 года         | 1952-12-27
Декабрь 1952                 | 1952-12
27 дек. 1952                 | 1952-12-27
27 de diciembre de 1952      | 1952-12-27
1º de enero de 1953          | 1953-01-01
1° gennaio 1953              | 1953-01-01
27 grudnia 1952 r.           | 1952-12-27
27.XII.1952                  | 1952-12-27
27 X 1952                    | 1952-10-27
1952年12月27日               | 1952-12-27
1952 年 12 月                | 1952-12
1952年                       | 1952
1952년 12월 27일             | 1952-12-27
1953 г.                      | 1953
1953.                        | 1953
12/27/1952                   | 1952-12-27
1953/12                      | 1953-12
1952.12                      | 1952-12
spring 1953                  | 1953-21
Frühjahr 1953                | 1953-21
весна 1953 г.                | 1953-21
c1953                        | 1953~
около 1953 г.                | 1953~
1953 ca.                     | 1953~
[1953?]                      | 1953?
(1953)~                      | 1953~
195u                         | 195X
1953-uu-uu                   | 1953-XX-XX
1953-??-??                   | 1953-XX-XX
19??                         | 19XX
{1953}                       | 1953
before 1953                  | ../1953
after May 1953               | 1953-05/..
until 27 December 1952       | ../1952-12-27
не позднее 27 декабря 1952 г.| ../1952-12-27
from 1953 to 1956            | 1953/1956
from 1953                    | 1953/..
1953/unknown                 | 1953/
Winter 1952/Spring 1953      | 1952-24/1953-21
Y1985                        | 1985
1952-12-27T10:00:00-00:00    | 1952-12-27T10:00:00Z
1952-12-27T10:00:00.000Z     | 1952-12-27T10:00:00Z
"""
# Each line: what was written, and what the hint names.
NOT_CERTAIN = """
04/05/1952                   | 1952-05-04 or 1952-04-05
1903/12                      | 1903-12 or 1903/1912
1900s                        | 190X or 19XX
195?                         | 195X or 195X?
jui 1952                     | 1952-06 or 1952-07
27 listopada 1952            | 1952-10-27 or 1952-11-27
[1953]                       | write 1953, or 1953? if
(December 1952)              | write 1952-12, or 1952-12? if
[1953-1956]                  | write 1953/1956 if that
1952-12-27T10:00:00.5        | write 1952-12-27T10:00:00 if
14 декабря 1900 г.           | write 1900-12-14 if this date does
4 March 1711                 | write 1711-03-04 if this date does
1956/1953                    | Write 1953/1956 if
1953-02-30                   | Write 1953-02 if
30 February 1952             | The usual forms
31 апреля 1952               | The usual forms
27.12.52                     | The usual forms
Dec 52                       | The usual forms
27 lip. 1952                 | The usual forms
winter 1952/1953             | The usual forms
27-28 December 1952          | The usual forms
May-June 1952                | The usual forms
December 1952 -              | The usual forms
- 1953                       | The usual forms
−1953                        | The usual forms
1953-                        | The usual forms
19 53                        | The usual forms
before                       | The usual forms
before 1953/..               | The usual forms
Y1985/53                     | Write 1985
"""
# Days in words: the languages, with what stands before and after the name of the month.
WORDS = {
    "English": "{month} {day}, {year}",
    "German": "{day}. {month} {year}",
    "French": "{day} {month} {year}",
    "Spanish": "{day} de {month} de {year}",
    "Italian": "{day} {month} {year}",
    "Russian": "{day} {month} {year} г.",
    "Polish": "{day} {month} {year} r.",
}
DAYS = st.dates(date(1919, 1, 1), date(2100, 1, 1))
PIECES = """
1953 1956 27 12 2 30 52 XX 19uu 195- - / . .. , : T Z ? ~ % [ ] { } ( ) c ca. circa to from before
unknown open December May мая января г. 年 月 日 spring of de s Y E7 S2 XII 10:00:00 .5 – ° ́
"""
TEXTS = st.lists(st.sampled_from([" ", " - ", *PIECES.split()]), max_size=9).map("".join) | st.text(
    max_size=40
)


def lines(table: str) -> list[tuple[str, str]]:
    return [
        (text.strip(), said.strip())
        for text, _, said in (line.partition("|") for line in table.splitlines() if line)
    ]


def instead(text: str) -> str:
    found = fault(text)
    return found.instead if found else text


def judged(text: str) -> list[Finding]:
    file = recordfile.parsed("folder/good.toml", text.encode())
    return Linter(LintSettings("folder", TODAY)).judge_file(file).findings


def mended(text: str) -> str:
    """Give the text of a file after what lint found was mended once."""
    return applied(text, [each.fix for each in judged(text)])[0]


@pytest.mark.parametrize(("text", "edtf"), lines(CERTAIN))
def test_one_reading(text: str, edtf: str) -> None:
    """What can be read in one way is."""
    found = fault(text)
    assert found is not None
    assert found.instead == edtf
    assert found.rule == RULE
    assert edtf in found.hint


@pytest.mark.parametrize(("text", "hint"), lines(NOT_CERTAIN))
def test_no_certain_reading(text: str, hint: str) -> None:
    """What can be read in two ways, or in none, is left to the cataloguer, with what to look at."""
    found = fault(text)
    assert found is not None
    assert found.instead == ""
    assert found.rule == RULE
    assert hint in found.hint


@given(DAYS, st.sampled_from(list(WORDS)), st.booleans(), st.booleans())
@settings(deadline=None)
def test_days_in_words(day: date, language: str, capital: bool, month_only: bool) -> None:
    """A day or month in the words of each language is read as that, whatever the capitals."""
    names = months._MONTHS[language].split()[day.month - 1].split("|")
    for name in names:
        if name in months._ELSEWHERE:
            continue
        month = name.capitalize() if capital else name
        if month_only:
            assert instead(f"{month} {day.year}") == day.isoformat()[:7]
        else:
            text = WORDS[language].format(day=day.day, month=month, year=day.year)
            assert instead(text) == day.isoformat()


@given(DAYS, st.sampled_from(["English", "German", "French"]), st.integers(3, 9), st.booleans())
@settings(deadline=None)
def test_shortened_months(day: date, language: str, length: int, stop: bool) -> None:
    """A month that is cut short is never read as another: it is the one, or rivals with it."""
    name = months._MONTHS[language].split()[day.month - 1].split("|")[0]
    text = f"{day.day} {name[:length]}{'.' if stop else ''} {day.year}"
    assert day.isoformat() in dating(text).readings


@given(DAYS)
@settings(deadline=None)
def test_days_in_figures(day: date) -> None:
    """Days between dots stand before months; between slashes they rival, if both are months."""
    assert instead(f"{day:%d.%m.%Y}") == day.isoformat()
    assert instead(f"{day.year}年{day.month}月{day.day}日") == day.isoformat()
    assert instead(f"{day.day}.{months.ROMAN[day.month - 1]}.{day.year}") == day.isoformat()
    is_certain = day.day > 12 or day.day == day.month
    for text in (f"{day:%d/%m/%Y}", f"{day:%m/%d/%Y}"):
        assert instead(text) == (day.isoformat() if is_certain else "")
        assert day.isoformat() in dating(text).readings


@given(TEXTS)
@example("before 1953/")
@settings(max_examples=500, deadline=None)
def test_what_is_put_instead_is_right(text: str) -> None:
    """Whatever is put instead of a date is EDTF; EDTF is left as it is; nothing raises."""
    found = fault(text)
    if found is not None:
        assert found.rule == RULE
        assert found.message
        assert found.hint or "digits is too long" in found.message
        assert not found.instead or fault(found.instead) is None
        # Never a year out of nothing; 1, 2 and 5 may come of the months above.
        assert all(digit in text for digit in set(found.instead) & set("346789"))


def test_what_is_valid_is_not_read_otherwise() -> None:
    """1930-35 is the third quarter of 1930 in EDTF: nobody is told to mend it."""
    for text in ("1930-35", "1953?", "/1953", "1953/..", "[1952,1953]", "-0043"):
        assert fault(text) is None


@pytest.mark.parametrize("text", ["- " * 50, "de " * 33, "é" * 100, "\u0344" * 100, "1 " * 50])
def test_speed(text: str) -> None:
    """No text takes noticeable time."""
    start = time.perf_counter()
    fault(text)
    fault(text * 10_000)
    assert time.perf_counter() - start < 2


def test_a_date_is_mended_in_its_file() -> None:
    """The text of the file is changed at the date alone, in the quotation marks it has."""
    text = GOOD.replace('date = "1952-12-27"', "date = '27 декабря 1952 г.' # as on the page")
    (found,) = judged(text)
    assert (found.rule, found.key, found.level) == (RULE, "date", "error")
    assert mended(text) == text.replace("27 декабря 1952 г.", "1952-12-27")
    assert judged(mended(text)) == []


def test_dates_are_mended_beside_other_faults() -> None:
    """Where items of lists fall away, each date is still mended where it stands."""
    events = "".join(
        f'\n[[provenance]]\nactivity = "{activity}"\ndate = "{date}"\n'
        for activity, date in (("", "N/A"), ("made", "c1953"), ("transfer", "May 1954"))
    )
    text = GOOD + events
    found = {each.key: each for each in judged(text) if each.rule == RULE}
    assert set(found) == {"provenance.1.date", "provenance.2.date"}
    assert mended(text) == text.replace("c1953", "1953~").replace("May 1954", "1954-05")


def test_what_is_no_text_is_of_another_rule() -> None:
    """A number is of the wrong kind; a placeholder says nothing; neither is a date's form."""
    number = judged(GOOD.replace('"1952-12-27"', "1952"))
    assert [each.rule for each in number] == ["shape"]
    nothing = judged(GOOD.replace('"1952-12-27"', '"n.d."'))
    assert [each.rule for each in nothing] == ["missing"]


def test_a_moment_of_toml_with_a_fraction() -> None:
    """A fraction of a second would be lost: that is said, and not done."""
    text = GOOD.replace('"1952-12-27"', "1952-12-27T10:20:30.5")
    (found,) = judged(text)
    assert found.rule == RULE
    assert "fractions of a second" in found.hint
    assert mended(text) == text
