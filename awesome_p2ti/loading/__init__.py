"""Bytes to values: YAML is read with the place of each value; each mistake is a problem."""
