"""Where an object is to be seen: its page and its files, and the aggregation that holds them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from muniment.formats.edm import rights
from muniment.formats.edm.part import Part, is_reference
from muniment.links import is_link

if TYPE_CHECKING:
    from collections.abc import Iterator

    from muniment.formats import ExportSettings
    from muniment.record import Record


class Views(NamedTuple):
    """The places of files that have an address: the one shown, the one for a preview, the others.

    `shown` and `preview` are None where there is no file.
    """

    shown: int | None
    preview: int | None
    others: list[int]


def views(record: Record) -> Views:
    """Choose which file shows the object: the first of the layer described, or else the first."""
    linked = rights.linked(record)
    if not linked:
        return Views(None, None, [])
    shown = min(linked, key=lambda at: record.file[at].of not in (None, record.describes))
    images = [at for at in linked if (record.file[at].media_type or "").startswith("image/")]
    # Of a sound there is no preview.
    if record.file[shown].media_type in (None, "application/pdf"):
        images.append(shown)
    return Views(shown, next(iter(images), None), [at for at in linked if at != shown])


def web_resources(record: Record, settings: ExportSettings) -> Iterator[Part]:
    """Yield a resource for each address: what a file shows, its type, and rights of its own."""
    found: dict[str, dict[str, list[Part]]] = {}
    keys: dict[str, list[str]] = {}
    if record.url and is_link(record.url):
        keys[record.url] = ["url"]
    for at, file in enumerate(record.file):
        if not file.url or not is_link(file.url):
            continue
        keys.setdefault(file.url, []).append(f"file.{at}.url")
        own = found.setdefault(file.url, {"dc:description": [], "dc:format": [], "edm:rights": []})
        if file.description:
            part = Part("dc:description", file.description, (f"file.{at}.description",))
            own["dc:description"].append(part)
        if file.media_type:
            own["dc:format"].append(Part("dc:format", file.media_type, (f"file.{at}.media_type",)))
        # There may be one.
        own["edm:rights"] = own["edm:rights"] or rights.of_file(record, at, settings)
    for address, of in keys.items():
        yield Part("edm:WebResource", address, tuple(of))
        for parts in found.get(address, {}).values():
            yield from parts


def aggregation(
    record: Record, uri: str, data_provider: str, provider: str, shown_rights: list[Part]
) -> Iterator[Part]:
    """Yield the aggregation of the object with the URI `uri`, in the order of ORE.xsd."""
    seen = views(record)

    def file(tag: str, at: int) -> Part:
        return Part(tag, record.file[at].url or "", (f"file.{at}.url",), is_uri=True)

    yield Part("ore:Aggregation", f"{uri}#aggregation")
    yield Part("edm:aggregatedCHO", uri, ("id",), is_uri=True)
    yield Part("edm:dataProvider", data_provider, is_uri=is_reference(data_provider))
    yield from (file("edm:hasView", at) for at in seen.others)
    if record.url and is_link(record.url):
        yield Part("edm:isShownAt", record.url, ("url",), is_uri=True)
    if seen.shown is not None:
        yield file("edm:isShownBy", seen.shown)
    if seen.preview is not None:
        yield file("edm:object", seen.preview)
    yield Part("edm:provider", provider, is_uri=is_reference(provider))
    yield from shown_rights
