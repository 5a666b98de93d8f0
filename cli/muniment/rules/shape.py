"""Every key is a key of a record, and its value is of the kind that belongs there.

A key that nothing knows is never exported and never checked: a misspelt `rights` is no rights at
all. Languages are BCP 47 tags, roles MARC relator codes, countries ISO 3166 codes.
What is your own stands under `[local]`, which is never judged.

Passes:

    language = ["ru-Latn"]

    [local]
    shelf_mark = "III/4"

Fails:

    [[creator]]
    name = "Stalin, Joseph"
    roll = "aut"
"""

LEVEL = "error"
