"""What a source says of rights and access: URIs made canonical, all else verbatim, by layers."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any, get_args

from muniment.dublincore.statement import is_uri
from muniment.links import is_link
from muniment.readers.dc import sentences
from muniment.values import Layer
from muniment.vocabularies import rights
from muniment.vocabularies.rights_forms import Form, form

if TYPE_CHECKING:
    from collections.abc import Iterable

    from muniment.readers.dc.sheet import Said, Sheet

_LAYERS = "|".join(get_args(Layer))
_OF_LAYER = re.compile(rf"Rights in the ({_LAYERS}): (held by )?(.+)", re.DOTALL)
_TERMS = re.compile(rf"Terms(?: for the ({_LAYERS}))?: (.+)", re.DOTALL)
_HOLDER = "Rights holder: "
_OURS = re.compile(
    rf"Rights (?:holder|contact|in the (?:{_LAYERS})): |Details of the rights(?: in|: )"
    rf"|Contact for rights in the (?:{_LAYERS}): "
)
_LONGEST = 1_000
_ADDRESS = re.compile(r"https?://[^\s<>\"']{4,300}", re.IGNORECASE)
# Words of access, as repositories write them: OpenAIRE's and their own.
_ACCESS = {
    **dict.fromkeys(("open", "open access", "openaccess", "opened access"), "open"),
    **dict.fromkeys(("restricted", "restricted access", "restrictedaccess"), "restricted"),
    **dict.fromkeys(("closed", "closed access", "closedaccess"), "closed"),
    **dict.fromkeys(("embargoed", "embargoed access", "embargoedaccess"), "embargoed"),
}
_OPENAIRE = "info:eu-repo/semantics/"
_LOCAL_CONTEXTS = re.compile(r"https?://(?:www\.)?localcontexts(?:hub)?\.org/\S+")
# Each may stand once in a rights table, in the order in which the crosswalk says them.
_ONCE = ("uri", "statement", "contact", "details")
_RANKS = ("uri", "statement", "holder", "contact", "details", "link")


class RightsTables:
    """The rights of one draft: a table for each layer, and for each of several URIs.

    Several texts are the paragraphs of one statement, as they stood in one record of the source.
    In our own exports, and where a sentence of ours is among the texts, a table begins where the
    crosswalk began one.
    """

    def __init__(self, sheet: Sheet, *, is_ours: bool) -> None:
        self._sheet = sheet
        self._is_ours = is_ours
        self._is_in_order = is_ours
        # Of each layer, its tables by index, and what was said last of it.
        self._tables: dict[str, list[int]] = {}
        self._last: dict[str, str] = {}
        # Whether the last was a notice in words: its address follows.
        self._is_after_notice = False

    def expect(self, said: Iterable[Said]) -> None:
        """Look at all that will be said: sentences of ours tell how the rest is to be read."""
        self._is_in_order = self._is_ours or any(
            each.term == "rights" and _OURS.match(each.value) for each in said
        )

    def take(self, said: Said) -> None:
        """Take a statement of rights: a URI, a text, or a sentence of ours."""
        text = said.value
        is_after_notice, self._is_after_notice = self._is_after_notice, False
        if is_after_notice and is_uri(text):
            at = self._sheet.count("notice") - 1
            self._sheet.put(f"notice.{at}.uri", text, said.place)
        elif layered := _OF_LAYER.fullmatch(text):
            layer, held, rest = layered.groups()
            said = said._replace(value=rest)
            if held:
                self.hold(said, layer)
            elif not self._uri(said, layer):
                self._statement(said, layer)
        elif text.startswith(_HOLDER):
            self.hold(said._replace(value=text.removeprefix(_HOLDER)))
        elif not (self._sentence(said) or self._uri(said) or self._access(said)):
            self._statement(said)

    def decided(self, said: Said) -> None:
        """Take what stands where only the URI of a statement or licence may: right or wrong."""
        if not (_canonical(said.value) and self._uri(said)):
            self._put("uri", said.value, said, "")

    def hold(self, said: Said, layer: str = "") -> None:
        """Take the name of whoever holds the rights."""
        at = self._table("holder", layer, said)
        self._sheet.append(f"rights.{at}.holder", said.value, said.place)

    def may_see(self, said: Said) -> None:
        """Take a statement of who may see the document."""
        table = sentences.access(said.value)
        if table and not self._sheet.data.get("access", {}).keys() & table.keys():
            self._fill("access", table, said)
        elif not self._access(said):
            self._sheet.join("access.statement", said)

    def _access(self, said: Said) -> bool:
        word = said.value.removeprefix(_OPENAIRE).casefold()
        if said.term != "accessRights" and said.value.startswith("Access: "):
            is_ours = bool(sentences.access(said.value))
            if is_ours:
                self.may_see(said)
            return is_ours
        is_here = said.term == "accessRights" or said.value.startswith(_OPENAIRE)
        status = _ACCESS.get(word) if is_here else None
        if not status or "status" in self._sheet.data.get("access", {}):
            return False
        self._sheet.put("access.status", status, said.place)
        return True

    def _sentence(self, said: Said) -> bool:
        """Take a sentence of ours, if it is one."""
        text = said.value
        if terms := _TERMS.fullmatch(text):
            if not (self._is_ours or is_link(terms[2])):
                return False
            self._link(said._replace(value=terms[2]), terms[1] or "")
        elif text.startswith(("Details of the rights", "Rights contact: ", "Contact for rights")):
            is_details = text.startswith("Details")
            table = sentences.details(text) if is_details else sentences.contact(text)
            if not table:
                return False
            at = self._table("details" if is_details else "contact", table.pop("of", ""), said)
            self._fill(f"rights.{at}", table, said)
        elif self._is_in_order and text.startswith(("Label", "Notice")):
            table = sentences.notice(text)
            if table:
                self._fill(f"notice.{self._sheet.count('notice')}", table, said)
            self._is_after_notice = bool(table)
            return bool(table)
        else:
            return False
        return True

    def _fill(self, key: str, table: dict[str, Any], said: Said) -> None:
        for name, value in table.items():
            if isinstance(value, dict):
                self._fill(f"{key}.{name}", value, said)
            elif isinstance(value, list) and name == "granted":
                for at, each in enumerate(value):
                    self._fill(f"{key}.{name}.{at}", each, said)
            else:
                self._sheet.put(f"{key}.{name}", value, said.place)

    def _uri(self, said: Said, layer: str = "") -> bool:
        """Take an address: of a statement or licence, of a label, or of terms."""
        text = said.value
        read = None if is_right(text) else _form(text)
        is_near = read and read.trouble and "/" in text and not re.search(r"\s", text)
        if read and not read.uri and (not is_near or len(text) > _LONGEST):
            return False
        if read is None and not is_right(text):
            return self._other_address(said, layer)
        self._put("uri", read.uri if read and read.uri else text, said, layer)
        if read and read.date:
            self._put("end", read.date, said, layer)
        for link in read.links if read else ():
            self._link(said._replace(value=link), layer)
        if read and read.lost:
            self._sheet.tell(said, f"was understood but in part: {read.lost}")
        return True

    def _other_address(self, said: Said, layer: str) -> bool:
        """Take an address that is no statement or licence: of a label, or of terms."""
        if _LOCAL_CONTEXTS.fullmatch(said.value):
            self._sheet.put(f"notice.{self._sheet.count('notice')}.uri", said.value, said.place)
        elif self._is_ours and is_uri(said.value):
            # Terms would say that they are.
            self._put("uri", said.value, said, layer)
        elif is_link(said.value):
            self._link(said, layer)
        else:
            return False
        return True

    def _link(self, said: Said, layer: str) -> None:
        at = self._table("link", layer, said)
        self._sheet.append(f"rights.{at}.link", said.value, said.place)

    def _statement(self, said: Said, layer: str = "") -> None:
        at = self._table("statement", layer, said)
        self._sheet.join(f"rights.{at}.statement", said)
        if self._is_in_order:
            return
        found = {_canonical(each) for each in _ADDRESS.findall(said.value)} - {""}
        if len(found) == 1 and "uri" not in self._sheet.data["rights"][at]:
            self._sheet.put(f"rights.{at}.uri", found.pop(), said.place)

    def _put(self, key: str, value: str, said: Said, layer: str) -> None:
        tables = self._sheet.data.get("rights", ())
        if any(tables[at].get(key) == value for at in self._tables.get(layer, ())):
            return
        at = self._table(key, layer, said)
        self._sheet.put(f"rights.{at}.{key}", value, said.place)

    def _table(self, what: str, layer: str, said: Said) -> int:
        """Give the index of the table that something belongs to, if need be of a new one."""
        tables = self._tables.setdefault(layer, [])
        if not tables or self._needs_another(what, layer):
            at = self._sheet.count("rights")
            tables.append(at)
            if layer:
                self._sheet.put(f"rights.{at}.of", layer, said.place)
        self._last[layer] = what
        return tables[-1] if self._is_in_order or what in ("uri", "end") else tables[0]

    def _needs_another(self, what: str, layer: str) -> bool:
        last = self._last.get(layer, "")
        if self._is_in_order and what in _RANKS and last in _RANKS:
            rank, before = _RANKS.index(what), _RANKS.index(last)
            return rank < before or (rank == before and what in _ONCE)
        if what != "uri":
            return False
        rights_now = self._sheet.data.get("rights", ())
        return any("uri" in rights_now[at] for at in self._tables[layer])


def is_right(text: str) -> bool:
    """Tell whether this is the canonical URI of a statement or licence, given up or not."""
    return rights.known(text) or text in rights.RETIRED


def _canonical(text: str) -> str:
    if is_right(text):
        return text
    found = _form(text)
    return found.uri if found else ""


def _form(text: str) -> Form | None:
    # The look-up remembers what it was asked: nothing huge. A collection says the same throughout.
    return _known_form(text) if len(text) <= _LONGEST else Form(trouble="too long for a URI")


@lru_cache(maxsize=1024)
def _known_form(text: str) -> Form | None:
    return form(text)
