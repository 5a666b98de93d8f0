"""Statements of Dublin Core as the draft of a record: the inverse of the crosswalk.

Every reader of Dublin Core, in whatever it is spelt, gives its statements to `drafted`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from muniment.identifiers import fault
from muniment.links import is_link
from muniment.readers import Draft
from muniment.readers.dc import certain, sentences
from muniment.readers.dc.preparing import pages, prepared
from muniment.readers.dc.rights import RightsTables
from muniment.readers.dc.sheet import Said, Sheet
from muniment.readers.dc.when import Dates
from muniment.reference.drafting import fill
from muniment.vocabularies.language_hints import certain as certain_languages
from muniment.vocabularies.placeholders import is_placeholder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from muniment.finding import Place

_RELATIONS = {
    "isVersionOf": "is_version_of",
    "hasVersion": "has_version",
    "isFormatOf": "is_format_of",
    "hasFormat": "has_format",
    "hasPart": "has_part",
    "references": "references",
    "isReferencedBy": "is_referenced_by",
    "replaces": "replaces",
    "isReplacedBy": "is_replaced_by",
    "requires": "requires",
    "isRequiredBy": "is_required_by",
    "relation": "related",
    "isPartOf": "related",
}
_NAMED = ("publisher", "subject", "spatial")
_AGENTS = ("creator", "contributor")
_URI = "URI"
_WARNING, _THANKS = "Content warning: ", "Acknowledgement: "
# The schemes of DCMI for places and times.
_PERIOD = frozenset({"Period", "W3CDTF", "EDTF"})


def drafted(
    said: Iterable[Said],
    *,
    file: str = "",
    origin: str = "",
    record_id: str = "",
    start: Place | None = None,
    is_ours: bool = False,
    separator: str = "",
) -> Draft:
    """Make a draft of what a source says of one thing.

    `record_id` is the id where the source has a good one; `start` where the record begins;
    `is_ours` says that it is an export of this program; `separator` parts values that stand in
    one element.
    """
    mapping = Mapping(is_ours=is_ours)
    mapping.take(prepared(said, separator, is_ours=is_ours))
    sheet = mapping.sheet
    if record_id:
        sheet.put("id", record_id, start)
    if start:
        sheet.places[""] = start
    return Draft(sheet.data, sheet.places, tuple(sheet.left_out), file, origin)


class Mapping:
    """One record of a source, while its statements become a draft."""

    def __init__(self, *, is_ours: bool) -> None:
        self.sheet = Sheet()
        self._is_ours = is_ours
        self._rights = RightsTables(self.sheet, is_ours=is_ours)
        self._dates = Dates(self.sheet)
        self._before: Said | None = None
        self._takers: dict[str, Callable[[Said], None]] = {
            **dict.fromkeys(_RELATIONS, self._relation),
            **dict.fromkeys(_NAMED, self._named),
            **dict.fromkeys(_AGENTS, self._agent),
            **dict.fromkeys(Dates.TERMS, self._dates.take),
            **dict.fromkeys(("rights", "license"), self._rights.take),
            **dict.fromkeys(("format", "medium", "extent"), self._form),
            "title": self._title,
            "alternative": self._alternative,
            "description": self._description,
            "abstract": self._description,
            "identifier": self._identifier,
            "source": self._source,
            "bibliographicCitation": self._citation,
            "language": self._language,
            "type": self._type,
            "temporal": self._temporal,
            "coverage": self._coverage,
            "provenance": self._provenance,
            "rightsHolder": self._rights.hold,
            "accessRights": self._rights.may_see,
            "edm:rights": self._rights.decided,
            "edm:isShownAt": self._page,
        }

    def take(self, said: Sequence[Said]) -> None:
        """Take all that is said of one thing, in its order."""
        shown_at = pages(said, is_ours=self._is_ours)[:1]
        if shown_at:
            self._page(shown_at[0])
        self._rights.expect(said)
        for each in said:
            if each not in shown_at:
                self._one(each)
            self._before = each
        self._dates.settle()

    def _one(self, said: Said) -> None:
        taker = self._takers.get(said.term)
        if taker:
            taker(said)
        elif ":" in said.term:
            self.sheet.tell(said, "is no term of Dublin Core")
        else:
            self.sheet.note(said, "has no key in a record")
        if said.lang and said.term not in ("title", "alternative", "description", "abstract"):
            self.sheet.left_out.append(f"xml:lang of {said.term}: a record has no place for it")

    def _text(self, said: Said) -> object:
        lang = self._lang(said)
        return {"text": said.value, "lang": lang} if lang else said.value

    def _lang(self, said: Said) -> str:
        tags = certain_languages(said.lang)
        if said.lang and len(tags) != 1:
            self.sheet.left_out.append(f'xml:lang="{said.lang[:40]}" is not certainly a language')
        return tags[0] if len(tags) == 1 else ""

    def _title(self, said: Said) -> None:
        if self.sheet.has("title"):
            self._alternative(said)
        else:
            self.sheet.put("title", self._text(said), said.place)

    def _alternative(self, said: Said) -> None:
        self.sheet.append("alternative", self._text(said), said.place)

    def _agent(self, said: Said) -> None:
        if self._is_uri(said):
            at = self.sheet.count(said.term) - 1 if self._follows(said) else -1
            at = self.sheet.count(said.term) if at < 0 else at
            self.sheet.append(f"{said.term}.{at}.uri", said.value, said.place)
        else:
            key = f"{said.term}.{self.sheet.count(said.term)}.name"
            self.sheet.put(key, said.value, said.place)

    def _named(self, said: Said) -> None:
        key, at = said.term, self.sheet.count(said.term)
        if not self._is_uri(said):
            self.sheet.append(key, said.value, said.place)
            return
        last = self.sheet.data[key][-1] if at and self._follows(said) else None
        if isinstance(last, str):
            self.sheet.data[key][-1] = {"name": last}
            at -= 1
            self.sheet.places[f"{key}.{at}.name"] = self.sheet.places.pop(f"{key}.{at}")
        self.sheet.put(f"{key}.{at}.uri", said.value, said.place)

    def _is_uri(self, said: Said) -> bool:
        return said.scheme == _URI or is_link(said.value)

    def _follows(self, said: Said) -> bool:
        """Tell whether a URI is that of the name before it: our exports alone say so."""
        return bool(
            self._before
            and self._before.term == said.term
            and (self._is_ours or said.scheme == _URI)
        )

    def _language(self, said: Said) -> None:
        tags = certain_languages(said.value)
        if not tags and is_placeholder("", "language", said.value):
            self.sheet.tell(said, "says nothing")
        elif not tags:
            self.sheet.note(said, "is not certainly the name or code of a language")
        for tag in tags:
            if tag not in self.sheet.data.get("language", ()):
                self.sheet.append("language", tag, said.place)

    def _type(self, said: Said) -> None:
        kind = certain.dcmi_type(said.value)
        is_first = kind and not self.sheet.has("type")
        if is_first and (not self._is_ours or said.scheme == "DCMIType" or kind == said.value):
            self.sheet.put("type", kind, said.place)
        else:
            self.sheet.append("genre", said.value, said.place)

    def _form(self, said: Said) -> None:
        is_extent = said.term == "extent" or (
            said.term == "format" and not self._is_ours and certain.is_extent(said.value)
        )
        self.sheet.append("extent" if is_extent else "format", said.value, said.place)

    def _page(self, said: Said) -> None:
        if self.sheet.has("url"):
            self.sheet.tell(said, "is a second page, and a record has one")
        else:
            self.sheet.put("url", said.value, said.place)

    def _identifier(self, said: Said) -> None:
        self.sheet.append("identifier", said.value, said.place)

    def _source(self, said: Said) -> None:
        if self._is_ours and self._is_uri(said):
            at = self.sheet.count("source")
            has_page = at and "url" in self.sheet.data["source"][-1]
            at -= 1 if at and not has_page and self._follows(said) else 0
            self.sheet.put(f"source.{at}.url", said.value, said.place)
        elif self._is_ours or certain.is_source(said.value):
            key = f"source.{self.sheet.count('source')}.citation"
            self.sheet.put(key, said.value, said.place)
        else:
            self.sheet.note(said, "is not understood as a citation")

    def _citation(self, said: Said) -> None:
        """Take how to cite the document; of one that describes the original, it says who has it."""
        read = {"source": [{"citation": said.value}]} if certain.is_source(said.value) else {}
        if read:
            fill(read)
        for table in read.get("original_archive", ()):
            self.sheet.append("original_archive", table, said.place)
        if "original_archive" not in read:
            self.sheet.note(said, "is not understood as where the original is")

    def _relation(self, said: Said) -> None:
        is_id = self._is_ours and said.term == "isPartOf" and fault(said.value) is None
        if is_id and not self.sheet.has("part_of"):
            self.sheet.put("part_of", said.value, said.place)
        else:
            self.sheet.append(f"relation.{_RELATIONS[said.term]}", said.value, said.place)

    def _temporal(self, said: Said) -> None:
        self.sheet.append("temporal", said.value, said.place)

    def _coverage(self, said: Said) -> None:
        if said.scheme in _PERIOD or certain.is_period(said.value):
            self._temporal(said)
        else:
            self._named(said._replace(term="spatial"))

    def _description(self, said: Said) -> None:
        text, sheet = said.value, self.sheet
        if text.startswith(_WARNING) and text != _WARNING:
            key = f"notice.{sheet.count('notice')}"
            sheet.put(f"{key}.kind", "content-warning", said.place)
            sheet.put(f"{key}.text", text.removeprefix(_WARNING), said.place)
        elif text.startswith(_THANKS) and text != _THANKS:
            sheet.append("acknowledgement", text.removeprefix(_THANKS), said.place)
        elif not sheet.has("classification") and (marking := sentences.marking(text)):
            for key, value in marking.items():
                sheet.put(f"classification.{key}", value, said.place)
        elif event := sentences.event(text, is_told=False):
            sheet.append("provenance", event, said.place)
        else:
            self._describe(said)

    def _describe(self, said: Said) -> None:
        """Add a paragraph to the description; one in another language cannot stand there."""
        before, lang = self.sheet.data.get("description"), self._lang(said)
        if before is None:
            self.sheet.put("description", self._text(said), said.place)
        elif lang and (not isinstance(before, dict) or before["lang"] != lang):
            self.sheet.note(said, "is a description in another language")
        elif isinstance(before, dict):
            self.sheet.join("description.text", said)
        else:
            self.sheet.join("description", said)

    def _provenance(self, said: Said) -> None:
        event = sentences.event(said.value) or {"activity": "custody", "note": said.value}
        self.sheet.append("provenance", event, said.place)
