"""One module a site: how to read its URLs, request from its interface, and read the reply."""
