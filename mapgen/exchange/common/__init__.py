"""What the formats share: rows in, drafts of events, cells and layers out."""
