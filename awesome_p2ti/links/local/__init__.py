"""Addresses that no request is made for: files and their parts on disk, and other schemes."""
