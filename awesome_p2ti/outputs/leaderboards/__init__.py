"""The leaderboards: how results are ranked, tabulated and put on pages."""
