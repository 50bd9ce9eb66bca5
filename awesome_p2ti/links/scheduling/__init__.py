"""What is requested when: hosts side by side, each at its own limit."""
