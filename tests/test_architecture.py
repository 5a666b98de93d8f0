"""The house: who may import whom, who may print, and how long anything may be."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

HOUSE = Path(__file__).parents[1] / "cli" / "muniment"
FILES = sorted(file.relative_to(HOUSE).as_posix() for file in HOUSE.rglob("*.py"))

# A module imports from those that stand before it, never after; a new one is placed here.
ORDER = (
    "__init__",
    "errors",
    "visible",
    "schema_files",
    "keys",
    "table",
    "finding",
    "vocabularies",
    "edtf",
    "datings",
    "dates",
    "periods",
    "titles",
    "identifiers",
    "reference",
    "known",
    "clock",
    "listing",
    "syntax",
    "scanning",
    "landmarks",
    "places",
    "recordfile",
    "leanings",
    "unplugged",
    "interrupts",
    "values",
    "rights_tables",
    "tables",
    "record",
    "sound",
    "chronology",
    "outline",
    "record_schema",
    "shape",
    "reading",
    "texts",
    "pruning",
    "pointers",
    "profile_file",
    "profiles",
    "wording",
    "demands",
    "gaps",
    "completeness",
    "catalogue",
    "facts",
    "rights_claims",
    "citations",
    "layers",
    "rules",
    "cache_file",
    "cache_calm",
    "collisions",
    "telling",
    "edits",
    "placing",
    "ignores",
    "choice",
    "lint_settings",
    "cache_key",
    "cache",
    "baseline",
    "rulings",
    "lint",
    "neighbours",
    "options",
    "dublincore",
    "markup",
    "elements",
    "datacite",
    "premis",
    "attachments",
    "links",
    "graph",
    "bibliography",
    "separated",
    "zipping",
    "dspace",
    "bitstreams",
    "formats",
    "sheets",
    "guarded",
    "readers",
    "config",
    "history",
    "workers",
    "runs",
    "reports",
    "loss",
    "keeping",
    "verdict",
    "export",
    "writing",
    "mending",
    "importing",
    "drafts",
    "delivery",
    "showing",
    "assigning",
    "setting",
    "suggestions",
    "completing",
    "asking",
    "creating",
    "commands",
    "app",
    "__main__",
)
# Only these print, read the clock, or end the program.
OUTSPOKEN = ("commands/", "app.py", "__main__.py")
SAYING = {"print", "input", "sys.exit", "os._exit", "typer.echo", "typer.secho", "typer.Exit"}
CLOCK = {"datetime.now", "datetime.today", "datetime.utcnow", "date.today", "time.time"}

LONGEST_FUNCTION = 45
LONGEST_MODULE = 300
# Longer than that, and why.
LONG_FUNCTIONS = {
    "commands/lint.py lint",
    "commands/export.py export",
    "commands/import_.py import_",
    "commands/create.py create",  # their parameters are the options of the command line
}
LONG_MODULES: set[str] = set()


@cache
def tree(file: str) -> ast.Module:
    return ast.parse((HOUSE / file).read_text(encoding="utf-8"))


def part(module: str) -> str:
    """Give the place in ORDER of a module or package: `rules` for `muniment.rules.size`."""
    _, _, below = module.partition(".")
    return below.split(".")[0] or "__init__"


def home(file: str) -> str:
    return file.split("/", maxsplit=1)[0].removesuffix(".py")


def imported(file: str) -> Iterator[str]:
    """Give what of muniment a file imports, at its head, in functions, and for types alone."""
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names if part_of_house(name.name))
        elif isinstance(node, ast.ImportFrom) and part_of_house(node.module or ""):
            for name in node.names:
                yield (
                    f"{node.module}.{name.name}" if node.module == "muniment" else str(node.module)
                )


def part_of_house(module: str) -> bool:
    return module.split(".", maxsplit=1)[0] == "muniment"


def functions(file: str) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def public(body: list[ast.stmt]) -> Iterator[ast.FunctionDef | ast.ClassDef]:
    """Give the functions and classes that others may use, and the methods of those classes."""
    for node in body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            yield node
            if isinstance(node, ast.ClassDef):
                yield from public(node.body)


def test_every_module_has_its_place() -> None:
    """ORDER names all modules and packages, each once."""
    assert set(ORDER) == {home(file) for file in FILES}
    assert len(ORDER) == len(set(ORDER))


@pytest.mark.parametrize("file", FILES)
def test_imports_point_up_the_list(file: str) -> None:
    """A module imports only what stands before it in ORDER, or is of its own package."""
    here = home(file)
    before = {*ORDER[: ORDER.index(here)], here}
    # The version, a text in the package's own file.
    wrong = {
        name
        for name in imported(file)
        if name != "muniment.__version__" and part(name) not in before
    }
    assert wrong == set()


@pytest.mark.parametrize("file", FILES)
def test_only_commands_speak(file: str) -> None:
    """Nothing but the commands prints or ends the program; only clock.py reads the clock."""
    calls = {
        ast.unparse(node.func)
        for node in ast.walk(tree(file))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute)
    }
    if not file.startswith(OUTSPOKEN):
        assert not calls & SAYING
    if file != "clock.py":
        assert not calls & CLOCK


@pytest.mark.parametrize("file", FILES)
def test_names_say_something(file: str) -> None:
    """No module is a drawer for what has no place."""
    assert Path(file).stem not in {"utils", "util", "helpers", "helper", "common", "misc", "base"}


@pytest.mark.parametrize("file", FILES)
def test_nothing_is_long(file: str) -> None:
    """Functions and modules can be read at one look, but for those that are named here."""
    long = {
        f"{file} {node.name}"
        for node in functions(file)
        if (node.end_lineno or 0) - node.lineno >= LONGEST_FUNCTION
    }
    assert long <= LONG_FUNCTIONS
    lines = (HOUSE / file).read_text(encoding="utf-8").count("\n")
    assert lines <= LONGEST_MODULE or file in LONG_MODULES


def test_what_may_be_long_is_there() -> None:
    """The exceptions name what there is."""
    assert set(FILES) >= LONG_MODULES
    assert {f"{file} {node.name}" for file in FILES for node in functions(file)} >= LONG_FUNCTIONS


@pytest.mark.parametrize("file", FILES)
def test_what_is_public_says_what_it_is(file: str) -> None:
    """Every module, public class, function and method has a docstring."""
    assert ast.get_docstring(tree(file))
    silent = [node.name for node in public(tree(file).body) if not ast.get_docstring(node)]
    assert silent == []
