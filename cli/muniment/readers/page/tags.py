"""The tags of an HTML page, their attributes, and an e-mail address that one of them hides."""

from __future__ import annotations

import re
from html import unescape

# Each of these matches wherever it begins, if only to the end: what is left open costs no search.
TOKEN = re.compile(
    r"<!--(?:-?>|.*?--!?>|.*\Z)"
    r"|<(?P<open>[A-Za-z][^\s/>]*+)"
    r"(?P<rest>(?:[^>=]++|=\s*+(?:\"[^\"]*+(?:\"|\Z)|'[^']*+(?:'|\Z))|=)*+)(?:>|\Z)"
    r"|</(?P<close>[A-Za-z][^\s/>]*+)[^>]*+(?:>|\Z)"
    r"|<[!?/][^>]*+(?:>|\Z)"
    r"|(?P<text>[^<]++|<)",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(
    r"([^\s=/>\"'][^\s=/>]*+)(?:\s*+=\s*+(?:\"([^\"]*+)\"?|'([^']*+)'?|([^\s>]*+)))?"
)
_ASKED = re.compile("lang|hidden|email|role", re.IGNORECASE)
HIDDEN = re.compile(r"\s*\[email(?:\s|&nbsp;|&#160;|&#xa0;)+protected\]", re.IGNORECASE)
_ADDRESS = re.compile(r"[^\s@<>\"',;]{1,64}@[^\s@<>\"',;]{1,250}\.[^\W\d_]{2,63}")
_PROTECTED = "/cdn-cgi/l/email-protection#"
_LONGEST_CODE = 1_000


def names(words: str) -> frozenset[str]:
    """Give the names of tags that stand in a text, parted by blanks."""
    return frozenset(words.split())


def attributes(rest: str) -> dict[str, str]:
    """Give the attributes of a tag that are asked about here, from what stands behind its name."""
    if not _ASKED.search(rest):
        return {}
    found: dict[str, str] = {}
    for each in _ATTRIBUTE.finditer(rest):
        value = each[2] or each[3] or each[4] or ""
        found.setdefault(each[1].lower(), unescape(value).strip())
    return found


def hidden_address(attributes: dict[str, str]) -> str:
    """Give the e-mail address that an element hides from harvesters, if it is certainly one.

    The first byte was put into each of the others by exclusive or, and all are written in hex.
    """
    code = attributes.get("data-cfemail") or attributes.get("href", "").partition(_PROTECTED)[2]
    if len(code) > _LONGEST_CODE or not re.fullmatch("(?:[0-9A-Fa-f]{2}){6,}", code):
        return ""
    key, *hidden = bytes.fromhex(code)
    address = bytes(each ^ key for each in hidden).decode("utf-8", "replace").partition("?")[0]
    return address if _ADDRESS.fullmatch(address) else ""
