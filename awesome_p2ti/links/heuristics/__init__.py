"""What is wrong with a page that answers 200: soft 404, parked domain, login, bot challenge."""
