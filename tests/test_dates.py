"""EDTF: what is valid, at which level, which days it may mean, and what is said where it is not."""

from __future__ import annotations

import re
import time
import tomllib
from calendar import isleap, monthrange
from collections import Counter
from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from muniment.dates import Day, Edtf, fault, from_toml, overlap, read
from muniment.datings import dating

# A slow machine is not a wrong answer.
unhurried = settings(deadline=None)


def day(text: str) -> Day | None:
    """Read the shorthand of the tables below: -43.1.1 is 1 January of the year -43."""
    if text == "none":
        return None
    year, month, number = text.rsplit(".", 2)
    return int(year), int(month), int(number)


# Each line: expression, level, first day, last day.
VALID = """
1985-04-12                  0  1985.4.12        1985.4.12
1985-04                     0  1985.4.1         1985.4.30
1985                        0  1985.1.1         1985.12.31
0000                        0  0.1.1            0.12.31
2000-02-29                  0  2000.2.29        2000.2.29
1952-02                     0  1952.2.1         1952.2.29
1900-02                     0  1900.2.1         1900.2.28
1985-04-12T23:20:30         0  1985.4.12        1985.4.12
1985-04-12T23:20:30Z        0  1985.4.12        1985.4.12
1985-04-12T23:20:30-04      0  1985.4.12        1985.4.12
1985-04-12T23:20:30+04:30   0  1985.4.12        1985.4.12
1985-04-12T24:00:00         0  1985.4.12        1985.4.12
2000-02-29T00:00:00+00:00   0  2000.2.29        2000.2.29
-1985-04-12T23:20:30        1  -1985.4.12       -1985.4.12
1964/2008                   0  1964.1.1         2008.12.31
2004-06/2006-08             0  2004.6.1         2006.8.31
2004-02-01/2005-02-08       0  2004.2.1         2005.2.8
2004-02-01/2005-02          0  2004.2.1         2005.2.28
2004-02-01/2005             0  2004.2.1         2005.12.31
2005/2006-02                0  2005.1.1         2006.2.28
1953/1953                   0  1953.1.1         1953.12.31
1953-05/1953                0  1953.5.1         1953.12.31
Y170000002                  1  170000002.1.1    170000002.12.31
Y-170000002                 1  -170000002.1.1   -170000002.12.31
Y12345678901234567890       1  12345678901234567890.1.1  12345678901234567890.12.31
2001-21                     1  2001.3.1         2001.5.31
2001-22                     1  2001.6.1         2001.8.31
2001-23                     1  2001.9.1         2001.11.30
2001-24                     1  2001.12.1        2002.2.28
2003-24                     1  2003.12.1        2004.2.29
-0001-24                    1  -1.12.1          0.2.29
2001-21?                    1  2001.3.1         2001.5.31
1984?                       1  1984.1.1         1984.12.31
2004-06~                    1  2004.6.1         2004.6.30
2004-06-11%                 1  2004.6.11        2004.6.11
201X                        1  2010.1.1         2019.12.31
20XX                        1  2000.1.1         2099.12.31
20XX?                       1  2000.1.1         2099.12.31
2004-XX                     1  2004.1.1         2004.12.31
1985-04-XX                  1  1985.4.1         1985.4.30
1985-XX-XX                  1  1985.1.1         1985.12.31
-19XX                       1  -1999.1.1        -1900.12.31
-1985                       1  -1985.1.1        -1985.12.31
-0044-03-15                 1  -44.3.15         -44.3.15
1985-04-12/..               1  1985.4.12        none
1985-04/..                  1  1985.4.1         none
../1985-04                  1  none             1985.4.30
../1985                     1  none             1985.12.31
1985/                       1  1985.1.1         none
/1985-04-12                 1  none             1985.4.12
/..                         1  none             none
../                         1  none             none
1984~/2004-06               1  1984.1.1         2004.6.30
1984-06-02?/2004-08-08~     1  1984.6.2         2004.8.8
1985?/..                    1  1985.1.1         none
-1000/-0999                 1  -1000.1.1        -999.12.31
2003-22/2003-23             1  2003.6.1         2003.11.30
Y-17E7                      2  -170000000.1.1   -170000000.12.31
Y17E2                       2  1700.1.1         1700.12.31
1950S2                      2  1900.1.1         1999.12.31
1950S4                      2  1950.1.1         1950.12.31
-1950S2                     2  -1999.1.1        -1900.12.31
Y171010000S3                2  171000000.1.1    171999999.12.31
Y3388E2S3                   2  338000.1.1       338999.12.31
2001-25                     2  2001.3.1         2001.5.31
2001-28                     2  2001.12.1        2002.2.28
2001-29                     2  2001.9.1         2001.11.30
2001-30                     2  2001.12.1        2002.2.28
2001-31                     2  2001.3.1         2001.5.31
2001-32                     2  2001.6.1         2001.8.31
2001-33                     2  2001.1.1         2001.3.31
2001-34                     2  2001.4.1         2001.6.30
2001-36                     2  2001.10.1        2001.12.31
2001-37                     2  2001.1.1         2001.4.30
2001-39                     2  2001.9.1         2001.12.31
2001-40                     2  2001.1.1         2001.6.30
2001-41                     2  2001.7.1         2001.12.31
19XX-21                     2  1900.3.1         1999.5.31
[1667,1668,1670..1672]      2  1667.1.1         1672.12.31
[..1760-12-03]              2  none             1760.12.3
[1760-12..]                 2  1760.12.1        none
[1760-01,1760-02,1760-12..] 2  1760.1.1         none
[1667,1760-12]              2  1667.1.1         1760.12.31
[1760,1667]                 2  1667.1.1         1760.12.31
[..1984]                    2  none             1984.12.31
[..1760,1770..]             2  none             none
{1667,1668,1670..1672}      2  1667.1.1         1672.12.31
{1960,1961-12}              2  1960.1.1         1961.12.31
{..1984}                    2  none             1984.12.31
[-1740-02-12..-1200-01-29]  2  -1740.2.12       -1200.1.29
[Y-20000..1950]             2  -20000.1.1       1950.12.31
2004-06~-11                 2  2004.6.11        2004.6.11
2004?-06-11                 2  2004.6.11        2004.6.11
?2004-06-~11                2  2004.6.11        2004.6.11
2004-%06-11                 2  2004.6.11        2004.6.11
%2011-06-13                 2  2011.6.13        2011.6.13
?-2004-06                   2  -2004.6.1        -2004.6.30
%2001                       2  2001.1.1         2001.12.31
156X-12-25                  2  1560.12.25       1569.12.25
15XX-12-XX                  2  1500.12.1        1599.12.31
XXXX-12-XX                  2  0.12.1           9999.12.31
XXXX                        2  0.1.1            9999.12.31
-000X                       1  -9.1.1           -1.12.31
1XXX-XX                     2  1000.1.1         1999.12.31
1XXX-12                     2  1000.12.1        1999.12.31
1984-1X                     2  1984.10.1        1984.12.31
1984-X1                     2  1984.1.1         1984.11.30
1984-XX-31                  2  1984.1.31        1984.12.31
1984-02-2X                  2  1984.2.20        1984.2.29
1953-1X-3X                  2  1953.10.30       1953.12.31
200X-02-29                  2  2000.2.29        2008.2.29
190X-02-29                  2  1904.2.29        1908.2.29
-000X-02-29                 2  -8.2.29          -4.2.29
2004-06-~01/2004-06-~20     2  2004.6.1         2004.6.20
2004-06-XX/2004-07-03       2  2004.6.1         2004.7.3
198X/199X                   2  1980.1.1         1999.12.31
2004-06-11/2004-06-XX       2  2004.6.11        2004.6.30
2019-12/%2020               2  2019.12.1        2020.12.31
"""

# Each line: what was written, what the message says, what the hint says.
INVALID = """
1953-1956            | not a date              | Write 1953/1956.
1953–1956            | not a date              | Write 1953/1956.
1953 - 1956          | not a date              | Write 1953/1956.
1953 to 1956         | not a date              | Write 1953/1956.
1914-18              | There is no month 18    | Write 1914/1918.
1930 - 35            | not a date              | Write 1930/1935.
1953/56              | not a date              | Write 1953/1956.
1853-03-05-1853-04-1 | not a date              | Write 1853-03-05/1853-04-01.
May 1952 – June 1953 | not a date              | Write 1952-05/1953-06.
c1953                | not a date              | Write 1953~.
ca. 1953             | not a date              | Write 1953~.
circa 1953           | not a date              | Write 1953~.
[ca. 1953]           | not a date              | Write 1953~.
c. 1953?             | not a date              | Write 1953%.
ca. December 1952    | not a date              | Write 1952-12~.
c1953-c1956          | not a date              | Write 1953~/1956~.
ca. 1953-1956        | two ways                | Write 1953~/1956 or 1953~/1956~, whichever
1953-2-3             | not a date              | Write 1953-02-03.
1953-2               | not a date              | Write 1953-02.
1953-4               | two ways                | Write 1953-04 or 1953/1954, whichever
1952/12/27           | not a date              | Write 1952-12-27.
1952.12.27           | not a date              | Write 1952-12-27.
19521227             | not a date              | Write 1952-12-27.
12/1952              | not a date              | Write 1952-12.
December 27, 1952    | not a date              | Write 1952-12-27.
27 December 1952     | not a date              | Write 1952-12-27.
27 Dec. 1952         | not a date              | Write 1952-12-27.
27-dec-1952          | not a date              | Write 1952-12-27.
the 2nd of May, 1952 | not a date              | Write 1952-05-02.
1952 December 27     | not a date              | Write 1952-12-27.
December 1952        | not a date              | Write 1952-12.
Sept. 1952           | not a date              | Write 1952-09.
Spring 1953          | not a date              | Write 1953-21.
30 February 1952     | not a date              | The usual forms
27 Decembre 1952     | not a date              | Write 1952-12-27.
27 Desember 1952     | not a date              | The usual forms
27 December 52       | not a date              | The usual forms
27.12.1952           | not a date              | Write 1952-12-27.
3.4.1953             | not a date              | Write 1953-04-03.
12.27.1952           | not a date              | Write 1952-12-27.
12/27/1952           | not a date              | Write 1952-12-27.
27/12/1952           | not a date              | Write 1952-12-27.
03/04/1953           | two ways                | Write 1953-04-03 or 1953-03-04, whichever
04/04/1953           | not a date              | Write 1953-04-04.
03/04/53             | not a date              | The usual forms
19uu                 | not a date              | Write 19XX.
19uu/1953            | not a date              | Write 19XX/1953.
195-                 | not a date              | Write 195X.
[19--?]              | not a date              | Write 19XX?.
1950s                | not a date              | Write 195X.
1900s                | two ways                | Write 190X or 19XX, whichever
1900's               | two ways                | Write 190X or 19XX, whichever
unknown/1953         | not a date              | Write /1953.
1953/open            | not a date              | Write 1953/.., with two dots.
c1953/               | not a date              | Write 1953~/.
1953?~               | not a date              | Write 1953%.
(1953)~              | not a date              | Write 1953~.
y17e7                | not a date              | Write Y17E7.
1950p2               | not a date              | Write 1950S2.
[1953]               | brackets are for several| write 1953, or 1953? if
{1953?}              | brackets are for several| Write 1953?.
[1667, 1668]         | not a date              | Write [1667,1668].
1952-12-27 10:00:00  | not a date              | Write 1952-12-27T10:00:00.
1952-12-27t10:00:00z | not a date              | Write 1952-12-27T10:00:00Z.
1952-12-27T10:00     | not a date              | A time has seconds
1952-12-27T10:00:00/1953 | not a date          | follows a single date
1952-12-27T25:00:00  | There is no hour 25     | The last hour is 23.
1952-12-27T24:00:01  | There is no hour 24     | The last hour is 23.
1952-12-27T10:60:00  | There is no minute 60   | The last minute is 59.
1952-12-27T10:00:60  | There is no second 60   | The last second is 59.
1952-12-27T10:00:00+24 | There is no hour 24   | The last hour is 23.
1952-12-27T24:00:00+01:60 | There is no minute 60 | The last minute is 59.
1952-12-27T10:00:00-00:00 | no minus sign      | Write 1952-12-27T10:00:00Z.
1953-02-29T10:00:00  | 1953 is not a leap year | Write 1953-02
1953-02-29           | 1953 is not a leap year: February has 28 days | Write 1953-02 if
1953-02-30           | 1953 is not a leap year | Write 1953-02 if
2000-02-30           | 2000 is a leap year: February has 29 days | Write 2000-02 if
1900-02-29           | 1900 is not a leap year | convert a day of the Julian one
XXXX-02-30           | at most 29 days         | Write XXXX-02 if
1XX3-02-29           | 1XX3 is not a leap year | Write 1XX3-02 if
1953-06-31           | June has 30 days        | Write 1953-06 if
1953-X4-31           | Month X4 has 30 days    | Write 1953-X4 if
1953-12-32           | There is no day 32      | Write 1953-12 if
1953-02-00           | There is no day 00      | Write 1953-02 if
1953-00              | There is no month 00    | Write 1953 if
1953-13-01           | There is no month 13    | Write 1953 if
1953-42              | There is no month 42    | Write 1953 if
1984-2X              | There is no month 2X    | Write 1984 if
2001-21-05           | 21 is a season          | Write 2001-21
1956/1953            | 1953 comes before 1956  | Write 1953/1956 if
1953-03-05/1953-03-01| 1953-03-01 comes before 1953-03-05 | Write 1953-03-01/1953-03-05
1953-05/1953-04-30   | comes before            | Write 1953-04-30/1953-05
0001/-0001           | -0001 comes before 0001 | Write -0001/0001
[1672..1670]         | 1670 comes before 1672  | Write 1670..1672 if
[1670..1672-03]      | equally precise         | two years
[1950..,1960]        | open range stands       | 1952.. at its end
[1950,..1960]        | open range stands       | Put ..1952 at the beginning
/                    | at one end              | 1952/.. or ../1952
../..                | at one end              | 1952/.. or ../1952
Y1985                | more than four digits   | Write 1985.
Y-43                 | more than four digits   | Write -0043.
Y17E90               | more than 20 digits     |
1950S5               | 1950 has no 5 digits    | S gives
-0000                | no minus sign           | Write 0000
-0000-21             | no minus sign           | Write 0000
-0000S2              | no minus sign           | Write 0000
n.d.                 | not a date              | The usual forms
1953-X-27            | not a date              | The usual forms
1952-12-27/28        | not a date              | The usual forms
53                   | not a date              | The usual forms
Y0123456             | not a date              | The usual forms
1950S0               | not a date              | The usual forms
[..]                 | not a date              | The usual forms
[]                   | not a date              | The usual forms
[1667,,1668]         | not a date              | The usual forms
[1667...1668]        | not a date              | The usual forms
[1667,1668           | not a date              | The usual forms
[1667,1668}          | not a date              | The usual forms
1953/1954/1955       | not a date              | The usual forms
1953??               | not a date              | Write 1953?.
２０２６               | not a date              | The usual forms
"""

ALPHABET = st.text("0123456789X-/.?~%[]{},YESTZ:+ ", max_size=30)
PIECES = """
1953 1956 0000 19 27 12 02 2 30 XX 19uu 195- - / . .. , : T Z ? ~ % [ ] { } c ca. circa to unknown
open December May spring of s X Y S2 E7 10:00:00 –
"""
WORDS = st.lists(st.sampled_from([" ", " - ", *PIECES.split()]), max_size=9).map("".join)
ANY_DATE = st.dates().map(date.isoformat)
CENTURY = "\n".join((date(1900, 1, 1) + timedelta(each)).isoformat() for each in range(36_524))


def lines(table: str) -> list[str]:
    return [line for line in table.splitlines() if line]


@pytest.mark.parametrize("line", lines(VALID), ids=lambda line: line.split()[0])
def test_valid(line: str) -> None:
    """What the specification allows is valid, of the level it names, and means these days."""
    text, level, earliest, latest = line.split()
    assert fault(text) is None
    assert read(text) == Edtf(text, int(level), day(earliest), day(latest))


@pytest.mark.parametrize("line", lines(INVALID), ids=lambda line: line.split("|")[0].strip())
def test_invalid(line: str) -> None:
    """What is no EDTF gets a message with the reason and a hint with what to write."""
    text, message, hint = (part.strip() for part in line.split("|"))
    found = fault(text)
    assert found is not None
    assert message in found.message
    assert hint in found.hint
    with pytest.raises(ValueError, match=re.escape(found.message)):
        read(text)


@pytest.mark.parametrize("text", ["", " ", "\n"])
def test_blank(text: str) -> None:
    """Nothing, or nothing that can be seen, is said to be blank."""
    found = fault(text)
    assert found is not None
    assert found.message == "The date is blank"


@pytest.mark.parametrize("text", ["1953\n", " 1953", "1953\0", "\ud800", "1953\u2028", "١٩٥٣"])
def test_hostile_characters(text: str) -> None:
    """Blanks around, control characters, surrogates and other digits are refused, and printable."""
    found = fault(text)
    assert found is not None
    assert found.message.isprintable()
    found.message.encode("utf-8")


def test_too_long() -> None:
    """A text of more than 100 characters is refused before anybody reads it."""
    assert fault("[" + ",".join(["1953"] * 19) + "]") is None
    found = fault("[" + ",".join(["1953"] * 30) + "]")
    assert found is not None
    assert "at most 100 characters" in found.message
    assert "here are 151" in found.message


@pytest.mark.parametrize(
    "text",
    [
        *("-" * 100, "1/" * 50, "c " * 50, "1 to " * 20, "?~" * 50, "[" + "," * 98 + "]"),
        *("X" * 100, "XXX3-02-29", "XXX3-02-29/XXX3-02-29", "ca. XXX1-02-29 - XXX1-02-29"),
        *("Y" + "9" * 99, "Y1E" + "9" * 97, "1950S" + "9" * 95),
    ],
)
def test_speed(text: str) -> None:
    """No text of 100 characters or less takes noticeable time."""
    start = time.perf_counter()
    fault(text)
    assert time.perf_counter() - start < 10


def test_leap_years() -> None:
    """29 February is in exactly the years in which the standard library has it."""
    for year in range(1, 10_000):
        assert (fault(f"{year:04}-02-29") is None) is isleap(year), year
    assert fault("0000-02-29") is None
    assert fault("-0004-02-29") is None
    assert fault("-0001-02-29") is not None


@pytest.mark.parametrize("month", range(1, 13))
def test_days_of_the_month(month: int) -> None:
    """Each month has the days that the standard library gives it, with an X in the year or not."""
    for number in range(1, 32):
        is_day = number <= monthrange(1953, month)[1]
        assert (fault(f"1953-{month:02}-{number:02}") is None) is is_day
        assert (fault(f"19X3-{month:02}-{number:02}") is None) is is_day


@given(ANY_DATE)
@unhurried
def test_any_date(text: str) -> None:
    """Every date of the standard library is valid and means itself."""
    expected = date.fromisoformat(text).timetuple()[:3]
    assert fault(text) is None
    assert read(text) == Edtf(text, 0, expected, expected)


@given(ANY_DATE, ANY_DATE)
@unhurried
def test_interval_in_order(start: str, end: str) -> None:
    """An interval of plain dates is valid if and only if it does not end before it begins."""
    assert (fault(f"{start}/{end}") is None) is (start <= end)
    assert (fault(f"[{start}..{end}]") is None) is (start <= end)


@given(st.dates(date(1000, 1, 1)), st.sets(st.integers(0, 9).filter(lambda at: at not in (4, 7))))
@unhurried
def test_unspecified_digits(one: date, places: set[int]) -> None:
    """A date with some digits unspecified is valid, and its range has the date inside."""
    text = "".join("X" if at in places else digit for at, digit in enumerate(one.isoformat()))
    found = read(text)
    assert found.earliest is not None
    assert found.latest is not None
    assert found.earliest <= one.timetuple()[:3] <= found.latest
    for bound in (found.earliest, found.latest):
        spelt = f"{bound[0]:04}-{bound[1]:02}-{bound[2]:02}"
        assert fault(spelt) is None
        assert all(digit in ("X", other) for digit, other in zip(text, spelt, strict=True))


@given(st.from_regex(r"19[0-9X]{2}-[01X][0-9X]-[0-3X][0-9X]", fullmatch=True))
@unhurried
def test_unspecified_digits_by_trial(text: str) -> None:
    """A date with unspecified digits means the first to the last day of all that fit."""
    days = re.findall(f"^{text.replace('X', '[0-9]')}$", CENTURY, re.MULTILINE)
    if re.search("-(2[1-9]|3[0-9])-", text) or not days:
        assert fault(text) is not None
    else:
        first, last = (date.fromisoformat(each).timetuple()[:3] for each in (days[0], days[-1]))
        assert read(text)[2:] == (first, last)


@given(ALPHABET | WORDS | st.text())
@unhurried
def test_never_raises(text: str) -> None:
    """Whatever the text, there is an answer, and reading agrees with it."""
    found = fault(text)
    if found is None:
        known = read(text)
        assert known.level in (0, 1, 2)
        assert known.earliest is None or known.latest is None or known.earliest <= known.latest
    else:
        assert found.message
        with pytest.raises(ValueError, match=re.escape(found.message)):
            read(text)


@given(ALPHABET | WORDS | st.text())
@settings(max_examples=300, deadline=None)
def test_readings_are_valid(text: str) -> None:
    """Whatever is suggested is itself EDTF."""
    for reading in dating(text).readings:
        assert fault(reading) is None, reading


@given(WORDS.filter(lambda text: ":" not in text and fault(text) is not None))
@settings(max_examples=300, deadline=None)
def test_readings_lose_nothing(text: str) -> None:
    """A certain reading has every digit of the text, noughts aside."""
    likely = dating(text).readings
    if len(likely) == 1:
        assert Counter(re.sub("[^1-9]", "", text)) <= Counter(re.sub("[^1-9]", "", likely[0]))


@given(st.dates(date(1000, 1, 1)))
@unhurried
def test_readings_of_any_day(one: date) -> None:
    """A day written in words, in figures or run together is always read as that day."""
    forms = ["{0:%B} {0.day}, {0.year}", "{0.day} {0:%b}. {0.year}", "{0:%d.%m.%Y}", "{0:%Y%m%d}"]
    forms += ["{0.year} {0:%B} {0.day}", "{0.year}-{0.month}-{0.day} ", "{0:%Y/%m/%d}"]
    for form in forms:
        text = form.format(one)
        assert dating(text).readings == (one.isoformat(),), text


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("1952", "1952-12-27", True),
        ("1952", "1953", False),
        ("1952/1953", "1953-12-31", True),
        ("1952/1953", "1954", False),
        ("1952/..", "2026", True),
        ("1952/..", "1951", False),
        ("/1952", "-0044", True),
        ("/1952", "1953/..", False),
        ("/..", "1952", True),
        ("1952-24", "1953-02-28", True),
        ("195X", "1950S2", True),
        ("1952?", "1953", False),
        ("[1950,1960]", "1955", True),
        ("Y17E7", "2026", False),
    ],
)
def test_overlap(one: str, other: str, expected: bool) -> None:
    """Two expressions overlap when some day is within both ranges."""
    assert overlap(read(one), read(other)) is expected
    assert overlap(read(other), read(one)) is expected


@given(ANY_DATE, ANY_DATE, ANY_DATE, ANY_DATE)
@unhurried
def test_overlap_of_intervals(one: str, two: str, three: str, four: str) -> None:
    """Overlap is symmetric, and is what comparing the ends of the intervals gives."""
    (start, end), (begin, close) = sorted((one, two)), sorted((three, four))
    first, second = read(f"{start}/{end}"), read(f"{begin}/{close}")
    assert overlap(first, second) is overlap(second, first) is (start <= close and begin <= end)
    assert overlap(first, first)


@pytest.mark.parametrize(
    ("toml", "text", "is_valid"),
    [
        ("1952-12-27", "1952-12-27", True),
        ("0044-03-15", "0044-03-15", True),
        ("1952-12-27T10:20:30", "1952-12-27T10:20:30", True),
        ("1952-12-27 10:20:30Z", "1952-12-27T10:20:30Z", True),
        ("1952-12-27T10:20:30+00:00", "1952-12-27T10:20:30Z", True),
        ("1952-12-27T10:20:30-05:30", "1952-12-27T10:20:30-05:30", True),
        ("1952-12-27T10:20:30.5", "1952-12-27T10:20:30.500000", False),
        ("1952-12-27T10:20:30.25Z", "1952-12-27T10:20:30.250000Z", False),
        ("07:32:00", "07:32:00", False),
    ],
)
def test_from_toml(toml: str, text: str, is_valid: bool) -> None:
    """A date that TOML knows becomes the text a cataloguer would have written."""
    assert from_toml(tomllib.loads(f"date = {toml}")["date"]) == text
    assert (fault(text) is None) is is_valid


@pytest.mark.parametrize("value", ["1952-12-27", "", 1952, 19.5, True, None, [date(1952, 12, 27)]])
def test_from_toml_leaves_the_rest(value: object) -> None:
    """What is not a date of TOML comes back as it was."""
    assert from_toml(value) is value


@given(st.datetimes(timezones=st.just(timezone(timedelta(hours=5, minutes=30)))))
@unhurried
def test_from_toml_any_moment(moment: datetime) -> None:
    """A moment to the second, with its shift, is valid and falls on its day."""
    text = from_toml(moment.replace(microsecond=0))
    assert isinstance(text, str)
    assert read(text)[1:3] == (0, moment.timetuple()[:3])
