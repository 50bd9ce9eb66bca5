"""Outputs: pure functions from the catalog to files; ``registry.OUTPUTS`` names them all."""
