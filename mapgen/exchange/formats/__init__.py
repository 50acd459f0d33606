"""Other people's formats: NAME/read.py reads one, NAME/write.py writes it."""
