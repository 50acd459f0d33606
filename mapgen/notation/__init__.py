"""What one cell says: dates, claims, citations, summaries, coordinates, languages."""
