"""A simulated web: real servers, real TLS and a real name server, all on loopback.

It judges the link checker. Read in this order: `world` (what exists), `server` (how it is served),
`services` (sites with an interface of their own), `pages` (everybody else), `scenarios` (the lists
of links with their true verdicts) and `harness` (how an unmodified program is run inside it).
"""
