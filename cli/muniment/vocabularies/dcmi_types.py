"""The DCMI Type Vocabulary (DCMI Metadata Terms, section 7): what sort of thing a resource is."""

from __future__ import annotations

from functools import lru_cache

from muniment.vocabularies import Fault, nearest, shown

MEANINGS = {
    "Collection": "several things described together: a fonds, a series, a box of letters",
    "Dataset": "data laid out to be computed with: a table, a database",
    "Event": "something that happens at a time: a conference, a battle, a performance",
    "Image": "anything to be looked at; say StillImage or MovingImage where it is known",
    "InteractiveResource": "something that answers its user: a web form, a game",
    "MovingImage": "pictures that move: a film, a newsreel, a video",
    "PhysicalObject": "a thing with a body: a medal, a machine, a sample",
    "Service": "something that does work for others: a photocopying service, a web service",
    "Software": "a program, as source or compiled",
    "Sound": "something to be listened to: a speech, a song, an interview on tape",
    "StillImage": "a picture that does not move: a photograph, a drawing, a map, a poster",
    "Text": "something to be read, also as images of pages: a letter, a telegram, minutes",
}
TERMS = tuple(MEANINGS)

_OTHER_WORDS = {
    "Collection": "fonds series subseries file folder box archive collections",
    "Dataset": "data database spreadsheet table statistics",
    "Event": "conference exhibition",
    "Image": "images picture pictures",
    "InteractiveResource": "website webpage interactive",
    "MovingImage": "video film movie newsreel footage videorecording",
    "PhysicalObject": "object artifact artefact realia",
    "Software": "program code",
    "Sound": "audio recording soundrecording music interview oralhistory",
    "StillImage": "photograph photo photography drawing painting poster postcard map plan slide",
    "Text": "document letter telegram cable memorandum memo minutes report manuscript typescript "
    "book article pdf textual documents transcript correspondence treaty текст документ",
}


@lru_cache(maxsize=4096)
def fault(value: str) -> Fault | None:
    """Tell what keeps `value` from being one of TERMS, whose case matters; None where it is one."""
    if value in MEANINGS:
        return None
    return Fault(f"{shown(value)} is not a DCMI type", _hint(value))


def certain(value: str) -> str | None:
    """Give the type that a text names, whatever its case and blanks: `still image`; or None."""
    word = _word(value)
    return next((term for term in TERMS if term.casefold() == word), None)


def _hint(value: str) -> str:
    word = _word(value)
    term = _terms().get(word)
    if term:
        return f"Write {term}."
    similar = nearest(word, _terms()) if len(word) > 3 else None
    if similar:
        return f"Did you mean {_terms()[similar]}?"
    return f"The types are {', '.join(TERMS[:-1])} and {TERMS[-1]}."


def _word(value: str) -> str:
    """Leave out an address or prefix and what joins words: `dctype:still image`, `StillImage/`."""
    last = value[:100].rstrip("/").replace("#", "/").replace(":", "/").rpartition("/")[2]
    return "".join(filter(str.isalnum, last)).casefold()


@lru_cache(maxsize=1)
def _terms() -> dict[str, str]:
    others = {word: term for term, words in _OTHER_WORDS.items() for word in words.split()}
    return others | {term.casefold(): term for term in TERMS}
