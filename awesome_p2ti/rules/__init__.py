"""Checks across entries, one module a kind of rule; ``registry`` lists them all."""
