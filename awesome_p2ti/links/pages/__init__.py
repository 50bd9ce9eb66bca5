"""What a page says: its HTML read as a browser reads it."""
