"""A date is EDTF, the Extended Date/Time Format, and a day of the calendar.

Programs sort, compare and look up dates, and EDTF (ISO 8601-2:2019, Annex A) is what they read:
`1952-12-27`, `1952-12`, `1952/1953` (from, to), `1952/..` (onwards), `1952~` (about), `1952?`
(perhaps), `195X` (in the 1950s), `1952-21` (in spring). A date of TOML, without quotation marks, is
right as well.

A date in words, in figures of another order, or in the draft of 2012 is mended where it can be read
in one way only: "27 December 1952", "27 декабря 1952 г.", "27.12.1952", "c1953", "1953-56",
"19uu". 12/27/1952 has no month 27; but 04/05/1952 may be in April or in May, the 1900s may be ten
years or a hundred, and a year of two digits may be of any century: there somebody has to look.
Brackets say that a date was supplied, for which EDTF has no sign: those are left to you too.

Passes:

    date = "1952-12~"
    issued = 1995-12-01

Fails:

    date = "27 December 1952"
    issued = "04/05/1995"
"""

LEVEL = "error"
FIXES = True
