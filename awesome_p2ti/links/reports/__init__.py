"""Verdicts as reports: problems, numbers and hints, and the formats that only links have."""
