"""What an entry of each kind holds, and what is said where it holds something else."""
