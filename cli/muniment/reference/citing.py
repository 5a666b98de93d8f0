"""A reference back into a citation, in the style of its system."""

from __future__ import annotations

from typing import TYPE_CHECKING

from muniment.reference.systems import of_levels
from muniment.vocabularies import archives, levels

if TYPE_CHECKING:
    from collections.abc import Sequence

    from muniment.reference.citation import Archive, Part

# The words that citations put before values, where it is not the first that the list has.
_WORDS = {
    "fond": "f.",
    "opis": "op.",
    "delo": "d.",
    "list": "l.",
    "listy": "ll.",
    "perechen": "per.",
    "dokument": "dok.",
    "edinitsa_khraneniia": "ed. khr.",
    "sprava": "spr.",
    "arkush": "ark.",
    "archival_unit": "a.e.",
    "poriadkovyi_nomer": "por.",
    "protokol": "prot.",
    "record_group": "RG",
    "lot": "Lot",
    "naid": "NAID",
    "box": "Box",
    "container": "Container",
    "reel": "Reel",
    "entry": "Entry",
    "band": "Bd.",
    "blatt": "Bl.",
    "folio": "fol.",
    "page": "p.",
    "zespol": "zesp.",
    "wiazka": "w.",
    "teczka": "t.",
    "sygnatura": "sygn.",
    "karta": "k.",
    "dosja": "Dosja",
    "fleta": "Fleta",
    "svazek": "sv.",
    "fascikla": "fasc.",
    "number": "No.",
    "original_record_no": "original Record No.",
    "orzesi_egyseg": "ő. e.",
}
# Where a value says by itself what it is, its level is not said.
_NAMES = (
    *("collection", "series", "subseries", "subfond", "file", "folder", "item", "title", "year"),
    *("date", "bestand", "signatur", "piece", "decimal_file"),
)
_AFTER_VALUE = ("doboz", "orzesi_egyseg", "csomo", "tetel")
_QUOTED = ("title", "folder")
_WITH_SLASH = {"uk": ("series", "piece", "item"), "de": ("bestand", "signatur")}


def cite(archive: Archive) -> str:
    """Give the citation of an archive's reference: `APRF, f. 45, op. 1, d. 343, ll. 115-116`.

    Reading it gives the reference again, where its levels are those of its system.
    """
    system = archive.system or _system(archive)
    holder = archive.siglum or archive.name or ""
    parts = ordered(archive.reference)
    said = [_said(part, system) for part in _slashed(parts, system)]
    return ", ".join(filter(None, [holder, *said]))


def ordered(parts: Sequence[Part]) -> list[Part]:
    """Bring the parts of a reference into the order from the whole to the part (ISAD(G))."""
    return sorted(parts, key=lambda part: levels.depth(part.level))


def _system(archive: Archive) -> str:
    known = (archive.siglum and archives.by_siglum(archive.siglum)) or (
        archive.name and archives.by_name(archive.name)
    )
    return known.system if known else of_levels([part.level for part in archive.reference])


def _slashed(parts: list[Part], system: str) -> list[Part]:
    """Join the parts that a system writes as one: series and piece, Bestand and Signatur."""
    names = _WITH_SLASH.get(system, ())
    joined: list[Part] = []
    for part in sorted(parts, key=lambda part: bool(names) and part.level not in names):
        before = joined[-1] if joined else None
        follows = (
            before and part.level in names and before.level in names[: names.index(part.level)]
        )
        if before and follows and any(map(str.isdigit, before.value)):
            joined[-1] = part._replace(value=f"{before.value}/{part.value}", level=before.level)
        else:
            joined.append(part)
    return joined


def _said(part: Part, system: str) -> str:
    word = _WORDS.get(part.level, part.level.replace("_", " "))
    if part.level in _AFTER_VALUE:
        return f"{part.value}. {word}"
    has_digit = any(map(str.isdigit, part.value))
    if part.level in _QUOTED and not part.value.isdigit():
        return f"“{part.value}”" if part.level == "title" else f"folder “{part.value}”"
    if not has_digit and part.level not in _NAMES:
        return f"{part.level.replace('_', ' ')} {part.value}"
    is_name = part.level in _NAMES and not (part.level != "year" and part.value.isdigit())
    if is_name or (system == "cn" and part.level in ("file", "page")):
        return part.value
    if system == "hu" and part.level in ("fond", "number", "item"):
        return part.value
    return f"{word} {part.value}"
