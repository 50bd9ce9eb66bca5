"""What each site replies, read into facts: pure functions, one module a site."""
