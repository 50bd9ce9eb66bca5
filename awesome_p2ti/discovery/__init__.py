"""What is new and may belong: a month's papers, ranked by how much they sound like the list."""
