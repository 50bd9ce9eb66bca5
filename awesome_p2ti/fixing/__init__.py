"""What `fix` writes: edits of single ranges of a text; nothing else changes."""
