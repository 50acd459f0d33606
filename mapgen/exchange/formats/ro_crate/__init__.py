"""RO-Crate, a research object in a ZIP."""
