"""A page that is made anew whenever a record is saved, served to this machine only."""
