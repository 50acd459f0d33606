"""Other people's formats, one module each: into an atlas folder, and out of an atlas."""
