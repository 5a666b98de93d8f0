"""The commands: one file each. They alone print, read the clock, or end the program."""
