"""Archival references: "APRF, f. 45, op. 1, d. 343, ll. 115-116" read to its parts, and back.

A citation is read by what it says, not by a list of citations: which words name levels, who is
credited, where it was printed, and who holds the original or a copy. The way of a citation, a
module each: `source` (the text, its brackets and sentences), `steps` (`f. 45`), `clauses` (of
archives; of credits: `thanks`; of what was printed: `publications`), `segments` between commas,
`items`, `holders` (which archive they belong to), `parts` and `naming` (what each part is), and
`saying` (what it all says). `citing` goes back; `drafting` makes the tables of a record.
"""

from __future__ import annotations

from muniment.reference.citation import Archive, Citation, Credit, Part
from muniment.reference.reading import LONGEST, read

__all__ = ["LONGEST", "Archive", "Citation", "Credit", "Part", "read"]
