"""What programs read: the list as JSON, CSV and BibTeX at addresses that last."""
