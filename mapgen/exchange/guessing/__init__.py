"""A table that nobody has described → a first mapping, with the reasons for each line of it."""
