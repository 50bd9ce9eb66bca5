"""The names of venues, and the venue that a text states."""
