"""The link checker: does every URL of a list still lead to what its entry names?

Read ``checker`` first: one run, top down. Then, in the order of the data:

* ``inputs``: where links come from; ``models``: the values; ``settings``: limits of hosts.
* ``scheduling``: what is requested when; ``http``: one polite, guarded, bounded exchange.
* ``verifiers``: one module a site that has an interface; ``website``: any other page.
* ``pages``: what a page says; ``heuristics``: whether it is a soft 404, parked, a login.
* ``matching``: is it the same work? ``verdicts``: what a site record means for an entry.
* ``cache``, ``exceptions``: what earlier runs learnt and people accepted; ``reports``: the output.
"""
