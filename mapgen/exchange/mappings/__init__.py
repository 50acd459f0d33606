"""Mappings of public data sets, as files: ``mapgen import csv FILE --mapping noaa-earthquakes``."""
