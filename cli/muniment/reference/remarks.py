"""Remarks in a citation that are no part of a reference: "Top Secret", "signed by ..."."""

from __future__ import annotations

import re

_UNKNOWN = re.compile(
    r"(?<!\w)(?:not\s(?:given|available|known|indicated)|unknown|unspecified|no\s\w+|без\s\w+|"
    r"unfoliiert|unpag\w*|unnumbered|undated|n\.\s?d\.|o\.\s?D\.)(?!\w)|://",
    re.IGNORECASE,
)
_WHOLE = re.compile(
    r"(?:top\s)?secret|confidential|restricted|unclassified|declassified(?:\s.*)?|handwritten|typed|"
    r"typescript|manuscript|originals?|draft|(?:certified|carbon)\scopy|signed(?:\sby\s.*)?|"
    r"dated\s.*|ibid\.?|in\s(?:russian|chinese|english|german|korean|french)|excerpts?|extracts?|"
    r"\(.*\)|\d{1,4}\spp?\.?",
    re.IGNORECASE,
)
# A sentence goes on in lower case, and has several words; the names of files have a capital.
_LONGEST = 1_000
_CLAUSE = re.compile(r"[a-zа-яё]+(?:\s\S+)+")


def is_remark(text: str) -> bool:
    """Tell whether a plain part of a citation says nothing of where the document is kept."""
    return len(text) > _LONGEST or bool(_UNKNOWN.search(text) or _WHOLE.fullmatch(text))


def is_clause(text: str) -> bool:
    """Tell whether a plain part is the rest of a sentence: no name of a file begins so."""
    return bool(_CLAUSE.fullmatch(text)) and not any(map(str.isdigit, text))
