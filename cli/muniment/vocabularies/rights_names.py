"""Names of statements and licences where a URI should stand: "CC BY 4.0", "In Copyright"."""

from __future__ import annotations

import re

from muniment.vocabularies import rights, shown

_LONGEST = 100
_ELEMENTS = {
    "by": "by", "attribution": "by", "sa": "sa", "sharealike": "sa", "nc": "nc",
    "noncommercial": "nc", "nd": "nd", "noderivs": "nd", "noderivatives": "nd",
}  # fmt: skip
_SAY_NOTHING = {
    *("generic", "unported", "international", "universal", "public", "domain", "dedication"),
    *("license", "licence", "creative", "commons", "cc", "the", "a", "an", "v"),
}
_TOOLS = {
    "cc0": rights.CC0,
    "zero": rights.CC0,
    "mark": rights.PUBLIC_DOMAIN_MARK,
    "pdm": rights.PUBLIC_DOMAIN_MARK,
}
_NEWEST = "4.0"


def named(text: str) -> tuple[tuple[str, ...], str]:
    """Give the URIs that a name stands for, and what is wrong with it; nothing for other texts."""
    if len(text) > _LONGEST or "/" in text:
        return (), ""
    words = _words(text)
    for uri, label in rights.RIGHTS_STATEMENTS.items():
        if words in (_words(label), _words(uri.split("/")[4])):
            return (uri,), f"{shown(text)} is the name of a statement, and not its URI"
    if words == ["public", "domain"]:
        return (rights.PUBLIC_DOMAIN_MARK,), f"{shown(text)} is a state of law, and no URI"
    uri, more = _licence(words)
    if not uri:
        return (), ""
    return (uri,), f"{shown(text)} is the name of a licence, and not its URI{more}"


def _words(text: str) -> list[str]:
    """Give the words of a text; a licence's elements are words, whatever joins them."""
    joined = re.sub(r"\b(share|non|no) ?[-‐‑]? ?(?=alike|comm|deriv)", r"\1", text.casefold())
    return re.findall(r"[0-9]+(?:\.[0-9]+)?|[^\W\d_]+0?", joined)


def _licence(words: list[str]) -> tuple[str, str]:
    """Give the URI of a licence by the words of its name, and what else is to be said of that."""
    said = {"cc", "creative", "cc0", "attribution", "domain", "pdm"} & set(words)
    tools = {_TOOLS[word] for word in words if word in _TOOLS}
    elements = {_ELEMENTS[word] for word in words if word in _ELEMENTS}
    versions = [word for word in words if word[0].isdigit()]
    known = {*_TOOLS, *_ELEMENTS, *_SAY_NOTHING, *versions}
    places = [word for word in words if word not in known]
    if tools:
        # "Mark" alone is a name of people.
        is_one = len(tools) == 1 and said and not elements and not places
        return (tools.pop() if is_one else ""), ""
    licence = next((each for each in rights.LICENCES if {*each.split("-")} == elements), "")
    if not licence or not (said or versions):
        return "", ""
    version = versions[0] if versions else _NEWEST
    version = version if "." in version else f"{version}.0"
    uri = f"{rights.LICENCE_BASE}{'/'.join([licence, version, *places])}/"
    if len(versions) > 1 or not rights.known(uri):
        newest = f"{rights.LICENCE_BASE}{licence}/{_NEWEST}/"
        return (
            newest if said & {"cc", "creative"} else ""
        ), ", and that version or place of it is not known"
    return uri, "" if versions else ", and does not say which version"
