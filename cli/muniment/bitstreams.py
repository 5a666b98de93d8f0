"""The files of a record as DSpace takes them: the line of each in `contents`, and its name."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from muniment.record import Record
    from muniment.rights_tables import Access
    from muniment.tables import File

HINT = (
    "Set group in [export.dspace-saf] to the name of a group of that DSpace, whose members may "
    "then read it, or access.status to open where it is; what is closed is not sent at all."
)
# Names that mean something in an item's folder, or on Windows; a dot hides, and `-r` registers.
_TAKEN = re.compile(
    r"[.-].*|(dublin_core\.xml|metadata_.*\.xml|contents|collections|handle|relationships|"
    r"license\.txt|delete_contents)|(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?",
    re.IGNORECASE,
)
_FORBIDDEN = re.compile(r'[<>:"/\\|?*]')
# Tabs, and whatever anybody takes for the end of a line.
_BLANKS = re.compile(r"[\t\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
# In bytes: file systems take 255, and a number may be added.
_LONGEST_NAME = 200


class Bitstream(NamedTuple):
    """A file that goes along: its line in `contents`, the keys that it came from, its name there.

    `path` is where it lies, `key` the key of the path; `change` says why it is called otherwise
    than at home, and `is_flattened` whether its description was of several lines.
    """

    value: str
    of: tuple[str, ...]
    name: str
    path: str
    key: str
    sha256: str | None
    change: str
    is_flattened: bool


def stay(access: Access | None, group: str) -> str:
    """Tell why the files of a record stay at home, or nothing where they may go along."""
    if access is None or access.status == "open":
        return ""
    if access.status == "closed":
        return "access to the document is closed"
    if group:
        return ""
    said = f"is {access.status}" if access.status else "is not said to be open"
    return f"access to the document {said}, and no group is set that may read it"


def bitstreams(record: Record, group: str) -> Iterator[Bitstream]:
    """Yield the files of a record that lie below its folder, the first as the primary one.

    Where access is not open, only `group` may read them.
    """
    is_open = record.access is None or record.access.status == "open"
    readers = "" if is_open or not group else f"\tpermissions:-r '{group}'"
    taken: set[str] = set()
    for index, file in enumerate(record.file):
        if file.path:
            primary = "" if taken else "\tprimary:true"
            name = _name(file.path, taken)
            taken.add(name.casefold())
            yield _bitstream(file, f"file.{index}", name, readers, primary)


def _bitstream(file: File, key: str, name: str, readers: str, primary: str) -> Bitstream:
    path, given = file.path or "", file.description or ""
    description = _BLANKS.sub(" ", given).strip()
    said = f"\tdescription:{description}" if description else ""
    return Bitstream(
        f"{name}\tbundle:ORIGINAL{readers}{said}{primary}",
        (f"{key}.path", f"{key}.description") if description else (f"{key}.path",),
        name,
        path,
        f"{key}.path",
        file.sha256,
        "" if name == path.rpartition("/")[2] else "its own name would not do, or is not the only",
        description != given,
    )


def _name(path: str, taken: set[str]) -> str:
    """Give a name that is no other's in the item, whatever the case, and means nothing else."""
    for wanted in (path.rpartition("/")[2], path.replace("/", "-")):
        name = _safe(wanted)
        if name.casefold() not in taken:
            return name
    stem, dot, ending = name.rpartition(".")
    stem, ending = (stem, dot + ending) if stem else (name, "")
    number = 2
    while f"{stem}-{number}{ending}".casefold() in taken:
        number += 1
    return f"{stem}-{number}{ending}"


def _safe(name: str) -> str:
    """Make of a name one that every system takes; letters of all scripts stay."""
    name = unicodedata.normalize("NFC", name)
    name = "".join(each if _is_shown(each) else "_" for each in name)
    name = _FORBIDDEN.sub("_", name).strip().rstrip(". ")
    if not name or _TAKEN.fullmatch(name):
        name = f"file-{name}" if name else "file"
    stem, dot, ending = name.rpartition(".")
    while stem and len(name.encode()) > _LONGEST_NAME:
        stem = stem[:-1]
        name = stem + dot + ending
    return name


def _is_shown(character: str) -> bool:
    """Whether it is a blank, or one that is no control character and ends no line."""
    return character == " " or unicodedata.category(character)[0] not in "CZ"
