"""Any URL that no verifier knows: fetched and read as a web page."""
