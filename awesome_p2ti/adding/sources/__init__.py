"""What is asked for a paper, of whom, and what has been answered so far."""
