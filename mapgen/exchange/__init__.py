"""Other people's formats, one module each: readers into an atlas folder, writers out of an atlas."""
