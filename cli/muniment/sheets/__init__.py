"""Spreadsheets on their way in: rows of cells, and a mapping of columns to keys, into records.

What reads a file gives rows; all that is behind them is here, and knows of no file.
"""

from __future__ import annotations
