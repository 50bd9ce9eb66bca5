"""The curated list of personalized text-to-image generation: load, check, verify, render."""

__version__ = "0.1.0"
