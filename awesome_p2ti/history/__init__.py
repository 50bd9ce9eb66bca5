"""What was known when: the last status of every link, the day on which each paper came."""
