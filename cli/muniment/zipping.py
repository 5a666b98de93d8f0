"""A zip as a stream: written from its beginning to its end, the same bytes for the same files.

The standard library's writer keeps some 600 bytes of each file until the end, which is as much as
a record has; here the directory waits compressed. Numbers of sections are those of PKWARE's
APPNOTE 6.3.
"""

from __future__ import annotations

import struct
import zlib
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator

_LOCAL = struct.Struct("<4s5H3L2H")  # 4.3.7
_DESCRIPTOR = struct.Struct("<4sL2Q")  # 4.3.9
_CENTRAL = struct.Struct("<4s6H3L5H2L")  # 4.3.12
_END_64 = struct.Struct("<4sQ2H2L4Q")  # 4.3.14
_LOCATOR_64 = struct.Struct("<4sLQL")  # 4.3.15
_END = struct.Struct("<4s4H2LH")  # 4.3.16
_MOST, _MOST_FILES = 0xFFFFFFFF, 0xFFFF
_NEEDED, _UNIX = 45, 3 << 8
_UTF_8, _SIZES_BEHIND, _DEFLATED = 0x800, 0x8, 8
# The first day that a zip can say; a regular file that its owner may write and all may read.
_TIME, _DATE, _PERMISSIONS = 0, 0x21, 0o100644 << 16
_BLOCK = 1 << 16


class _Member(NamedTuple):
    """A file in the zip: its name, and what the directory says of it."""

    name: bytes
    flags: int
    crc: int
    packed: int
    size: int
    length: int


def zipped(members: Iterable[tuple[str, Iterable[bytes]]]) -> Iterator[bytes]:
    """Yield a zip of files, each a name, in which `/` parts folders, and its content in pieces.

    Pieces in a tuple are put together; others may be larger than memory, and than 4 GiB.
    """
    directory = _Directory()
    offset = 0
    for name, pieces in members:
        if isinstance(pieces, tuple):
            member = yield from _whole(name.encode("utf-8"), b"".join(pieces))
        else:
            member = yield from _streamed(name.encode("utf-8"), pieces)
        directory.add(member, offset)
        offset += member.length
    yield from directory.written(offset)


def _whole(name: bytes, content: bytes) -> Generator[bytes, None, _Member]:
    """Write a file whose size stands before it."""
    deflate = _deflater()
    data = deflate.compress(content) + deflate.flush()
    crc, flags = zlib.crc32(content), _UTF_8
    head = _local(flags, crc, len(data), len(content), name, b"")
    yield head + data
    return _Member(name, flags, crc, len(data), len(content), len(head) + len(data))


def _streamed(name: bytes, pieces: Iterable[bytes]) -> Generator[bytes, None, _Member]:
    """Write a file whose size is known, and stands, behind it."""
    flags = _UTF_8 | _SIZES_BEHIND
    # 4.5.3: with this field the sizes behind are of eight bytes.
    head = _local(flags, 0, _MOST, _MOST, name, struct.pack("<2H2Q", 1, 16, 0, 0))
    yield head
    deflate = _deflater()
    crc = packed = size = 0
    for piece in pieces:
        crc, size = zlib.crc32(piece, crc), size + len(piece)
        data = deflate.compress(piece)
        packed += len(data)
        yield data
    data = deflate.flush()
    packed += len(data)
    yield data
    yield _DESCRIPTOR.pack(b"PK\7\x08", crc, packed, size)
    return _Member(name, flags, crc, packed, size, len(head) + packed + _DESCRIPTOR.size)


def _deflater() -> zlib._Compress:
    return zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS)


def _local(flags: int, crc: int, packed: int, size: int, name: bytes, extra: bytes) -> bytes:
    about = (_NEEDED, flags, _DEFLATED, _TIME, _DATE, crc, packed, size, len(name), len(extra))
    return _LOCAL.pack(b"PK\3\4", *about) + name + extra


class _Directory:
    """What stands at the end of a zip about every file in it; compressed until then."""

    def __init__(self) -> None:
        self._count = 0
        self._blocks: list[bytes] = []
        self._waiting = bytearray()

    def add(self, member: _Member, offset: int) -> None:
        """Add a file that begins at `offset`."""
        # 4.5.3: what four bytes cannot say stands, in this order, in a field of its own.
        large = [each for each in (member.size, member.packed, offset) if each >= _MOST]
        extra = struct.pack(f"<2H{len(large)}Q", 1, 8 * len(large), *large) if large else b""
        sizes = min(member.packed, _MOST), min(member.size, _MOST)
        about = (_UNIX | _NEEDED, _NEEDED, member.flags, _DEFLATED, _TIME, _DATE, member.crc)
        lengths = (len(member.name), len(extra), 0, 0, 0)
        self._waiting += _CENTRAL.pack(
            b"PK\1\2", *about, *sizes, *lengths, _PERMISSIONS, min(offset, _MOST)
        )
        self._waiting += member.name + extra
        self._count += 1
        if len(self._waiting) > _BLOCK:
            self._blocks.append(zlib.compress(self._waiting))
            self._waiting.clear()

    def written(self, offset: int) -> Iterator[bytes]:
        """Yield it, and the end of the zip; `offset` is where it begins."""
        size = len(self._waiting)
        for block in self._blocks:
            content = zlib.decompress(block)
            size += len(content)
            yield content
        yield bytes(self._waiting)
        counts, places = (self._count, self._count), (size, offset)
        if self._count >= _MOST_FILES or max(places) >= _MOST:
            about = (_END_64.size - 12, _UNIX | _NEEDED, _NEEDED, 0, 0)
            yield _END_64.pack(b"PK\6\6", *about, *counts, *places)
            yield _LOCATOR_64.pack(b"PK\6\7", 0, offset + size, 1)
        counts = (min(self._count, _MOST_FILES),) * 2
        places = (min(size, _MOST), min(offset, _MOST))
        yield _END.pack(b"PK\5\6", 0, 0, *counts, *places, 0)
