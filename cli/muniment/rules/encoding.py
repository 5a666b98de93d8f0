"""The file is UTF-8 text without a byte order mark and without NUL.

Whatever reads the file must see the same characters. A byte order mark makes other TOML readers
stop; bytes that are not UTF-8 are letters that somebody will have to guess.

Passes:

    title = "Телеграмма"

Fails:

    \ufefftitle = "Telegram"
"""

LEVEL = "error"
