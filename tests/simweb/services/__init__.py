"""Sites with an interface of their own, answering as the real ones are documented to answer."""
