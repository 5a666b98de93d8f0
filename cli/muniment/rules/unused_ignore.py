"""A comment that asks to be silent about a rule silences something.

`# muniment: ignore=rule` stands at the end of a line, alone above it, or above all else in the
file, for the whole of it. Once what it was for is mended it would hide what comes later. What is
missing cannot be ignored: a `[[gap]]` says that it is not known, and why.

Passes:

    title = "Telegram  from Stalin"  # muniment: ignore=spaces

Fails:

    title = "Telegram from Stalin"  # muniment: ignore=spaces
"""

LEVEL = "warning"
