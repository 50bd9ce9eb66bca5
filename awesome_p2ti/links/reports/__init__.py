"""What a run found: problems, numbers, and the formats that only links have."""
