"""A watch over a connection: after so many seconds it is hung up, whatever is going on there.

The limits of the library are for one read of the network: a server that sends a letter a minute
keeps to them for days, if it does so in the head of its answer.
"""

from __future__ import annotations

import contextlib
import socket
import threading
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_CONNECTED = ("connection.connect_tcp.complete", "connection.start_tls.complete")


class Watch:
    """Watches one connection after the other; `is_late` tells that time was up."""

    def __init__(self) -> None:
        self.is_late = False
        self._stream: Any = None

    @contextlib.contextmanager
    def over(self, seconds: float) -> Iterator[None]:
        """Hang up when the block has taken so long."""
        self.is_late = False
        timer = threading.Timer(seconds, self._end)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()

    def trace(self, event: str, told: Mapping[str, Any]) -> None:
        """Learn of a connection, as the library's extension `trace` tells it."""
        if event in _CONNECTED:
            self._stream = told["return_value"]
            if self.is_late:
                self._end()

    def _end(self) -> None:
        self.is_late = True
        line = self._stream.get_extra_info("socket") if self._stream else None
        if line:
            # Not the method of an encrypted one, which is not made for a second thread.
            with contextlib.suppress(OSError):
                socket.socket.shutdown(line, socket.SHUT_RDWR)
