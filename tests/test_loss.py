"""Nothing is lost in silence: each value of a record goes out, or its key is in the loss report.

The record has a word of its own in every key of the model, twice where a key repeats. It is made
anew for each of the words that keys are limited to, so that each is written out once.
"""

from __future__ import annotations

import csv
import io
import json
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import html5lib
import pytest
import tomli_w
from lxml import etree

import citation_readers
import graphs
from generated import files_there
from muniment.catalogue import Catalogue, entry
from muniment.dublincore import statements
from muniment.export import Export, public
from muniment.formats import FORMATS, Document, ExportSettings, Item, format_named
from muniment.keeping import keeping
from muniment.keys import path as path_of
from muniment.keys import plain
from muniment.lint import Linter
from muniment.lint_settings import LintSettings
from muniment.loss import Loss, leaves
from muniment.outline import Key, below, outline
from muniment.recordfile import parsed
from muniment.vocabularies import relators
from program import TODAY

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from muniment.formats import Carried

ROUNDS = range(max(len(key.choices) for key in outline().values()))
# Kept back whatever the record says, beside `local`.
NEVER = {path for path in outline() if path[-1] == "by" or path == ("gap", "note")}
LANGUAGES = ("en", "ru", "zh-Hans", "cs", "de", "ko", "mn")
# Formats that take only addresses where one should stand.
LINKED = frozenset({"oai-static", "edm"})
DATES = {path[-1] for path, key in outline().items() if "EDTF." in key.description and not key.many}


class Made(NamedTuple):
    """A record with a word in every leaf: the file's data, and the word of each leaf."""

    data: dict[str, Any]
    words: dict[str, str]


def make(turn: int, form: str = "") -> Made:
    """Make the record in which each key is limited to the word whose turn it is.

    For a format that takes only addresses where one should stand, the words there are addresses.
    """
    words: dict[str, str] = {}
    numbers = count(1001)

    def value(key: Key, path: str) -> Any:
        if key.table:
            return {
                name: values(inner, f"{path}.{name}") for name, inner in below(key.path).items()
            }
        # Of two tables the second has the next word: rights in another layer, a copy elsewhere.
        made = word(key, next(numbers), turn + path.count(".1."))
        if form in LINKED and key.path[-1] in ("uri", "url", "link", "license"):
            made = f"http://example.org/{made}"
        words[path] = str(made)
        return made

    def values(key: Key, path: str) -> Any:
        if key.path == ("local",):
            return {"shelf": f"word{next(numbers)}"}
        if key.many:
            return [value(key, f"{path}.{index}") for index in range(2)]
        return value(key, path)

    data = {name: values(key, name) for name, key in below(()).items()}
    # What would keep the words from going out is not what is asked here.
    data["record"]["private"] = []
    data["id"] = words["id"] = "record"
    words = {key: text for key, text in words.items() if not key.startswith("record.private")}
    return Made(data, words)


def word(key: Key, number: int, turn: int) -> object:
    """Give a value that the key takes; a text that no other key has, where the model takes any."""
    *above, name = key.path
    if key.choices:
        return key.choices[turn % len(key.choices)]
    if name in DATES:
        return str(number)
    if name in ("language", "lang"):
        return LANGUAGES[number % len(LANGUAGES)]
    if name in ("country", "jurisdiction"):
        return "FR" if number % 2 else "RU"
    if name == "role":
        return "trl" if number % 2 else "aut"
    if name == "type" and not above:
        return "Sound"
    return f"word{number}"


class Gone(NamedTuple):
    """What became of a record in a format: what it writes, the files and their text, the loss."""

    carried: Sequence[Carried]
    files: dict[str, bytes]
    text: str
    loss: Loss
    leaves: list[str]


def export(data: dict[str, Any], name: str) -> Gone:
    """Send the record out, as `muniment export` does with one that was judged."""
    file = parsed("no/such/folder/record.toml", tomli_w.dumps(data).encode())
    found = Catalogue("no/such/folder").effective(entry(file))
    assert found.entry.reading.problems == ()
    record = public(found)
    form = format_named(name)
    options = {key: option.example for key, option in FORMATS[name].items()}
    settings = ExportSettings(options=options)
    carried = form.carried(Document("record", record, None, statements(record)), settings)
    loss = Loss()
    loss.add(record, carried)
    with files_there():
        files = {
            name: b"".join(chunks)
            for name, chunks in form.files([Item("record", record, carried)], settings)
        }
    text = "\n".join(texts(name, raw) for name, raw in files.items())
    return Gone(carried, files, text, loss, list(leaves(record)))


def texts(name: str, raw: bytes) -> str:
    """Give the texts of a file as they are read back, each on lines of its own."""
    # What needs a context of the network is read as mere JSON.
    is_of_web = name.endswith(".jsonld") and b'"https://schema.org"' in raw
    if name.endswith((".ttl", ".rdf", ".jsonld")) and not is_of_web:
        return graphs.texts(name, raw)
    if name.endswith(".xml"):
        found = etree.fromstring(raw).iter()
        return "\n".join(
            text or "" for each in found for text in (each.text, *map(str, each.attrib.values()))
        )
    if name.endswith(".html"):
        page = html5lib.HTMLParser(strict=True).parse(raw.decode("utf-8")).iter()
        return "\n".join(text for each in page for text in (each.text or "", *each.attrib.values()))
    if name.endswith(".csv"):
        rows = csv.reader(io.StringIO(raw.decode("utf-8"), newline=""))
        return "\n".join(cell for row in rows for cell in row)
    if is_of_web:
        return "\n".join(spoken(json.loads(raw)))
    if name.endswith((".json", ".ris", ".bib")):
        return "\n".join(citation_readers.texts(name, raw))
    return raw.decode("utf-8")


def spoken(value: Any) -> Iterator[str]:
    """Give the names and the texts of JSON, each as it is read back."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield name
            yield from spoken(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from spoken(inner)
    else:
        yield str(value)


# What receivers call words that keys are limited to: their own terms, their codes of languages.
THEIR_WORDS = {
    "Sound": "Audio",
    "organization": "corporate_body",
    "cs": "ces",
    "de": "deu",
    "mn": "mon",
}


def says(gone: Gone, key: str, text: str) -> bool:
    """Whether something that names the key as where it came from holds the text, or its words."""
    wanted = [each.replace("-", " ").casefold() for each in (text, THEIR_WORDS.get(text, text))]
    if key.endswith(".role"):
        # A format may know the role by its name.
        wanted.append((relators.term(text) or text).casefold())
    return any(
        key in made.of
        and word
        in f"{made.value} {getattr(made, 'lang', '')} {getattr(made, 'role', '')}".replace(
            "-", " "
        ).casefold()
        for made in gone.carried
        for word in wanted
    )


@pytest.mark.parametrize("turn", ROUNDS)
def test_every_leaf_is_filled(turn: int) -> None:
    """The record has all keys of the model, and every one of them is a leaf that is counted."""
    made = make(turn)
    gone = export(made.data, "oai_dc")
    assert {plain(path_of(key)) for key in [*made.words, "local", "record.private"]} == {
        path for path, key in outline().items() if not key.table
    }
    assert set(gone.leaves) == {*made.words, "local"}


@pytest.mark.parametrize("turn", ROUNDS)
@pytest.mark.parametrize("name", FORMATS)
def test_nothing_is_lost_in_silence(name: str, turn: int) -> None:
    """Each word is in a statement that says where it came from, or its key is reported as lost."""
    made = make(turn, name)
    gone = export(made.data, name)
    lost = {line.partition(" (")[0] for line in gone.loss.report()}
    silent = {
        key
        for key, text in made.words.items()
        if not says(gone, key, text) and ".".join(plain(path_of(key))) not in lost
    }
    # Rights in the layer described are the document's own, and go out without its name.
    assert silent <= {f"rights.{index}.of" for index in range(2)}
    assert all(made.words[key] == made.words["describes"] for key in silent)


@pytest.mark.parametrize("turn", ROUNDS)
@pytest.mark.parametrize("name", FORMATS)
def test_what_is_called_lost_is_lost(name: str, turn: int) -> None:
    """A word of its own whose key is reported as lost stands in no file."""
    made = make(turn, name)
    gone = export(made.data, name)
    carried = {key for statement in gone.carried for key in statement.of}
    lost = {key: text for key, text in made.words.items() if key not in carried}
    assert [key for key, text in lost.items() if "word" in text and text in gone.text] == []


@pytest.mark.parametrize("turn", ROUNDS)
@pytest.mark.parametrize("name", FORMATS)
def test_every_statement_is_written(name: str, turn: int) -> None:
    """What the format chose to carry stands in its file, as it is."""
    gone = export(make(turn, name).data, name)
    assert [made for made in gone.carried if made.value not in gone.text] == []


@pytest.mark.parametrize("turn", ROUNDS)
@pytest.mark.parametrize("name", FORMATS)
def test_what_is_kept_back(name: str, turn: int) -> None:
    """Who decided, what is the institution's own, and notes of gaps are in no file or report."""
    made = make(turn, name)
    gone = export(made.data, name)
    kept = [
        text
        for key, text in made.words.items()
        if plain(path_of(key)) in NEVER and not is_told(made, key)
    ]
    kept += [str(text) for text in made.data["local"].values()]
    assert len(kept) >= 6
    out = gone.text + "\n".join(gone.loss.report())
    assert [text for text in kept if text in out] == []


def is_told(made: Made, key: str) -> bool:
    """Whether a key is the note of a gap of which nothing is kept back: a reader may see it."""
    reason = made.words.get(f"{key.removesuffix('.note')}.reason")
    return plain(path_of(key)) == ("gap", "note") and reason != "withheld"


# Keys that a record calls private

PRIVATE = [key for key, text in make(0).words.items() if text.startswith("word")]


@pytest.mark.parametrize("key", PRIVATE)
def test_private_key_stays(key: str) -> None:
    """A key that record.private names, with its index, is in no file."""
    made = make(0)
    made.data["record"]["private"] = [key]
    gone = export(made.data, "oai_dc")
    assert made.words[key] not in gone.text
    others = {each for each, text in made.words.items() if each != key and says(gone, each, text)}
    assert len(others) > 30


@pytest.mark.parametrize(
    ("data", "key"),
    [
        ({"rights": [{"contact": {"email": "secret"}}]}, "rights.0.contact.email"),
        ({"rights": [{"contact": {"email": "secret"}}]}, "rights.contact.email"),
        ({"rights": [{"contact": {"email": "secret"}}]}, "rights.0.contact"),
        ({"rights": [{"contact": {"email": "secret"}}]}, "rights"),
        ({"publisher": ["Open", "secret"]}, "publisher.1"),
        ({"publisher": ["secret"]}, "publisher"),
        ({"publisher": ["Open", "secret"]}, "publisher.1.name"),
        ({"publisher": "secret"}, "publisher.0"),
        ({"publisher": "secret"}, "publisher.name"),
        ({"title": "secret"}, "title.text"),
        ({"extent": "secret"}, "extent.0"),
        ({"rights": [{"statement": ""}, {"statement": "secret"}]}, "rights.1.statement"),
        ({"creator": [{"name": "?"}, {"name": "secret"}, {"name": "B"}]}, "creator.1.name"),
        ({"subject": ["", "secret", "Harbours"]}, "subject.1"),
    ],
)
def test_private_key_as_it_is_written(data: dict[str, Any], key: str) -> None:
    """A private key is one of the file: blanks before it count, and short forms have its parts."""
    whole = {"id": "record", "genre": "letter", **data, "record": {"private": [key]}}
    gone = export(whole, "oai_dc")
    assert "secret" not in gone.text
    assert "letter" in gone.text


def test_private_key_of_the_level_above(tmp_path: Path) -> None:
    """What the level above calls private is so in what a record takes from it, after blanks too."""
    above = {
        "id": "collection",
        "rights": [{"statement": " "}, {"statement": "Open", "contact": {"email": "secret"}}],
        "record": {"private": ["rights.1.contact.email"]},
    }
    here = {"id": "record", "part_of": "collection", "title": "Letter"}
    for data in (above, here):
        (tmp_path / f"{data['id']}.toml").write_text(tomli_w.dumps(data), encoding="utf-8")
    file = parsed(str(tmp_path / "record.toml"), tomli_w.dumps(here).encode())
    record = public(Catalogue(str(tmp_path)).effective(entry(file)))
    values = [statement.value for statement in statements(record)]
    assert "Open" in values
    assert not any("secret" in value for value in values)


def test_private_key_that_no_record_has_is_an_error(tmp_path: Path) -> None:
    """A private key that is misspelt keeps nothing back, so the record does not go out."""
    text = (Path(__file__).parent / "examples" / "private-contact" / "record.toml").read_text(
        "utf-8"
    )
    file = tmp_path / "record.toml"
    file.write_text(text.replace("rights.0.contact.email", "rights.0.contact.emial"), "utf-8")
    judged = Linter(LintSettings(str(tmp_path), TODAY)).judge(str(file))
    assert [found.key for found in judged.findings] == ["record.private.0"]


def exported(folder: Path, names: list[str]) -> Iterator[str]:
    linter = Linter(LintSettings(str(folder), TODAY))
    job = Export(linter, format_named("oai_dc"), ExportSettings())
    for item in job.items([str(folder / name) for name in names]):
        yield item.id


def test_no_file_without_a_name(tmp_path: Path) -> None:
    """A record goes out under its id, even where a gap says that it has none."""
    example = Path(__file__).parent / "examples" / "describes-original" / "record.toml"
    text = example.read_text("utf-8").replace('id = "record"\n', "")
    gap = '\n[[gap]]\nfield = "id"\nreason = "unknown"\n'
    (tmp_path / "record.toml").write_text(text + gap, encoding="utf-8")
    assert all(exported(tmp_path, ["record.toml"]))


@pytest.mark.parametrize("name", FORMATS)
def test_the_manual_says_what_is_lost(name: str) -> None:
    """What a format is said never to carry, it carries of no record; all else of some record."""
    lost = set(outline())
    for turn in ROUNDS:
        gone = export(make(turn, name).data, name)
        lost -= {plain(path_of(key)) for each in gone.carried for key in each.of}
    said = keeping(name).never

    def is_said(path: tuple[str, ...]) -> bool:
        return any(".".join(path[:depth]) in said for depth in range(1, len(path) + 1))

    leaves_of = {path for path, key in outline().items() if not key.table}
    own = {
        path for path in leaves_of if path in NEVER or path in {("local",), ("record", "private")}
    }
    assert {path for path in lost & leaves_of - own if not is_said(path)} == set()
    assert {path for path in leaves_of - own - lost if is_said(path)} == set()


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_bytes_twice(name: str) -> None:
    """A record gives the same files, byte for byte, each time it leaves."""
    data = make(0, name).data
    assert export(data, name).files == export(data, name).files
