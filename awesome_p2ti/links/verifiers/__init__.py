"""One module a site: how to read its addresses, ask its interface, and read its reply."""
