"""Does every address of the list still lead to the thing that its entry names?

Where to read what:

* ``model``: the values; a site's ``Record`` knows nothing of our entry, a ``Verdict`` does.
* ``check``: the run, top-down; with ``plan``, ``lookups``, ``look``, ``memory``, ``hearing``, and
  ``crew`` and ``manners`` for who may ask which host when.
* ``http``: one exchange; ``transport``, ``guard``, ``body``, ``reply``, ``faults`` keep it bounded.
* ``verifiers``: one module a site that has an interface.
* ``web``: any other page; ``page``, ``fragments`` and ``shells`` read it, ``soft``, ``missing``,
  ``parked``, ``trouble``, ``signs``, ``wordings``, ``sites`` tell when it is none, ``probes`` and
  ``likeness`` prove it, ``records`` says what it means.
* ``judge``: all policy; ``titles``, ``plain``, ``people``, ``known`` and ``bearing`` compare.
* ``extract``, ``json_lines``, ``markdown`` (with ``bare_urls``, ``html_links``, ``nesting`` and
  ``text_offsets``) and ``select`` say which links; ``link_problems``, ``summary``, ``json_report``,
  ``junit``, ``markdown_report``, ``merge`` and ``progress`` what is told; ``cache``, ``ledger`` and
  ``exceptions`` what is remembered; ``fixes`` what ``fix`` may mend.
"""
