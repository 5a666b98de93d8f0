"""The files of pages: of a folder, those that are pages by their names; their bytes as text."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from muniment.errors import MunimentError

_KINDS = (".txt", ".text", ".html", ".htm", ".xhtml")
_LIMIT = 1024 * 1024
# A page that was saved whole carries its scripts and styles.
_HTML_LIMIT = 4 * _LIMIT
_BYTE_ORDER_MARKS = {
    # Before UTF-16, whose mark it begins with.
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
# Where a browser looks for it.
_DECLARED_WITHIN = 1024
_DECLARED = re.compile(
    rb"<meta\s[^>]{0,500}?charset\s*=\s*[\"']?\s*([A-Za-z0-9._:-]{1,40})"
    rb"|^\s*<\?xml\s[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9._:-]{1,40})",
    re.IGNORECASE,
)
# What browsers read under these names, and whoever writes them means (WHATWG, Encoding).
_MEANT = {"iso8859-1": "cp1252", "ascii": "cp1252", "utf-16": "utf-8", "iso8859-9": "cp1254"}
# No encodings of a page, but ways to write Python or host names.
_NO_ENCODINGS = {"idna", "punycode", "raw-unicode-escape", "unicode-escape", "utf-7", "undefined"}
_MARKUP = re.compile(rb"\s*<(?:[A-Za-z]|!doctype|!--|\?xml)", re.IGNORECASE)


def pages(source: str) -> tuple[list[str], bool]:
    """Give the paths of the pages at `source`, sorted by name, and whether it is a folder."""
    name = Path(source).as_posix()
    try:
        if not Path(name).is_dir():
            return [name], False
        found = sorted(
            each.as_posix()
            for each in Path(name).iterdir()
            if each.suffix.lower() in _KINDS and not each.name.startswith(".")
        )
    except (OSError, ValueError) as error:
        raise unreadable(name, error) from error
    if not found:
        raise MunimentError(f"{name}: has no pages ({', '.join(f'*{each}' for each in _KINDS)})")
    return found, True


def content(name: str) -> tuple[str, bool]:
    """Give the text of a file, and whether it is HTML. Raises MunimentError, in one line."""
    try:
        if Path(name).exists() and not Path(name).is_file():
            raise MunimentError(f"{name}: is not a file")
        with Path(name).open("rb") as file:
            found = file.read(_HTML_LIMIT + 1)
    except (OSError, ValueError) as error:
        raise unreadable(name, error) from error
    encoding = _marked(found)
    start = found[:_DECLARED_WITHIN]
    is_html = bool(_MARKUP.match(start.decode(encoding, "replace").encode() if encoding else start))
    limit = _HTML_LIMIT if is_html else _LIMIT
    if len(found) > limit:
        raise MunimentError(f"{name}: is over {limit >> 20} MiB, too large for a page")
    text = _decoded(found, encoding or (is_html and _declared(start, name)) or "utf-8", name)
    if "\0" in text:
        raise MunimentError(f"{name}: has a NUL character, so it is not text")
    return text, is_html


def unreadable(name: str, error: OSError | ValueError) -> MunimentError:
    """Make the error of a file that cannot be read, in one line."""
    reason = getattr(error, "strerror", None) or error
    return MunimentError(f"{name}: cannot be read: {reason}")


def _marked(content: bytes) -> str:
    return next((name for mark, name in _BYTE_ORDER_MARKS.items() if content.startswith(mark)), "")


def _declared(start: bytes, name: str) -> str:
    """Give Python's name for the encoding that an HTML page says it has, if it says so."""
    found = _DECLARED.search(start)
    if not found:
        return ""
    label = (found[1] or found[2]).decode("ascii")
    try:
        known = codecs.lookup(label).name
    except LookupError:
        known = ""
    if not known or known in _NO_ENCODINGS:
        raise MunimentError(f"{name}: says that its encoding is {label}, which is not known here")
    return _MEANT.get(known, known)


def _decoded(content: bytes, encoding: str, name: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        called = encoding.upper().removesuffix("-SIG")
        raise MunimentError(f"{name}: is not {called} (at byte {error.start + 1})") from error
    except (LookupError, ValueError) as error:
        raise MunimentError(f"{name}: cannot be read as {encoding}: {error}") from error
