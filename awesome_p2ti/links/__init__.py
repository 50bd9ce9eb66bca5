"""Does every address of the list still lead to the thing that its entry names?

Where to read what:

* ``model``: the values; a site's ``Record`` knows nothing of our entry, a ``Verdict`` does.
* ``check``: the run, top-down; with ``plan``, ``lookups``, ``look``, ``memory``, ``hearing``, and
  ``crew`` and ``manners`` for who may ask which host when.
* ``http``: one exchange; ``transport``, ``guard``, ``body``, ``reply``, ``faults`` keep it bounded.
* ``verifiers``: one module a site that has an interface.
* ``web``: any other page; ``charset``, ``html``, ``fragments`` and ``shells`` read it; ``detect``
  asks ``bot_challenge``, ``login_page``, ``missing`` and ``parked`` whether it is none, as does
  ``trouble``; ``probes`` and ``likeness`` prove it, ``records`` says what it means.
* ``judge``: all policy; ``titles``, ``people``, ``known``, ``bearing`` and
  ``repurposed_domain`` compare.
* ``extract``, ``markdown`` and ``select`` say which links; ``report``, ``formats``, ``merge`` and
  ``progress`` what is told; ``cache``, ``ledger`` and ``exceptions`` what is remembered; ``fixes``
  what ``fix`` may mend.
"""
