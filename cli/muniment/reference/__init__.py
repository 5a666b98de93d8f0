"""Archival references: "APRF, f. 45, op. 1, d. 343, ll. 115-116" read to its parts, and back.

A citation is read by what it says, not by a list of citations: which words name levels, who is
credited, where it was printed, and who holds the original or a copy.
"""

from __future__ import annotations

from muniment.reference.citation import Archive, Citation, Credit, Part
from muniment.reference.reading import LONGEST, read

__all__ = ["LONGEST", "Archive", "Citation", "Credit", "Part", "read"]
