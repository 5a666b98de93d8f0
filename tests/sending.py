"""Documents sent out in a format, as `muniment export` does with those that were judged."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from muniment.formats import FORMATS, ExportSettings, Item, format_named

if TYPE_CHECKING:
    from muniment.formats import Document

TODAY = "2026-11-28"


def given_to(name: str, **changes: Any) -> ExportSettings:
    """Give the settings of an export to a format, with the options of its examples."""
    options = {key: option.example for key, option in FORMATS[name].items()}
    return ExportSettings(options=options, today=TODAY)._replace(**changes)


def written(name: str, documents: list[Document], settings: ExportSettings) -> dict[str, bytes]:
    """Give the files, by name, of several documents."""
    form = format_named(name)
    items = [Item(each.id, each.record, form.carried(each, settings)) for each in documents]
    return {file: b"".join(chunks) for file, chunks in form.files(iter(items), settings)}
