"""Is it the same work? Titles, authors, and the index of all titles of the list."""
