"""What a verdict on a file leaned on beside the file itself: other files, and the day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

try:
    # Without the library of OpenSSL, which takes longer to load than a verdict to look up.
    from _blake2 import blake2b
except ImportError:
    from hashlib import blake2b

if TYPE_CHECKING:
    from collections.abc import Mapping

    from muniment.recordfile import RecordFile

# Bytes of a digest: nobody makes two files that have it in common.
SIZE = 16
# What keeps the text of a file from being all that its bytes say.
_UNFAITHFUL = {"encoding", "size"}


def digest(content: bytes) -> bytes:
    """Give what stands for the content of a file."""
    return blake2b(content, digest_size=SIZE).digest()


def digest_of(file: RecordFile) -> bytes | None:
    """Give the digest of a file that was read, or None where its text is not all of it."""
    if file.troubles and any(trouble.rule in _UNFAITHFUL for trouble in file.troubles):
        return None
    return digest(file.text.encode("utf-8"))


class Leanings:
    """Notes, by file, of what was asked while it was judged, and of the answers."""

    def __init__(self) -> None:
        self._of: dict[str, dict[str, Any]] = {}

    def day(self, file: str, today: str) -> None:
        """Note that it was asked which day it is."""
        self._on(file)["day"] = today

    def above(self, file: str, name: str, found: RecordFile | None) -> None:
        """Note that a level above was sought by its name, and where it was found, with what."""
        answer = None
        if found is not None:
            said = digest_of(found)
            # What no digest stands for is never found unchanged.
            answer = [found.path, said.hex() if said else ""]
        self._on(file).setdefault("above", {})[name] = answer

    def others(self, file: str, name: str, *, is_there: bool) -> None:
        """Note that it was asked whether there is a record of that id."""
        self._on(file).setdefault("has", {})[name] = is_there

    def stands(self, file: str, folder: str) -> None:
        """Note where the folder of a file really is, where settings go by that."""
        self._on(file)["stands"] = folder

    def taken(self, file: str, committed: Mapping[str, str]) -> str:
        """Give the notes on a file as JSON, "" where there are none, and forget them."""
        said = self._of.pop(file, {})
        if file in committed:
            said["was"] = committed[file]
        if not said:
            return ""
        import json

        return json.dumps(said, sort_keys=True)

    def _on(self, file: str) -> dict[str, Any]:
        return self._of.setdefault(file, {})
