"""What a page is when it is not what it should be: soft 404, parked, login, challenge."""
