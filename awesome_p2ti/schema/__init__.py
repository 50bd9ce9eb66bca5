"""What an entry of each kind holds, and the problems of one that holds something else."""
