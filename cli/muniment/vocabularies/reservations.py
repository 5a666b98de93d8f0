"""Words by which a notice claims copyright: its sign by a year or name, "all rights reserved".

What is not certain is none: `17 U.S.C. 105(c)`, and the `(c)` of an enumeration.
"""

from __future__ import annotations

import re
from functools import lru_cache
from unicodedata import normalize

# Nobody's notice is longer, and what stands behind is a text with other business.
_LONGEST = 20_000
_LONGEST_REMEMBERED = 2_000
_RESERVED = re.compile(
    r"\b(?:all\s{1,5}rights\s{1,5}(?:are\s{1,5})?reserved|alle\s{1,5}rechte\s{1,5}vorbehalten"
    r"|tous\s{1,5}(?:les\s{1,5})?droits\s{1,5}(?:sont\s{1,5})?réservés"
    r"|все\s{1,5}права\s{1,5}(?:защищены|сохранены|сохраняются)"
    r"|todos\s{1,5}los\s{1,5}derechos\s{1,5}(?:están\s{1,5})?reservados"
    r"|todos\s{1,5}os\s{1,5}direitos\s{1,5}reservados"
    r"|tutti\s{1,5}i\s{1,5}diritti\s{1,5}(?:sono\s{1,5})?riservati"
    r"|wszelkie\s{1,5}prawa\s{1,5}zastrzeżone)\b"
    r"|版权所有|版權所有",
    re.IGNORECASE,
)
# Cyrillic ES looks the same, and stands where a Russian keyboard was used.
_SIGN = re.compile(r"©|\([cс]\)", re.IGNORECASE)
_BEFORE = 40
_AFTER = 60
_NOT = re.compile(
    r"\b(?:not|no|no\s+longer|without|nor|formerly|nicht|kein|keine|ohne|pas|sans|non|без|не)"
    r"\s{1,3}(?:copyright\s{1,3})?$",
    re.IGNORECASE,
)
# A text that says so tells of a notice; it does not give one.
_ENDED = re.compile(
    r"\b(?:not|never|nor)\s{1,3}(?:been\s{1,3}|was\s{1,3})?renewed|\bnon-renew|\bexpired?\b|\blapsed\b"
    r"|\bwithout\s{1,3}(?:a\s{1,3})?renewal|\b(?:erloschen|abgelaufen|expirée?s?|истек\w{0,3}|истёк)\b"
    r"|\boutside\s{1,3}(?:of\s{1,3})?(?:the\s{1,3})?u(?:\.?s\b|nited\s)|\bother\s{1,3}countries\b"
    r"|\belsewhere\b",
    re.IGNORECASE,
)
_YEAR_BEFORE = re.compile(r"(?<![0-9§])(?:1[5-9]|20)[0-9]{2}\s{0,3}$")
_YEAR_AFTER = re.compile(
    r"\s{0,3}(?:copyright|by|:)?\s{0,3}(?:ca?\.?\s?|\[)?(?:1[5-9]|20)[0-9]{2}(?![0-9])",
    re.IGNORECASE,
)
_WORD_AFTER = re.compile(
    r"\s{0,3}(?i:copyright\s{1,3}|by\s{1,3}|:\s{0,3})?([^\W\d_][\w'’.&-]{0,40})"
)
_NEXT = re.compile(r"\s{1,3}([^\W\d_])")
# After these, `(c)` is a paragraph of a law or a clause: 105(c), § 105 (c), article (c).
_CLAUSE = re.compile(
    r"(?:[0-9)\]§]\s{0,3}"
    r"|\b(?:sections?|sec\.|subsections?|art\.|articles?|paragraphs?|paras?\.?|clauses?|items?"
    r"|lit\.|abs\.|buchst\.|points?|ст\.|п\.|пп\.|u\.\s?s\.\s?c\.)\s{0,3})$",
    re.IGNORECASE,
)
_ENUMERATION = re.compile(r"\(\s?[abdаб]\s?\)", re.IGNORECASE)
_NO_NAMES = frozenset(
    {
        *("a", "an", "any", "all", "as", "at", "after", "because", "before", "by", "copyright"),
        *("each", "every", "except", "expired", "for", "free", "from", "if", "in", "into", "is"),
        *("it", "its", "mark", "no", "none", "nothing", "notice", "notices", "of", "on", "only"),
        *("or", "other", "section", "sign", "status", "such", "symbol", "that", "the", "there"),
        *("these", "this", "those", "to", "unclear", "under", "undetermined", "unknown", "unless"),
        *("until", "use", "uses", "what", "when", "where", "which", "who", "with"),
    }
)


def reservation(text: str) -> str:
    """Give the words of a notice that claim copyright for somebody, or "" where there are none."""
    # Most notices stand in many records; the look-up remembers nothing huge.
    return _remembered(text) if len(text) <= _LONGEST_REMEMBERED else _reservation(text[:_LONGEST])


@lru_cache(maxsize=256)
def _remembered(text: str) -> str:
    return _reservation(text)


def _reservation(text: str) -> str:
    if not text.isascii():
        text = normalize("NFC", text)
    for found in _RESERVED.finditer(text):
        if not _NOT.search(text[max(0, found.start() - _BEFORE) : found.start()]):
            return found[0]
    if "©" not in text and not _SIGN.search(text):
        return ""
    return "" if _ENDED.search(text) else _signed(text)


def _signed(text: str) -> str:
    """Give the first sign that stands beside a year or a name, and what follows."""
    is_listed = _ENUMERATION.search(text) is not None
    for found in _SIGN.finditer(text):
        before = text[max(0, found.start() - _BEFORE) : found.start()]
        after = text[found.end() : found.end() + _AFTER]
        is_sign = found[0] == "©"
        if _NOT.search(before):
            continue
        if not is_sign and (is_listed or (_CLAUSE.search(before) and before[-1:] != "\n")):
            continue
        has_year = _YEAR_AFTER.match(after) or (is_sign and _YEAR_BEFORE.search(before))
        if has_year or _is_name(after, is_sign=is_sign):
            return _cut(found[0], after)
    return ""


def _is_name(after: str, *, is_sign: bool) -> bool:
    """Whether a name follows: a word with a capital, or of a script without, that begins none."""
    word = _WORD_AFTER.match(after)
    if word is None:
        return False
    if word[1].casefold() == "the":
        # The Wilson Center; but not: The use is free.
        following = _NEXT.match(after, word.end())
        return following is not None and (is_sign or following[1].isupper())
    return not word[1][0].islower() and word[1].rstrip(".").casefold() not in _NO_NAMES


def _cut(sign: str, after: str) -> str:
    """Give the sign and a few words after it, for a message."""
    line = re.split(r"[\n.]", after, maxsplit=1)[0]
    return " ".join([sign, *line.split()[:4]])
