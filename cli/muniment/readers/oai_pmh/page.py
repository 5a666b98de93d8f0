"""A page of a harvest, looked through before its records are read: is it whole, what comes next.

A connection that breaks may look like an end, and the rest of the page cannot be had later: so
nothing of a page is taken before it is known to be all there.
"""

from __future__ import annotations

import html
import re
from typing import IO
from xml.parsers import expat

_CHUNK = 64 * 1024
_ROOT = "OAI-PMH"
_TOKEN = re.compile(rb"<(?:\w+:)?resumptionToken\b[^<>]{0,500}>([^<>]{1,5000})</")
# The numbers of expat for: no element (or none that ends), a tag, a letter, a section unfinished.
_TOO_EARLY = frozenset({3, 5, 6, 20})
# What is kept of a text that a server sends.
_LONGEST_TOKEN, _LONGEST_TEXT = 10_000, 300
# How deep each element stands that tells something; deeper, it is what a record says.
_KEPT = {"error": 2, "resumptionToken": 3, "metadataPrefix": 4, "datestamp": 5}
_OF_VERB, _OF_RECORD = 2, 3
# No record stands so deep, nor is a tag so long: what does would fill the memory, or never end.
_DEEPEST, _LONGEST_TAG = 200, 4 * 1024 * 1024


class Page:
    """What a page says of itself; its records are read from its file by others.

    `fault` is what is wrong with its XML, `is_cut_off` that it ends too early; of a page with a
    fault in it, `token` is what seems to be the next page's.
    """

    def __init__(self, file: IO[bytes]) -> None:
        self.file = file
        self.root = ""
        self.verb = ""
        self.code = ""
        self.text = ""
        self.token = ""
        self.prefixes: list[str] = []
        self.records = 0
        self.newest = ""
        self.first = ""
        self.is_in_order = True
        self.fault = ""
        self.is_cut_off = False
        self._depth = 0
        self._kept = ""
        self._pieces: list[str] = []
        self._look()

    @property
    def is_oai(self) -> bool:
        """Tell whether this is an answer of the protocol at all."""
        return self.root == _ROOT

    def _look(self) -> None:
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.EntityDeclHandler = self._entity
        self._parser = parser
        self.file.seek(0)
        is_last, size = False, 0
        try:
            while chunk := self.file.read(_CHUNK):
                parser.Parse(chunk, False)
                size += len(chunk)
                if size - parser.CurrentByteIndex > _LONGEST_TAG:
                    raise _HostileError("a single tag is over 4 MiB")
            is_last = True
            parser.Parse(b"", True)
        except expat.ExpatError as error:
            reason = expat.errors.messages.get(error.code, str(error))
            self.fault = f"line {error.lineno}: {reason}"
            self.is_cut_off = is_last and error.code in _TOO_EARLY
            self.token = "" if self.is_cut_off else self._found_token()
        except _HostileError as error:
            self.fault, self.root = f"line {parser.CurrentLineNumber}: {error}", ""
        parser.StartElementHandler = parser.EndElementHandler = None
        parser.CharacterDataHandler = parser.EntityDeclHandler = None

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        name = tag.rpartition(":")[2]
        if self._depth > _DEEPEST:
            raise _HostileError(f"elements stand in one another over {_DEEPEST} deep")
        self.root = self.root or name
        if self._depth == _OF_VERB:
            self.verb = self.verb if name in ("responseDate", "request") else name
        if name == "record" and self._depth == _OF_RECORD:
            self.records += 1
        elif _KEPT.get(name) == self._depth:
            self._kept, self._pieces = name, []
            self._parser.CharacterDataHandler = self._characters
            if name == "error":
                self.code = attributes.get("code", "").strip()[:_LONGEST_TEXT] or "error"

    def _characters(self, text: str) -> None:
        if len(self._pieces) < 100:
            self._pieces.append(text[: _LONGEST_TOKEN + 1])

    def _end(self, tag: str) -> None:  # noqa: ARG002
        self._depth -= 1
        if not self._kept or self._depth >= _KEPT[self._kept]:
            return
        text = "".join(self._pieces).strip()
        self._parser.CharacterDataHandler = None
        kept, self._kept = self._kept, ""
        if kept == "resumptionToken":
            self.token = text
        elif kept == "error":
            self.text = " ".join(text.split())[:_LONGEST_TEXT]
        elif kept == "metadataPrefix" and len(self.prefixes) < 100:
            self.prefixes.append(" ".join(text.split())[:100])
        elif kept == "datestamp":
            self._dated(text[:30])

    def _dated(self, stamp: str) -> None:
        self.first = self.first or stamp
        self.is_in_order = self.is_in_order and stamp >= self.newest
        self.newest = max(self.newest, stamp)

    def _entity(self, *_: object) -> None:
        raise _HostileError("it declares entities, which are not read")

    def _found_token(self) -> str:
        """Give what stands at the end of a page that cannot be read so far."""
        size = self.file.seek(0, 2)
        self.file.seek(max(0, size - _CHUNK))
        found = _TOKEN.findall(self.file.read())
        return html.unescape(found[-1].decode("utf-8", "replace")).strip() if found else ""


class _HostileError(Exception):
    """The page has what no page has that means well."""
