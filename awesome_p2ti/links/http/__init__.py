"""One exchange with one URL: guarded, bounded, rate-limited, and never an exception."""
