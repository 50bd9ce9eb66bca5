"""What a page shows and states: its HTML, read as a browser reads it."""
