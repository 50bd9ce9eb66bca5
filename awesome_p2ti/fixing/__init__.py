"""What `fix` writes: edits of the text that change nothing else."""
