"""A folder to measure in: the program and its peers, each installed for itself, and corpora."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import corpora
from measuring import environment

_CHECKOUT = Path(__file__).parents[2]
_SOURCES = ("cli", "schemas", "pyproject.toml", "README.md", "LICENSE")
_PEERS = ("check-jsonschema", "taplo", "toml-rs>=0.4.3,<0.5", "lxml>=5.3", "dcxml")
_TOLD = (
    "muniment", "typer", "pydantic", "jsonschema-rs", "toml-rs", "lxml",
    "check-jsonschema", "jsonschema", "taplo", "dcxml",
)  # fmt: skip
FLOOR = str(Path(__file__).with_name("floor.py"))


class Workshop:
    """Makes what is to be measured; the corpora when they are first asked for."""

    def __init__(self, root: Path, seed: int) -> None:
        self.root = root.resolve()
        self.seed = seed
        self.work = self.root / "work"
        self._ours = self.root / "ours"
        self._peers = self.root / "peers"

    def build(self) -> None:
        """Install a copy of the checkout (which may be edited meanwhile), and the peers."""
        self.work.mkdir(parents=True)
        copy = self.root / "checkout"
        copy.mkdir()
        for name in _SOURCES:
            source = _CHECKOUT / name
            if source.is_dir():
                shutil.copytree(
                    source, copy / name, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info")
                )
            else:
                shutil.copy2(source, copy / name)
        # Where the first line of a record says that it is.
        shutil.copytree(copy / "schemas", self.work / "schemas")
        _install(self._ours, str(copy))
        _install(self._peers, *_PEERS)

    @property
    def schema(self) -> Path:
        """The schema of what a record may say."""
        return self.work / "schemas" / "record.schema.json"

    @property
    def python(self) -> str:
        """The Python that the program is installed in."""
        return str(self._ours / "bin" / "python")

    @property
    def muniment(self) -> str:
        """The program."""
        return str(self._ours / "bin" / "muniment")

    def peer(self, name: str) -> str:
        """Give the path of a peer; `python` is the one that the floor runs in."""
        return str(self._peers / "bin" / name)

    def corpus(self, kind: str, count: int) -> Path:
        """Give the folder of a corpus."""
        folder = self.work / f"{kind}-{count}"
        return folder if folder.exists() else corpora.write(folder, count, kind, self.seed)

    def sheet(self, count: int) -> Path:
        """Give the path of a sheet."""
        file = self.work / f"sheet-{count}.csv"
        return file if file.exists() else corpora.write_sheet(file, count, self.seed)

    def dublin_core(self, count: int) -> Path:
        """Give the folder of records of Dublin Core, a file each."""
        folder = self.work / f"dc-{count}"
        if not folder.exists():
            records = str(self.corpus("clean", count))
            command = [self.peer("python"), FLOOR, "export", records, str(folder)]
            subprocess.run(command, check=True, capture_output=True, env=environment())
        return folder

    def broken(self) -> Path:
        """Give the folder of one record, `record-0000000`, that the schema refuses."""
        folder = corpora.write(self.work / "broken", 1, "bare", self.seed)
        file = folder / "record-0000000.toml"
        file.write_text(file.read_text("utf-8").replace('"item"', '"robot"'), "utf-8")
        return folder

    def versions(self) -> dict[str, str]:
        """Give the versions of what is measured, and of what it stands on."""
        found = {"python": sys.version.split()[0]}
        for place in (self._peers, self._ours):
            listed = subprocess.run(
                [str(place / "bin" / "pip"), "list", "--format=json", "--disable-pip-version-check"],
                check=True, capture_output=True,
            ).stdout  # fmt: skip
            found.update({each["name"]: each["version"] for each in json.loads(listed)})
        names = {name.replace("_", "-"): version for name, version in found.items()}
        return {name: names[name] for name in ("python", *_TOLD)}


def _install(place: Path, *packages: str) -> None:
    """Make a virtual environment, and install packages into it as a user would."""
    subprocess.run([sys.executable, "-m", "venv", str(place)], check=True)
    pip = [str(place / "bin" / "pip"), "install", "--quiet", "--disable-pip-version-check"]
    done = subprocess.run(
        [*pip, *packages], check=False, capture_output=True, text=True, env=environment()
    )
    if done.returncode:
        raise SystemExit(f"pip install {' '.join(packages)} failed:\n{done.stderr}")
