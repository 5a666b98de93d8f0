"""What a start loads: a hook that takes a second is switched off, and most of it is loading."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

from linting import put
from specimens import GOOD

if TYPE_CHECKING:
    from pathlib import Path

# To read a record, and to hold it to a profile; and what these load by themselves. Pydantic says
# what is wrong with a record that is not in order.
OTHERS = {
    "typer", "annotated_doc", "shellingham", "toml_rs", "jsonschema_rs", "typing_extensions",
}  # fmt: skip
# Of the house, what a record that is in order needs.
OURS = {
    "__init__", "__main__", "app", "cache", "cache_calm", "cache_file", "cache_key", "catalogue",
    "choice",
    "chronology", "citations", "clock", "collisions", "commands", "completeness", "config", "dates",
    "demands", "edtf", "errors", "facts", "finding", "formats", "gaps", "history",
    "identifiers", "ignores", "interrupts", "keys", "known", "landmarks", "leanings", "lint",
    "lint_settings", "listing", "options", "periods", "places", "placing", "pointers", "profiles",
    "pruning", "readers", "reading", "recordfile", "reports", "rights_claims", "rules",
    "rulings", "runs",
    "scanning", "schema_files", "sound", "syntax", "table", "telling", "texts", "visible",
    "vocabularies", "workers", "baseline",
}  # fmt: skip
# Of Python, what costs much, or is for what is not done here.
UNWANTED = {
    "asyncio", "concurrent", "csv", "ctypes", "http", "importlib.metadata", "importlib.resources",
    "logging", "multiprocessing", "optparse", "pickle", "sqlite3", "ssl", "tempfile", "tomllib",
    "unittest", "urllib.request", "xml", "zipfile",
}  # fmt: skip
SCRIPT = """\
import sys
before = set(sys.modules)
from muniment.__main__ import run
sys.argv = ["muniment", "lint", "letter.toml"]
status = run()
print(*(set(sys.modules) - before), file=sys.stderr)
sys.exit(status)
"""


def loaded(folder: Path) -> set[str]:
    """Give what is loaded by linting one record that is in order."""
    put(folder / "letter.toml", GOOD.replace('"good"', '"letter"'))
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT], cwd=folder, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (0, "1 file checked: 0 errors\n")
    return set(done.stderr.split())


def test_nothing_unwanted_is_loaded(tmp_path: Path) -> None:
    """A module that is not named here is loaded late, where it is used, or is named here."""
    modules = loaded(tmp_path)
    tops = {name.partition(".")[0] for name in modules} - {"muniment", "__mp_main__"}
    others = {name for name in tops - sys.stdlib_module_names if not name.startswith("_")}
    assert others <= OTHERS
    assert modules & UNWANTED == set()
    ours = {name.split(".")[1] for name in modules if name.startswith("muniment.")}
    assert ours <= OURS
    below = {
        name for name in modules if name.startswith(("muniment.formats.", "muniment.readers."))
    }
    assert below == set()
    assert {name for name in modules if name.startswith("muniment.reports.")} == {
        "muniment.reports.text"
    }
