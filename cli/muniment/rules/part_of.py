"""The level above exists, can be read, and the levels do not run in a circle.

A record takes from the level above what it does not say itself: rights, access, the original
archive, the publisher. From a level that is not there it takes nothing, and nobody would notice.

Passes:

    part_of = "collection"

Fails:

    part_of = "no-such-record"
"""

LEVEL = "error"
