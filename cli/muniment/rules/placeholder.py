"""No value is a placeholder: what is not known is left out, or said in a gap.

"TBD" and "unknown" look like values to every program that reads them, and travel on as if they
were. Beside a gap they say badly what the gap says well, and that is an error. Where the profile
asks for the value, `missing` speaks instead.

Passes:

    description = "Stalin agrees to send munitions."

Fails:

    description = "TBD"
"""

LEVEL = "warning"
