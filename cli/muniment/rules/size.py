"""The file is no larger than 1 MiB, and tables stand in one another no deeper than a record needs.

What is larger is no description of a document, and a reader that tries it may never come back.

Passes:

    [local]
    shelf = { room = "3", place = { row = "B" } }

Fails:

    creator = [[[[[[[[[[[[[[[[[["Stalin, Joseph"]]]]]]]]]]]]]]]]]]
"""

LEVEL = "error"
