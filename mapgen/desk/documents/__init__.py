"""Files that are edited row by row: what is not changed keeps its bytes."""
