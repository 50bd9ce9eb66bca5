"""The site as it would be, at 127.0.0.1, while the list is being edited."""
