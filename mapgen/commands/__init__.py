"""The commands: all that prints or exits."""
