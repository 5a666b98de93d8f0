"""The file is TOML 1.0.

Nothing in it can be read before this is put right, so it is the only finding of the file.

Passes:

    title = "Telegram from Stalin to Mao Zedong"

Fails:

    title = Telegram from Stalin to Mao Zedong
"""

LEVEL = "error"
