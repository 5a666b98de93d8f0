"""The layers of a document as nodes: how each stands to the one that the record describes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from muniment.formats.schema_org.tree import Address, Fact
from muniment.layers import ORDER

if TYPE_CHECKING:
    from collections.abc import Iterator

    from muniment.record import Record

# The genres and DCMI types that schema.org has a type for. Those that say what a thing is made as
# are true of what the archive holds, and not of a translation of it.
_GENRES = {
    "letter": "Message",
    "telegram": "Message",
    "ciphered telegram": "Message",
    "cable": "Message",
    "report": "Report",
    "map": "Map",
    "manuscript": "Manuscript",
    "photograph": "Photograph",
    "poster": "Poster",
    "drawing": "Drawing",
}
_AS_MADE = frozenset({"Manuscript", "Photograph", "Poster", "Drawing"})
_DCMI_TYPES = {
    "Collection": "Collection",
    "Dataset": "Dataset",
    "Image": "ImageObject",
    "StillImage": "ImageObject",
    "MovingImage": "VideoObject",
    "Sound": "AudioObject",
    "Software": "SoftwareApplication",
}
_COLLECTIONS = frozenset({"fonds", "subfonds", "series", "subseries", "file", "collection"})


class Layers:
    """The nodes of the layers, known as they are asked for; the layer described is the root."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self._described = record.describes
        # For each node, the layer, and the keys that name it.
        self._keys: dict[Address, tuple[str, list[str]]] = {(): (record.describes or "", [])}
        self._held: set[Address] = set()
        self._messages: set[Address] = set()
        if record.describes:
            self.at(record.describes, "describes")

    def at(self, layer: str | None, key: str = "") -> Address:
        """Give the node of a layer, which the key of the record names; no layer is that described.

        schema.org: translationOfWork and workTranslation between a translation and its original,
        isBasedOn for what was made from another, workExample the other way. A digitization is
        media of the document: what it was made from, a record does not say.
        """
        address: Address = ()
        if layer and layer != self._described:
            address = ((self._relation(layer), layer),)
        _, keys = self._keys.setdefault(address, (layer or "", []))
        if key and layer:
            keys.append(key)
        return address

    def hold(self, address: Address) -> Address:
        """Say of a node that an archive holds what it stands for."""
        self._held.add(address)
        return address

    def send(self, address: Address) -> Address:
        """Say of a node that it was sent: it has a sender or a recipient."""
        self._messages.add(address)
        return address

    def facts(self) -> Iterator[Fact]:
        """Yield the types of all nodes that were asked for, and the layers that they are."""
        for address, (layer, keys) in self._keys.items():
            for name in self._types(address, layer):
                yield Fact(address, "@type", name)
            if layer:
                yield Fact(address, "additionalType", layer, tuple(keys))

    def _relation(self, layer: str) -> str:
        if layer == "digitization":
            return "associatedMedia"
        if self._described and self._described != "digitization":
            is_source = ORDER.index(layer) < ORDER.index(self._described)
        else:
            is_source = layer in ("original", "copy")
        if is_source:
            is_translation = self._described == "translation"
            return "translationOfWork" if is_translation and layer == "original" else "isBasedOn"
        return "workTranslation" if layer == "translation" else "workExample"

    def _types(self, address: Address, layer: str) -> list[str]:
        found = ["ArchiveComponent"] if address in self._held else []
        if layer == "digitization":
            found.append("MediaObject")
        else:
            found += self._contents(as_made=layer in ("original", "copy", ""))
        if address in self._messages and "Message" not in found:
            found.append("Message")
        return found or ["CreativeWork"]

    def _contents(self, *, as_made: bool) -> list[str]:
        record = self._record
        found = [_GENRES[genre.casefold()] for genre in record.genre if genre.casefold() in _GENRES]
        if not as_made:
            found = [name for name in found if name not in _AS_MADE]
        media = _DCMI_TYPES.get(record.type or "")
        if media and not (media == "ImageObject" and (found or not as_made)):
            found.append(media)
        if record.level in _COLLECTIONS:
            found.append("Collection")
        return list(dict.fromkeys(found))
