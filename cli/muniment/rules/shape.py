"""Every key is a key of a record, and its value is of the kind that belongs there.

A key that nothing knows is never exported and never checked: a misspelt `rights` is no rights at
all. Dates are EDTF, languages BCP 47 tags, roles MARC relator codes, countries ISO 3166 codes.
What is your own stands under `[local]`, which is never judged.

Passes:

    date = "1952-12~"
    language = ["ru-Latn"]

    [local]
    shelf_mark = "III/4"

Fails:

    date = "ca. 1952"

    [[creator]]
    name = "Stalin, Joseph"
    roll = "aut"
"""

LEVEL = "error"
