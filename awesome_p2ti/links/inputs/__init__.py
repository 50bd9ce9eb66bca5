"""Where links come from: the catalog, JSON lines, Markdown; which of them are wanted."""
