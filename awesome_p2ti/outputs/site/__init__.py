"""The site: a page for each paper, task, venue, author, benchmark and metric, without a server."""
