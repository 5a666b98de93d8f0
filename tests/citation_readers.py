"""CSL-JSON, RIS and BibTeX as others read them: json, rispy, bibtexparser."""

from __future__ import annotations

import functools
import json
from typing import TYPE_CHECKING, Any, NamedTuple

import rispy
from bibtexparser.entrypoint import parse_string
from bibtexparser.middlewares import LatexDecodingMiddleware, SeparateCoAuthors, SplitNameParts
from pylatexenc.latex2text import LatexNodes2Text, MacroTextSpec, get_default_latex_context_db

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bibtexparser.middlewares.names import NameParts

# Tags that rispy keeps aside as unknown: both are of the format, CR as Zotero reads it.
_RIS_MAPPING = {**rispy.config.TAG_KEY_MAPPING, "ED": "editors", "CR": "rights"}
_RIS_LISTS = [*rispy.config.LIST_TYPE_TAGS, "ED", "CR"]
# Symbols of the LaTeX kernel that pylatexenc does not know, or knows as another character.
_KERNEL = {
    "textbraceleft": "{",
    "textbraceright": "}",
    "textless": "<",
    "textgreater": ">",
    "textbar": "|",
    "textasciicircum": "^",
}


class Entry(NamedTuple):
    """An entry of BibTeX: type, key, and its fields; those of names are lists."""

    type: str
    key: str
    fields: dict[str, Any]


def csl(raw: bytes) -> list[dict[str, Any]]:
    """Read the items of a file of CSL-JSON."""
    items: list[dict[str, Any]] = json.loads(raw)
    assert isinstance(items, list)
    return items


def ris(raw: bytes) -> list[dict[str, Any]]:
    """Read the references of a RIS file; a URL may have a semicolon."""
    found: list[dict[str, Any]] = rispy.loads(
        raw.decode("utf-8"), mapping=_RIS_MAPPING, list_tags=_RIS_LISTS, delimiter_tags_mapping={}
    )
    return found


@functools.cache
def decoder() -> LatexNodes2Text:
    context = get_default_latex_context_db()
    macros = [MacroTextSpec(name, text) for name, text in _KERNEL.items()]
    context.add_context_category("kernel", prepend=True, macros=macros)
    return LatexNodes2Text(latex_context=context, math_mode="verbatim")


def bibtex(raw: bytes) -> list[Entry]:
    """Read the entries of a BibTeX file, in the characters that LaTeX would print."""
    library = parse_string(
        raw.decode("utf-8"),
        append_middleware=[
            SeparateCoAuthors(),
            SplitNameParts(),
            LatexDecodingMiddleware(decoder=decoder()),
        ],
    )
    assert library.failed_blocks == []
    assert len(library.blocks) == len(library.entries)
    return [
        Entry(entry.entry_type, entry.key, {field.key: field.value for field in entry.fields})
        for entry in library.entries
    ]


def verbatim(raw: bytes) -> list[dict[str, str]]:
    """Read the fields of a BibTeX file without decoding: what biber does with url and doi."""
    library = parse_string(raw.decode("utf-8"))
    return [{field.key: field.value for field in entry.fields} for entry in library.entries]


def person(name: NameParts) -> str:
    """Give a name as `Last, First`."""
    last = " ".join((*name.von, *name.last))
    parts = [part for part in (last, *name.jr, " ".join(name.first)) if part]
    return ", ".join(decoder().latex_to_text(part) for part in parts)


def texts(name: str, raw: bytes) -> Iterator[str]:
    """Yield the texts of a file: names as `Last, First`, dates as EDTF has them."""
    if name.endswith(".json"):
        yield from _json_texts(json.loads(raw))
    elif name.endswith(".ris"):
        for reference in ris(raw):
            for value in reference.values():
                yield from value if isinstance(value, list) else [value]
    else:
        for entry, bare in zip(bibtex(raw), verbatim(raw), strict=True):
            yield entry.key
            for key, value in entry.fields.items():
                yield from map(person, value) if isinstance(value, list) else [bare[key], value]


def _json_texts(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        if "family" in value:
            yield ", ".join(value[part] for part in ("family", "given") if part in value)
        if "date-parts" in value:
            yield edtf(value)
        for inner in value.values():
            yield from _json_texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _json_texts(inner)
    else:
        yield str(value)


def edtf(date: dict[str, Any]) -> str:
    """Give a date variable of CSL as EDTF; `circa` as the mark for what is about right."""
    if "literal" in date:
        return str(date["literal"])
    mark = "~" if date.get("circa") else ""
    season = f"-{date['season'] + 20}" if "season" in date else ""
    return "/".join(
        f"{year:04}" + "".join(f"-{part:02}" for part in rest) + season + mark
        for year, *rest in date["date-parts"]
    )


def listed(text: str, joint: str) -> list[str]:
    """Part what BibTeX has in one field where `joint` stands outside of braces, and decode each."""
    parts, depth, start = [], 0, 0
    for at, letter in enumerate(text):
        depth += (letter == "{") - (letter == "}")
        if not depth and text.startswith(joint, at):
            parts.append(text[start:at])
            start = at + len(joint)
    return [decoder().latex_to_text(part) for part in (*parts, text[start:])]
