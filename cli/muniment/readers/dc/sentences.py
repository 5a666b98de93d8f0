"""The sentences of our own exports, read back: what the crosswalk puts into words has no term.

A sentence is taken for one of ours only where the crosswalk would write the very same of what was
read; all others stay what they are, a text.
"""

from __future__ import annotations

import re
from typing import Any, get_args

from muniment import dates
from muniment.dublincore import statements
from muniment.reading import read
from muniment.values import Layer

# What is longer is no sentence of ours.
_LONGEST = 5_000
_LAYERS = "|".join(get_args(Layer))
_STATUS = {
    "copyrighted": "copyrighted",
    "in the public domain": "public-domain",
    "copyright status unknown": "unknown",
}
_DETAILS = re.compile(
    rf"Details of the rights(?: in the (?P<of>{_LAYERS}))?: (?P<said>.+)", re.DOTALL
)
# What the details begin with, in their order; what is granted comes behind, in its own words.
_PARTS = {
    "basis": "basis: ",
    "jurisdiction": "jurisdiction: ",
    "citation": "under ",
    "start": "from ",
    "end": "until ",
    "date": "determined ",
    "note": "grounds: ",
}
_FREE = ("citation", "note")
_BETWEEN = "; "
_CUSTODY = re.compile(
    rf"(?P<activity>Transfer|Accession|Custody|Acquisition)(?: of the (?P<of>{_LAYERS}))?"
    r"(?:, (?P<date>[0-9?~%XY\[{./-][^\s;]*?)(?=, |\. |\.?$))?"
    r"(?P<rest>(?:, by (?P<agent>.*?))?(?:, from (?P<from>.*?))?(?:, to (?P<to>.*?))?"
    r"(?:, (?P<place>(?:(?!, (?:from|to) )[^.])*?))??(?:\. (?!Evidence: )(?P<note>.*?))?"
    r"(?:\. Evidence: (?P<evidence>.*?))?\.?)",
    re.DOTALL,
)
_MARKING = re.compile(
    r"Security marking: (?P<original>.*?)(?:(?:, |(?<=: ))now (?P<current>.*?))?"
    r"(?:(?:, |(?<=: ))by (?P<authority>.*?))?(?:(?:, |(?<=: ))(?P<date>[^\s;]*[0-9X.]\S*))?",
    re.DOTALL,
)
_ACCESS = re.compile(
    r"Access(?:: (?P<status>open|restricted|closed|embargoed))?(?: until (?P<until>\S+))?"
    r"(?: \((?P<basis>.*)\))?",
    re.DOTALL,
)
_NOTICE = re.compile(
    r"(?P<kind>Label|Notice)(?: (?:of|about) (?P<community>.*?))?(?: \((?P<project>[^()]*)\))?"
    r"(?:: (?P<text>.*))?",
    re.DOTALL,
)
_CONTACT = re.compile(
    rf"(?:Rights contact|Contact for rights in the (?P<of>{_LAYERS})): (?P<parts>.*)", re.DOTALL
)
_EMAIL = re.compile(r"[^\s@,]+@[^\s@,]+")


def details(text: str) -> dict[str, Any]:
    """Read what a rights table rests on: basis, status, statute, period, what is granted."""
    found = _said(_DETAILS, text)
    items = found.pop("said", "").split(_BETWEEN)
    table: dict[str, Any] = dict(found)
    if status := _STATUS.get(items[0]):
        table["status"] = status
        del items[0]
    begun = _begun(items)
    for key, (start, end) in begun.items():
        # Of the last, what follows is granted.
        is_last = end == len(items)
        more = items[start + 1 : end] if key in _FREE and not is_last else []
        value = _BETWEEN.join([items[start].removeprefix(_PARTS[key]), *more])
        into = table.setdefault("determined", {}) if key in ("date", "note") else table
        into[key] = value
    granted = items[max((start + 1 for start, _ in begun.values()), default=0) :]
    if granted:
        table["granted"] = [_grant(each) for each in granted]
    return table if _is_ours({"rights": [table]}, text) else {}


def _begun(items: list[str]) -> dict[str, tuple[int, int]]:
    """Give where each part of the details begins, and where the next does."""
    starts: dict[str, int] = {}
    left = list(_PARTS)
    for at, item in enumerate(items):
        key = next((each for each in left if item.startswith(_PARTS[each])), "")
        if key:
            starts[key] = at
            left = left[left.index(key) + 1 :]
    if not starts:
        return {}
    ends = [*starts.values(), len(items)][1:]
    return {key: (at, end) for (key, at), end in zip(starts.items(), ends, strict=True)}


def contact(text: str) -> dict[str, Any]:
    """Read whom to ask: a name, an e-mail address, a page, an address, as far as they differ."""
    found = _said(_CONTACT, text)
    parts = found.pop("parts", "").split(", ")
    told: dict[str, str] = {}
    for at, part in enumerate(parts):
        key = "email" if _EMAIL.fullmatch(part) else "url" if "://" in part else ""
        if key and key not in told and not (key == "email" and "url" in told):
            told |= {"name": ", ".join(parts[:at])} if not told and at else {}
            told[key] = part
            rest = parts[at + 1 :]
            told["address"] = ", ".join(rest)
    told = {key: value for key, value in (told or {"name": ", ".join(parts)}).items() if value}
    if "url" in told and told.get("address", "").startswith(told["url"]):
        told["address"] = told["address"].removeprefix(told["url"]).removeprefix(", ")
    table = {**found, "contact": {key: value for key, value in told.items() if value}}
    return table if _is_ours({"rights": [table]}, text) else {}


def event(text: str, *, is_told: bool = True) -> dict[str, Any]:
    """Read an event of custody; `is_told`: it stands where nothing but custody does.

    After a name, a comma may go on with the name or with a place: what follows stays one text.
    """
    found: dict[str, Any] = dict(_said(_CUSTODY, text))
    if not found or not (is_told or {"of", "date", "agent", "from", "to"} & found.keys()):
        return {}
    rest = found.pop("rest", "")
    found["activity"] = found["activity"].lower()
    if found.get("date", "").endswith("/."):
        found["date"] += "."
    names = [key for key in ("agent", "from", "to") if key in found]
    if ("place" in found and names) or any(", " in found[key] for key in names[-1:]):
        if "date" in found and dates.fault(found["date"]):
            return {}
        known = [key for key in ("activity", "of", "date") if key in found]
        return {**{key: found[key] for key in known}, "note": rest.removeprefix(", ")}
    for key in names:
        found[key] = found[key].split(_BETWEEN)
    if "note" in found and text.endswith("."):
        found["note"] += "" if found["note"].endswith((".", "!", "?")) else "."
    return found if _is_ours({"provenance": [found]}, text) else {}


def marking(text: str) -> dict[str, Any]:
    """Read a security marking: as it was, as it is, who changed it, and when."""
    found = _said(_MARKING, text)
    if "date" in found and dates.fault(found["date"]):
        tail = found.pop("date")
        last = next((each for each in ("authority", "current", "original") if each in found), "")
        found[last or "original"] = f"{found[last]}, {tail}" if last else tail
    return found if _is_ours({"classification": found}, text) else {}


def access(text: str) -> dict[str, Any]:
    """Read who may see a document, until when, and on what that rests."""
    found = _said(_ACCESS, text)
    return found if _is_ours({"access": found}, text) else {}


def notice(text: str) -> dict[str, Any]:
    """Read the label or notice of a community."""
    found = _said(_NOTICE, text)
    if found:
        found["kind"] = found["kind"].lower()
    return found if _is_ours({"notice": [found]}, text) else {}


def _said(pattern: re.Pattern[str], text: str) -> dict[str, str]:
    found = pattern.fullmatch(text) if len(text) <= _LONGEST else None
    return {key: value for key, value in found.groupdict().items() if value} if found else {}


def _grant(text: str) -> dict[str, str]:
    act, _, restriction = text.partition(": ")
    return {"act": act, "restriction": restriction} if restriction else {"act": act}


def _is_ours(data: dict[str, Any], text: str) -> bool:
    """Tell whether the crosswalk would say just this of the data, and the model takes it all."""
    found = read(data)
    return not found.problems and any(each.value == text for each in statements(found.record))
