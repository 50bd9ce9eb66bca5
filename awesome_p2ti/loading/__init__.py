"""Bytes to values: YAML is read with the place of each value, and faults are said exactly."""
