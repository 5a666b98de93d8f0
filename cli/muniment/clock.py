"""The one place where the clock is read."""

from __future__ import annotations

import os
import time
from datetime import UTC, datetime

from muniment.errors import MunimentError


def today() -> str:
    """Give today as an ISO date (UTC), or the day of SOURCE_DATE_EPOCH, for builds that repeat.

    Raises MunimentError where SOURCE_DATE_EPOCH is no number of seconds.
    """
    fixed = os.environ.get("SOURCE_DATE_EPOCH")
    if fixed is None:
        return datetime.now(UTC).date().isoformat()
    try:
        return datetime.fromtimestamp(int(fixed), UTC).date().isoformat()
    except (ValueError, OverflowError, OSError):
        raise MunimentError(f"SOURCE_DATE_EPOCH is no number of seconds: {fixed!r}") from None


def moment() -> int:
    """Give now in nanoseconds, as files have it: to tell which are new, and nothing else."""
    return time.time_ns()
