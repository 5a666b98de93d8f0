"""Everything is there that the profile asks for.

Blank is absent: an empty text, white space, and placeholders such as "N/A" or "TBD" count as
nothing. What is not known is said in a `[[gap]]` with a reason; then it is a note, which never
fails a run, or a warning once the gap's `review` date is past. In a draft, what is missing is a
warning. A gap covers its key, what is below it, and an ancestor that is absent.

Passes:

    source = []

    [[gap]]
    field = "source"
    reason = "not-recorded"
    note = "The page has the heading and nothing under it."
    date = "2026-11-23"
    by = "A. Cataloguer"

Fails:

    [[source]]
    citation = "N/A"
"""

LEVEL = "error"
