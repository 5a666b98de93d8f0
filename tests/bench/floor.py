"""What the work costs at the least: reading and parsing, or making the same XML, and nothing else.

Also what it costs with a library that is made for the same.

Each prints how many files it read. Files are opened as the program opens them, which is the
cheapest way that Python has.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

OAI_DC = "http://www.openarchives.org/OAI/2.0/oai_dc/"
DC = "http://purl.org/dc/elements/1.1/"
XSI = "http://www.w3.org/2001/XMLSchema-instance"


def _read(folder: str) -> Iterator[dict[str, Any]]:
    """Read and parse every record with the fastest parser there is."""
    import toml_rs

    for name in sorted(os.listdir(folder)):
        handle = os.open(f"{folder}/{name}", os.O_RDONLY)
        raw = os.read(handle, os.fstat(handle).st_size)
        os.close(handle)
        yield toml_rs.loads(raw.decode("utf-8"), toml_version="1.0.0")


def parse(folder: str) -> int:
    """Read and parse every record."""
    return sum(1 for _ in _read(folder))


def export(folder: str, into: str) -> int:
    """Read and parse every record, and write with lxml, byte for byte, what the program writes."""
    from lxml import etree

    os.mkdir(into)
    space = {"oai_dc": OAI_DC, "dc": DC, "xsi": XSI}
    root_tag, location = f"{{{OAI_DC}}}dc", f"{{{XSI}}}schemaLocation"
    schema = f"{OAI_DC} http://www.openarchives.org/OAI/2.0/oai_dc.xsd"
    count = 0
    for count, data in enumerate(_read(folder), 1):  # noqa: B007 - the last is what is wanted
        root = element = etree.Element(root_tag, nsmap=space)
        root.set(location, schema)
        root.text = "\n  "
        for name, value in _values(data):
            element = etree.SubElement(root, f"{{{DC}}}{name}")
            element.text = value
            element.tail = "\n  "
        element.tail = "\n"
        with open(f"{into}/{data['id']}.xml", "wb", buffering=0) as file:
            file.write(
                b'<?xml version="1.0" encoding="UTF-8"?>\n%s\n'
                % etree.tostring(root, encoding="utf-8")
            )
    return count


def _values(data: dict[str, Any]) -> list[tuple[str, str]]:
    """Give the elements of a record as `corpora` makes them, in the program's order."""
    rights, archive = data["rights"][0], data["original_archive"][0]
    contact, decided = rights["contact"], rights["determined"]
    held = f"{archive['name']} ({archive['siglum']})"
    return [
        ("title", data["title"]),
        ("creator", data["creator"][0]["name"]),
        ("contributor", data["contributor"][0]["name"]),
        ("date", data["date"]),
        ("type", data["type"]),
        ("type", data["genre"]),
        ("format", data["extent"]),
        ("language", data["language"][0]),
        ("identifier", data["url"]),
        ("identifier", data["identifier"][0]),
        ("identifier", data["id"]),
        ("source", data["source"][0]["citation"]),
        ("source", ", ".join([held, *archive["reference"]])),
        ("subject", data["subject"][0]),
        ("subject", data["subject"][1]["name"]),
        ("coverage", data["spatial"][0]),
        ("description", data["description"]),
        ("rights", rights["uri"]),
        ("rights", rights["statement"]),
        ("rights", f"Rights holder: {rights['holder'][0]}"),
        ("rights", f"Rights contact: {contact['name']}, {contact['email']}"),
        (
            "rights",
            f"Details of the rights: jurisdiction: {rights['jurisdiction']}; determined "
            f"{decided['date']}; grounds: {decided['note']}",
        ),
        ("rights", f"Access: {data['access']['status']}"),
    ]


def dcxml(folder: str, into: str) -> int:
    """Read and parse every record, and write the same elements with dcxml, which is for them."""
    from dcxml import simpledc  # type: ignore[import-not-found]

    os.mkdir(into)
    count = 0
    for count, data in enumerate(_read(folder), 1):  # noqa: B007
        said: dict[str, list[str]] = {}
        for name, value in _values(data):
            said.setdefault(name if name in ("coverage", "rights") else f"{name}s", []).append(
                value
            )
        with open(f"{into}/{data['id']}.xml", "wb", buffering=0) as file:
            file.write(simpledc.tostring(said).encode())
    return count


def sheet(source: str, into: str) -> int:
    """Read a sheet, and write a file of each row, as the program does: to the disk."""
    import csv

    os.mkdir(into)
    count = 0
    with open(source, encoding="utf-8", newline="") as file:
        for count, row in enumerate(csv.DictReader(file), 1):  # noqa: B007
            text = "".join(f'{key} = "{value}"\n' for key, value in row.items())
            _write(f"{into}/{row['id']}.toml", text)
    return count


def dublin_core(source: str, into: str) -> int:
    """Parse each file of a folder with lxml, and write a file of its terms, to the disk."""
    from lxml import etree

    os.mkdir(into)
    names = sorted(os.listdir(source))
    for name in names:
        root = etree.parse(f"{source}/{name}").getroot()
        text = "".join(f'{term.tag} = "{term.text}"\n' for term in root)
        _write(f"{into}/{name}.toml", text)
    return len(names)


def _write(path: str, text: str) -> None:
    with open(path, "wb", buffering=0) as file:
        file.write(text.encode())
        os.fsync(file.fileno())


FLOORS: dict[str, Callable[..., int]] = {
    "parse": parse,
    "export": export,
    "dcxml": dcxml,
    "sheet": sheet,
    "dc": dublin_core,
}

if __name__ == "__main__":
    print(FLOORS[sys.argv[1]](*sys.argv[2:]))
