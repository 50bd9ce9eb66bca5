"""From what a person pastes to an entry: ids, what services state, and the file's text."""
