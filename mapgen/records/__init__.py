"""The records of an atlas: one module for each file of its folder."""
