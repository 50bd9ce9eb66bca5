"""Files read within bounds and written whole, by one writer at a time."""
