"""The records of a folder, checked and joined to the districts of their day."""
