"""The files of an item, as its `contents` names them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from muniment.errors import MunimentError
from muniment.readers.saf.archive import METADATA, content, digest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from muniment.readers.saf.archive import Item

_CONTENTS = "contents"
_LIMIT = 1 << 20
# Made by DSpace of the others, or about the deposit: no files of the document.
_NOT_OF_DOCUMENT = {
    "LICENSE": "is what the depositor agreed to with the repository",
    "CC-LICENSE": "is a copy of a licence",
    "TEXT": "is what DSpace extracted from another",
    "THUMBNAIL": "is what DSpace made of another",
    "BRANDED_PREVIEW": "is what DSpace made of another",
    "METADATA": "is a copy of metadata",
    "ORE": "is a copy of metadata",
    "SWORD": "is the package of a deposit",
}
# Not those of the system that this runs on: the same item gives the same record everywhere.
_MEDIA_TYPES = {
    "pdf": "application/pdf",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "png": "image/png",
    "gif": "image/gif",
    "tif": "image/tiff",
    "tiff": "image/tiff",
    "jp2": "image/jp2",
    "svg": "image/svg+xml",
    "txt": "text/plain",
    "csv": "text/csv",
    "htm": "text/html",
    "html": "text/html",
    "xml": "application/xml",
    "json": "application/json",
    "rtf": "application/rtf",
    "doc": "application/msword",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xls": "application/vnd.ms-excel",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "odt": "application/vnd.oasis.opendocument.text",
    "epub": "application/epub+zip",
    "djvu": "image/vnd.djvu",
    "mp3": "audio/mpeg",
    "wav": "audio/vnd.wave",
    "mp4": "video/mp4",
    "zip": "application/zip",
}
# What stands in an item's folder, and is no file of it.
_OWN = ("contents", "collections", "handle", "relationships", "delete_contents", METADATA)


class Stream(NamedTuple):
    """A file of an item, as a line of `contents` describes it."""

    name: str
    options: dict[str, str]

    @property
    def bundle(self) -> str:
        """The bundle that it belongs to; a licence of the deposit is known by its name."""
        default = "LICENSE" if self.name == "license.txt" else "ORIGINAL"
        return self.options.get("bundle") or default


def lines(item: Item, name: str) -> list[str]:
    """Give the lines of a file of an item that are not blank; none where there is no such file."""
    if name not in item.names:
        return []
    try:
        text = content(item, name, _LIMIT).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise MunimentError(
            f"{item.path}/{name}: is not UTF-8 (at byte {error.start + 1})"
        ) from error
    if "\0" in text:
        raise MunimentError(f"{item.path}/{name}: has a NUL character, so it is not text")
    return [line for line in text.replace("\r\n", "\n").split("\n") if line.strip()]


def files(item: Item, below: str, told: list[str]) -> Iterator[dict[str, str]]:
    """Yield a `[[file]]` for each file of the document, the primary one first.

    `below` is the folder of the records folder where the archive lies, if it lies there; what is
    not taken over is put into `told`.
    """
    names = item.names
    streams = [each for line in lines(item, _CONTENTS) if (each := _stream(line, told))]
    for each in sorted(streams, key=lambda stream: stream.options.get("primary") != "true"):
        if each.bundle in _NOT_OF_DOCUMENT:
            told.append(f"{each.name} {_NOT_OF_DOCUMENT[each.bundle]}: it is left out")
        elif each.name not in names:
            told.append(f"{each.name} is named in contents, and is not there")
        else:
            yield _file(item, each, below, told)
    named = {each.name for each in streams}
    for name in names:
        if name not in named and not _is_own(name):
            told.append(
                f"{name} is not named in contents: DSpace would not take it, nor is it here"
            )


def _file(item: Item, stream: Stream, below: str, told: list[str]) -> dict[str, str]:
    ending = stream.name.rpartition(".")[2].lower() if "." in stream.name else ""
    if not below:
        told.append(f"{stream.name} itself stays where it is: its [[file]] has no path")
    found = {
        "path": f"{below}/{item.name}/{stream.name}" if below else "",
        "media_type": _MEDIA_TYPES.get(ending, ""),
        "description": stream.options.get("description", ""),
        "sha256": digest(item, stream.name),
    }
    return {key: value for key, value in found.items() if value}


def _stream(line: str, told: list[str]) -> Stream | None:
    name, *options = line.rstrip("\r").split("\t")
    if name.startswith("-r "):
        told.append(f"a file is registered in contents ({name[:60]}): it lies elsewhere")
        return None
    found: dict[str, str] = {}
    for option in options:
        key, colon, value = option.strip().partition(":")
        if key in ("bundle", "description", "primary"):
            found[key] = value.strip()
        elif key == "permissions":
            told.append(f"{name.strip()}: only some may read it ({value.strip()[:60]})")
        elif colon:
            told.append(f"{name.strip()}: {key[:40]} has no key in a record")
    return Stream(name.strip(), found)


def _is_own(name: str) -> bool:
    is_metadata = name.startswith("metadata_") and name.endswith(".xml")
    return name in _OWN or is_metadata or name.startswith(".")
