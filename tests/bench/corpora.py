"""Corpora to measure on: the same seed gives the same records, byte for byte.

clean      no finding of any level, about 2 kB each
bare       the same without the first line, which names the schema to editors
findings   a third with one or two findings
inherits   the rights of all but the first are those of the first
scripts    Cyrillic and Chinese
sizes      0.6 to 20 kB
"""

from __future__ import annotations

import csv
import random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

SHEET = ("id", "title", "date", "description", "creator", "identifier")
KINDS = ("clean", "bare", "findings", "inherits", "scripts", "sizes")

_WORDS = {
    "latin": [
        "agrees",
        "army",
        "arms",
        "aid",
        "border",
        "command",
        "council",
        "defence",
        "delivery",
        "division",
        "embassy",
        "front",
        "government",
        "letter",
        "meeting",
        "minister",
        "munitions",
        "plan",
        "regiment",
        "reply",
        "report",
        "request",
        "telegram",
        "transport",
        "treaty",
        "visit",
        "war",
        "winter",
    ],
    "other": [
        "телеграмма",
        "Сталин",
        "Мао",
        "армия",
        "дивизия",
        "договор",
        "письмо",
        "ответ",
        "министр",
        "война",
        "电报",
        "志愿军",
        "会议",
        "总理",
        "照会",
        "苏联",
        "援助",
        "条约",
        "步兵",
        "武器",
    ],
}
_NOTICE = (
    "The programme welcomes reuse of these materials for research and education. Some documents "
    "may be subject to copyright, which is retained by the rights holders."
)


def write(folder: Path, count: int, kind: str, seed: int = 1) -> Path:
    """Write `count` records of a kind into `folder`, and give the folder."""
    folder.mkdir(parents=True)
    chance = random.Random(f"{'clean' if kind == 'bare' else kind} {seed}")
    for number in range(count):
        name = f"record-{number:07}"
        text = record(name, kind, chance, number)
        if kind == "bare":
            text = text.partition("\n")[2]
        if kind == "inherits" and number:
            before, _, after = text.partition("[[rights]]")
            level = '\nlevel = "item"\npart_of = "record-0000000"\n'
            text = before.replace('\nlevel = "item"\n', level) + after[after.index("[access]") :]
        (folder / f"{name}.toml").write_text(text, "utf-8", newline="\n")
    return folder


def write_sheet(file: Path, count: int, seed: int = 1) -> Path:
    """Write a sheet of `count` rows, as a spreadsheet has it, and give its path."""
    chance, words = random.Random(f"sheet {seed}"), _WORDS["latin"]
    with file.open("w", encoding="utf-8", newline="") as out:
        rows = csv.writer(out)
        rows.writerow(SHEET)
        for number in range(count):
            title = " ".join(chance.choice(words) for _ in range(5))
            says = " ".join(chance.choice(words) for _ in range(40))
            date = f"{chance.randint(1945, 1991)}-{chance.randint(1, 12):02}"
            name = f"record-{number:07}"
            rows.writerow((name, title, date, says, "Stalin, Joseph", 100000 + number))
    return file


def record(name: str, kind: str, chance: random.Random, number: int) -> str:
    """Give the text of one record."""
    words = _WORDS["other" if kind == "scripts" else "latin"]
    length = chance.choice((0, 40, 400, 2400)) if kind == "sizes" else 40
    if not length:
        return _short(name, number)
    says = " ".join(chance.choice(words) for _ in range(length))
    bad = kind == "findings" and number % 3 == 0
    date = f"{chance.randint(1945, 1991)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
    delo, leaf = chance.randint(1, 900), chance.randint(1, 300)
    title = " ".join(chance.choice(words) for _ in range(5))
    citation = "" if bad else f"APRF, Fond 45, Opis 1, Delo {delo}, Listy {leaf}-{leaf + 2}"
    # Each name has one URI, and each URI one name, as in a collection that is well kept.
    about, whose = chance.randrange(len(words)), chance.randrange(900)
    role = "author" if bad and number % 2 else "aut"
    return f'''#:schema ../schemas/record.schema.json
id = "{name}"
level = "item"
describes = "translation"
title = "{title}"
date = "{date}"
issued = "2011-11-20"
type = "Text"
genre = "telegram"
language = ["en"]
description = "{says}"
subject = ["{chance.choice(words)}", {{ name = "{words[about]}", uri = "http://id.loc.gov/authorities/subjects/sh{about}" }}]
spatial = ["Korea"]
extent = "2 leaves"
url = "https://digital.example.org/document/{number}"
identifier = ["{100000 + number}"]

[[creator]]
name = "{words[whose % len(words)].title()}, Joseph ({whose})"
kind = "person"
role = "{role}"
signed = "SEMENOV"
uri = ["http://viaf.org/viaf/{whose}"]

[[contributor]]
name = "{chance.choice(words).title()}, Gary"
kind = "person"
role = "trl"

[[source]]
kind = "original"
citation = "{citation}"
language = "ru"

[[original_archive]]
name = "Archive of the President of the Russian Federation"
siglum = "APRF"
country = "RU"
reference = ["fond 45", "opis 1", "delo {delo}", "listy {leaf}-{leaf + 2}"]
as_of = "1995"

[[rights]]
of = "translation"
statement = """{_NOTICE}"""
uri = "http://rightsstatements.org/vocab/InC/1.0/"
holder = ["History Programme"]
jurisdiction = "US"
determined = {{ date = "2026-11-23", by = "A. Cataloguer", note = "Asked the translator." }}

[rights.contact]
name = "History Programme"
email = "history@archive.ac.uk"

[access]
status = "open"

[[provenance]]
of = "original"
activity = "creation"
date = "{date}"
agent = ["Stalin, Joseph"]
place = "Moscow"

[[provenance]]
of = "translation"
activity = "translation"
date = "2011"
agent = ["Goldberg, Gary"]

[record]
schema = 1
status = "complete"
created = "2026-11-23"
modified = "2026-11-23"
cataloguer = "A. Cataloguer"
'''


def _short(name: str, number: int) -> str:
    """Give a record that holds what it must, and nothing else."""
    return f'''#:schema ../schemas/record.schema.json
id = "{name}"
level = "item"
describes = "original"
title = "Letter {number}"
date = "1952-12-27"
type = "Text"
language = ["ru"]
extent = "1 leaf"

[[creator]]
name = "Stalin, Joseph"

[[original_archive]]
name = "Archive of the President of the Russian Federation"
reference = ["fond 45", "opis 1", "delo {number}"]

[[rights]]
of = "original"
uri = "http://rightsstatements.org/vocab/InC/1.0/"

[rights.contact]
name = "History Programme"
email = "history@archive.ac.uk"
'''
