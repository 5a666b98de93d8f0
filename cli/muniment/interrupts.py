"""Ctrl-C, put off where it would do harm."""

from __future__ import annotations

import signal
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def held(number: signal.Signals) -> Iterator[None]:
    """Put a signal off until the block is left.

    One that came while processes start would leave some that nobody knows; one that came while the
    model is compiled would be taken for a mistake in the model.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {number})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
