"""The README cannot drift: its sessions are run, its tables made, its commands those of CI."""

from __future__ import annotations

import os
import re
import shlex
from typing import TYPE_CHECKING

import pytest

from program import ROOT, muniment

if TYPE_CHECKING:
    from pathlib import Path

README = ROOT / "README.md"
# `MUNIMENT_WRITE_README=1 pytest tests/test_readme.py` writes sessions and tables anew.
WRITE = "MUNIMENT_WRITE_README"


def test_the_sessions_are_what_the_program_prints(tmp_path: Path) -> None:
    """Each console block after `<!-- run -->` shows its command and, whole, what that prints."""
    assert _sessions(README.read_text("utf-8"), tmp_path) == README.read_text("utf-8")


_FILE = re.compile(r"<!-- file: (\S+) -->\n```toml\n(.*?)```", re.DOTALL)
_EDIT = re.compile(r"<!-- edit: (\S+) -->\n```toml\n(.*?)```", re.DOTALL)
_RUN = re.compile(r"<!-- run -->\n```console\n\$ ([^\n]*)\n.*?```", re.DOTALL)


def _sessions(text: str, folder: Path) -> str:
    """Give the README with its sessions as they run now, in `folder`."""
    done, at = [], 0
    for found in re.finditer(rf"(?s:{_FILE.pattern}|{_EDIT.pattern}|{_RUN.pattern})", text):
        done.append(text[at : found.start()] + _step(found[0], folder))
        at = found.end()
    return "".join(done) + text[at:]


def _step(block: str, folder: Path) -> str:
    """Do what a block says, and give the block as it should be."""
    if wrote := _FILE.match(block):
        path = folder / wrote[1]
        path.parent.mkdir(exist_ok=True)
        path.write_text(wrote[2], "utf-8")
    elif edited := _EDIT.match(block):
        path = folder / edited[1]
        path.write_text(_mended(path.read_text("utf-8"), edited[2]), "utf-8")
    elif run := _RUN.match(block):
        ran = muniment(*shlex.split(run[1])[1:], cwd=folder)
        return f"<!-- run -->\n```console\n$ {run[1]}\n{ran.out}{ran.err}```"
    return block


def _mended(text: str, tables: str) -> str:
    """Put each table of an edit in place of the one of its heading."""
    for table in re.split(r"\n(?=\[\[)", tables):
        heading = re.escape(table.split("\n", 1)[0])
        text, count = re.subn(rf"{heading}\n(?:(?!\[).*\n)*", table.rstrip("\n") + "\n\n", text)
        assert count == 1, heading
    return text


TABLES = ("rules", "formats", "readers", "profiles", "reports")


@pytest.mark.parametrize("name", TABLES)
def test_the_tables_are_those_of_the_registries(name: str) -> None:
    """A table after `<!-- table: NAME -->` lists what the program has, no more and no less."""
    assert _table(name) in README.read_text("utf-8")


def _table(name: str) -> str:
    from muniment.formats import FORMATS, format_named
    from muniment.keeping import keeping
    from muniment.profiles import names, profile
    from muniment.readers import READERS, reader_named
    from muniment.reports import REPORTS, report_named
    from muniment.rules import RULES

    def first(thing: object) -> str:
        return (thing.__doc__ or "").split("\n", 1)[0]

    def mends(rule: str) -> bool:
        return getattr(RULES[rule], "FIXES", False)

    fix = ", fix"
    rows: dict[str, list[tuple[str, ...]]] = {
        "rules": [
            ("Rule", "Level", "What it asks"),
            *(
                (f"`{rule}`", module.LEVEL + (fix if mends(rule) else ""), first(module))
                for rule, module in RULES.items()
            ),
        ],
        "formats": [
            ("Format", "What it is for", "What it has no place for"),
            *(
                (f"`{form}`", first(format_named(form)), _named(keeping(form).never))
                for form in FORMATS
            ),
        ],
        "readers": [
            ("Reader", "What it reads"),
            *((f"`{each}`", first(reader_named(each))) for each in READERS),
        ],
        "profiles": [
            ("Profile", "What it asks for"),
            *((f"`{each}`", profile(each).schema["description"]) for each in names()),
        ],
        "reports": [
            ("`--output-format`", "What it is"),
            *((f"`{report}`", first(report_named(report))) for report in REPORTS),
        ],
    }
    head, *body = (f"| {' | '.join(row)} |" for row in rows[name])
    return "\n".join(
        [f"<!-- table: {name} -->", head, "|" + "---|" * len(rows[name][0]), *body, ""]
    )


def _named(keys: list[str]) -> str:
    """Name keys, and once the tables of which some keys are meant."""
    whole = [f"`{key}`" for key in keys if "." not in key]
    parts = list(dict.fromkeys(f"`{key.partition('.')[0]}`" for key in keys if "." in key))
    said = [", ".join(whole), f"parts of {', '.join(parts)}" if parts else ""]
    return "; ".join(filter(None, said))


def test_the_commands_are_all_there() -> None:
    """Every command of the program has its row."""
    from muniment.app import COMMANDS

    text = README.read_text("utf-8")
    assert [name for name in COMMANDS if f"| `muniment {name}` |" not in text] == []


def test_ci_runs_the_commands_of_the_readme() -> None:
    """CI takes both commands from the README, so that they are what it proves."""
    script = (ROOT / ".ci" / "run").read_text("utf-8")
    for name in ("run", "test"):
        assert f"<!-- command: {name} -->\n```sh\n" in README.read_text("utf-8")
        assert f'command_of "command: {name}"' in script


def test_the_links_lead_somewhere() -> None:
    """Every link into the repository names a file or folder that is there."""
    links = re.findall(r"\]\((?!https?:)([^)#]+)\)", README.read_text("utf-8"))
    assert [link for link in links if not (ROOT / link).exists()] == []


@pytest.mark.skipif(WRITE not in os.environ, reason="writes the README")
def test_write(tmp_path: Path) -> None:
    """Write sessions and tables anew."""
    text = _sessions(README.read_text("utf-8"), tmp_path)
    for name in TABLES:
        before, mark, after = text.partition(f"<!-- table: {name} -->\n")
        assert mark
        text = before + _table(name) + re.sub(r"\A(\|.*\n)*", "", after)
    README.write_text(text, "utf-8")
