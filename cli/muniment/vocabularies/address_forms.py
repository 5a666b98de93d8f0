"""Addresses of e-mail that cannot be used as they are written: what is wrong, what was meant.

International ones are right: letters of any script before the sign @ and in the domain.
"""

from __future__ import annotations

import re
from unicodedata import category, normalize

from muniment.vocabularies import Fault

_WITHHELD = re.compile(r"[\[(<]?e-?mail\s{1,3}(?:protected|hidden|geschützt)[\])>]?", re.IGNORECASE)
_SPELT = re.compile(
    r"\s{0,3}[\[({<]\s{0,3}(?:(at|ät|@|a|æ|arroba|arobase|chez|собака)|(dot|punkt|point|punto|точка|\.))"
    r"\s{0,3}[\])}>]\s{0,3}|(&#0{0,4}64;|&commat;|%40|\uff20)|(&#0{0,4}46;|&period;)",
    re.IGNORECASE,
)
_WORDS = re.compile(r"\s{1,3}(?:(at|AT)|(dot|DOT|punkt|PUNKT))\s{1,3}")
_IN_ANGLES = re.compile(r"[^<>]{0,200}<([^<>\s]{3,254})>\s{0,3}")
_AROUND = " \t\r\n\u00a0<>()[]{}\"'“”‘’«»„.,;:"
_SEPARATORS = re.compile(r"[,;/|]|\s(?:and|or|und|oder|et|ou|и|или)\s", re.IGNORECASE)
_DOTS = re.compile("[.。．｡]")
_UNFIT = frozenset('@<>()[],;:\\"')
_DOT = "a part of the e-mail address begins or ends with a dot"
_ASK = "Look the address up where it was taken from, and write it as one would type it."
TOO_LONG = Fault("an e-mail address has at most 254 characters", "Write the address alone.")


def fault(text: str) -> Fault | None:
    """Say what is wrong with an address of e-mail (at most 254 characters), None if nothing is."""
    if not _malformation(text):
        return None
    if _WITHHELD.fullmatch(text) or "/email-protection" in text:
        return Fault("the page that this was copied from hides the address from programs", _ASK)
    restored = _restored(text)
    if restored != text:
        hint = _ASK if _malformation(restored) else f'Write "{restored}".'
        return Fault("the address is written so that no program can use it", hint)
    return Fault(_malformation(text), _likely(text))


def _restored(text: str) -> str:
    """Put back the signs that are spelt out: `name (at) archive [dot] org`."""
    plain = _SPELT.sub(lambda found: "@" if found[1] or found[3] else ".", text)
    words = _WORDS.sub(lambda found: "@" if found[1] else ".", plain)
    # "At" is a word of many sentences.
    return words if not _malformation(words) else plain


def _likely(text: str) -> str:
    """Say what to write, where an address stands in what was written."""
    angled = _IN_ANGLES.fullmatch(text)
    bare = (angled[1] if angled else text).strip(_AROUND)
    bare = bare[7:].partition("?")[0] if bare.casefold().startswith("mailto:") else bare
    if bare != text and not _malformation(bare):
        return f'Write "{bare}" alone.'
    parts = [part.strip(_AROUND) for part in _SEPARATORS.split(text)]
    if sum(not _malformation(part) for part in parts) > 1:
        return "Write one of them: the one that a reader is to ask first."
    if "@" not in text and (text.startswith(("http", "www.")) or "://" in text):
        return "It seems to be the address of a page: write it as url."
    return "Write it as name@domain, as in HAPP@wilsoncenter.org."


def _malformation(text: str) -> str:
    """Say what is wrong with the form of an address, "" if nothing is."""
    local, sign, domain = text.rpartition("@")
    if not sign:
        return "there is no @ in the e-mail address"
    if not local or not domain:
        return f"there is nothing {'after' if local else 'before'} the @ of the e-mail address"
    is_quoted = len(local) > 2 and local[0] == local[-1] == '"'
    if "@" in local and not is_quoted:
        return "there is more than one @ in the e-mail address"
    if any(map(str.isspace, domain if is_quoted else text)):
        return "there is white space in the e-mail address"
    wrong = "" if is_quoted else _local_malformation(local)
    # An address of the network instead of a domain: name@[192.0.2.1].
    return wrong or ("" if domain[0] + domain[-1] == "[]" else _domain_malformation(domain))


def _local_malformation(local: str) -> str:
    if local[0] == "." or local[-1] == ".":
        return _DOT
    if not _UNFIT.isdisjoint(local):
        return "there is a sign before the @ that no e-mail address has"
    return ""


def _domain_malformation(domain: str) -> str:
    labels = _DOTS.split(normalize("NFC", domain))
    if len(labels) < 2:
        return "the domain of the e-mail address has no dot"
    if not labels[0] or not labels[-1]:
        return _DOT
    if not all(labels):
        return "there are two dots in a row in the e-mail address"
    if not all(map(_is_label, labels)):
        return "the domain of the e-mail address has a sign that no domain has"
    last = labels[-1]
    if last.isdigit() or (len(last) == 1 and last.isascii()):
        return "the e-mail address ends with what is no domain"
    return ""


def _is_label(label: str) -> bool:
    if label[0] == "-" or label[-1] == "-" or len(label) > 63:
        return False
    return all(
        (char.isalnum() or char == "-")
        if char.isascii()
        else category(char) not in ("Pd", "Zs", "Cc")
        for char in label
    )
