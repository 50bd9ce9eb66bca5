"""What is requested when: hosts side by side, one politely after another."""
