"""What a pasted citation says of a document, as the tables of a record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from muniment.reference.citation import EVIDENCE
from muniment.reference.citing import ordered
from muniment.reference.reading import LONGEST, read
from muniment.vocabularies.subtags import common_languages

if TYPE_CHECKING:
    from muniment.reference.citation import Archive, Citation, Credit

# What was done, as the event of a record: its layer, and its activity.
_EVENTS = {
    "translation": ("translation", "translation"),
    "transcription": ("transcription", "transcription"),
    "digitization": ("digitization", "digitization"),
    "copying": ("copy", "copying"),
    "acquisition": ("copy", "acquisition"),
}
# What a citation says of the document itself is no step on the way to it.
_OF_THE_DOCUMENT = ("title", "date")
_GIVEN = ("contribution", "provision", "donation")
# Whoever had another part in the text is a contributor, by MARC relator code.
_ROLES = {
    "editing": "edt",
    "revision": "edt",
    "annotation": "ann",
    "introduction": "win",
    "compilation": "com",
    "selection": "com",
    "transliteration": "trc",
}


def fill(data: dict[str, Any]) -> list[str]:
    """Add to a record's data what its citations say of archives, and of custody and making.

    `source` stays as it is, verbatim; what the record says already is left. Gives, in plain words,
    what of the citations was not understood.
    """
    sources = [
        source for source in _listed(data.get("source"))
        if isinstance(source, dict) and isinstance(source.get("citation"), str)
    ]  # fmt: skip
    found = [(source, read(source["citation"])) for source in sources]
    tables: dict[str, list[dict[str, Any]]] = {
        "original_archive": _archives([each for _, each in found]),
        "provenance": [event for _, each in found for event in _events(each)],
        "contributor": [agent for _, each in found for agent in _contributors(each)],
    }
    for name, items in tables.items():
        if items and not data.get(name):
            data[name] = items
    for source, citation in found:
        _say_language(source, citation)
        if (title := _title(citation)) and not data.get("title"):
            data["title"] = title
    return [
        f'of the citation, "{citation.rest}" was not read as anything'
        for _, citation in found
        if citation.rest
    ]


def steps_of(text: str) -> list[str]:
    """Part a reference into its steps: `f. 45, op. 1` into `fond 45` and `opis 1`.

    What is not wholly understood, or says more than one reference, stays one text.
    """
    citation = read(text) if len(text) <= LONGEST else None
    if not citation or citation.rest or citation.credits or len(citation.archives) != 1:
        return [text]
    (archive,) = citation.archives
    said = [part.level for part in archive.reference]
    others = (archive.name, archive.siglum, archive.place, citation.published_in)
    is_more = any(others) or len(set(said)) < len(said)
    return [text] if is_more else _steps(archive)


def _steps(archive: Archive) -> list[str]:
    return [
        f"{part.level.replace('_', ' ')} {part.value}"
        for part in ordered(archive.reference)
        if part.level not in _OF_THE_DOCUMENT
    ]


def _listed(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _archives(citations: list[Citation]) -> list[dict[str, Any]]:
    held = [archive for citation in citations for archive in citation.archives]
    are_both = len({archive.holds for archive in held}) > 1
    tables = [_archive(archive, say_holds=are_both) for archive in held]
    return [table for at, table in enumerate(tables) if table not in tables[:at]]


def _archive(archive: Archive, *, say_holds: bool) -> dict[str, Any]:
    table: dict[str, Any] = {
        "name": archive.name or archive.siglum,
        "siglum": archive.siglum,
        "country": archive.country,
        "holds": archive.holds if say_holds or archive.holds == "copy" else None,
        "reference": _steps(archive),
    }
    return {key: value for key, value in table.items() if value}


def _events(citation: Citation) -> list[dict[str, Any]]:
    events = [event for credit in citation.credits if (event := _event(credit))]
    if citation.published_in:
        events.append(
            {"of": "original", "activity": "publication", "evidence": citation.published_in}
        )
    return events


def _event(credit: Credit) -> dict[str, Any] | None:
    event: dict[str, Any]
    if credit.activity in _EVENTS:
        layer, activity = _EVENTS[credit.activity]
        event = {"of": layer, "activity": activity, "agent": list(credit.agent)}
    elif credit.activity in _GIVEN:
        event = {"of": "copy", "activity": "transfer", "from": list(credit.agent)}
    else:
        return None
    event["to"] = [credit.to] if credit.to else []
    event["evidence"] = EVIDENCE
    event["note"] = f"For {credit.for_}" if credit.for_ else ""
    return {key: value for key, value in event.items() if value}


def _contributors(citation: Citation) -> list[dict[str, Any]]:
    return [
        {"name": agent, "role": _ROLES[credit.activity]}
        for credit in citation.credits
        if credit.activity in _ROLES
        for agent in credit.agent
    ]


def _title(citation: Citation) -> str:
    """Give the title that a citation has for the document, if it has one."""
    titles = [
        part.value
        for archive in citation.archives
        for part in archive.reference
        if part.level == "title"
    ]
    return titles[0] if len(titles) == 1 else ""


def _say_language(source: dict[str, Any], citation: Citation) -> None:
    """Say the language of a source that was translated from it, where the record does not."""
    named = {name.casefold(): tag for name, tag in common_languages().items()}
    for credit in citation.credits:
        tag = named.get((credit.from_language or "").casefold())
        if tag and credit.activity == "translation":
            source.setdefault("language", tag)
