"""What sort of thing is cited, by the types of CSL 1.0.2 (specification, appendix III)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from muniment.record import Record

_ABOVE_THE_ITEM = frozenset({"fonds", "subfonds", "series", "subseries", "collection"})
# CSL calls an audio recording `song`, whatever is heard on it.
_OF_DCMI = {
    "Collection": "collection",
    "Dataset": "dataset",
    "Image": "graphic",
    "MovingImage": "motion_picture",
    "Software": "software",
    "Sound": "song",
    "StillImage": "graphic",
    "Text": "manuscript",
}
# Types that citation styles treat as published (report, treaty, standard) are not among them: an
# archive's copy of a report is a manuscript with the genre `report`.
_OF_GENRE = {
    "interview": "interview",
    "oral history": "interview",
    "oral history interview": "interview",
    "speech": "speech",
    "map": "map",
}


def kind(record: Record) -> str:
    """Give the CSL type of a record. Text that somebody was to receive is a communication.

    A genre decides where it is a type of CSL, then an interviewee, an addressee (MARC `ive`,
    `rcp`), then the DCMI type. What is said to be nothing in particular is a `document`.
    """
    if record.level in _ABOVE_THE_ITEM:
        return "collection"
    for genre in record.genre:
        if found := _OF_GENRE.get(genre.strip().casefold()):
            return found
    roles = {agent.role for agent in (*record.creator, *record.contributor)}
    if not roles.isdisjoint({"ive", "ivr"}):
        return "interview"
    if "rcp" in roles and record.type in (None, "Text"):
        return "personal_communication"
    return _OF_DCMI.get(record.type or "", "document")
