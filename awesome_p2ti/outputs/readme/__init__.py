"""The README: its tables, highlights and previews of entries."""
