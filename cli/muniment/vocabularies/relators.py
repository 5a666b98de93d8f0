"""MARC relator codes: what somebody did (Library of Congress, MARC Code List for Relators)."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from muniment.vocabularies import Fault, nearest, shown


@lru_cache(maxsize=4096)
def fault(value: str) -> Fault | None:
    """Tell what keeps `value` from being a relator code in use; None where it is one."""
    if value not in _lines():
        return Fault(f"{shown(value)} is not a MARC relator code", _hint(value))
    name, instead, _ = _cells(value)
    if instead:
        message = f"the relator code {shown(value)} ({name}) was discontinued"
        return Fault(message, f"Write {instead}.")
    return None


def term(code: str) -> str | None:
    """Give the term of a code, discontinued ones included: `trl` gives `Translator`."""
    return _cells(code)[0] if code in _lines() else None


def terms() -> dict[str, str]:
    """Give the term of each code that is in use."""
    return {code: _cells(code)[0] for code in _lines() if not _cells(code)[1]}


def code(text: str) -> str | None:
    """Give the code in use that a code or term certainly stands for: `Translator` gives `trl`."""
    word = _last_word(text)
    found = word if word in _lines() else _codes().get(word)
    return (_cells(found)[1] or found) if found else None


@lru_cache(maxsize=1)
def _lines() -> dict[str, str]:
    """Give the line of each code, unread: most are never asked for."""
    text = Path(__file__).with_name("relators.tsv").read_text("utf-8")
    return {line[:3]: line[4:] for line in text.splitlines() if line[0] != "#"}


def _cells(code: str) -> tuple[str, str, list[str]]:
    """Give a code's term, the code to use instead of a discontinued one, and words for the term."""
    name, instead, words, *_ = f"{_lines()[code]}\t\t".split("\t")
    return name, instead, [word for word in words.split("|") if word]


def _hint(value: str) -> str:
    word = _last_word(value)
    code = word if word in _lines() else _codes().get(word)
    if code:
        return f"Write {_cells(code)[1] or code}."
    similar = nearest(word, _codes()) if len(word) > 3 else None
    if similar:
        code = _codes()[similar]
        return f"Did you mean {code} ({term(code)})?"
    return "A code is, for example, aut (author), trl (translator) or rcp (addressee)."


def _last_word(value: str) -> str:
    """Leave out what stands before the code or term: an address, a prefix such as `marcrel:`."""
    word = value[:100].strip(" .,;()[]<>\"'\t\n").rstrip("/").casefold()
    for separator in "/#:":
        word = word.rpartition(separator)[2]
    return " ".join(word.split())


@lru_cache(maxsize=1)
def _codes() -> dict[str, str]:
    """Give the codes in use by term and by the other words for it, in lower case."""
    codes = {}
    for code in _lines():
        name, instead, words = _cells(code)
        codes.update(dict.fromkeys((name.casefold().rstrip("."), *words), instead or code))
    return codes
