// What is shown is a view: a query and the chosen values of facets. It is all in the address, so
// that back, reload and a copied address show it again. What is unknown in one is left out.

const UNKNOWN = "not-known";

// The view that an address asks for; `facets` are those of the page.
function viewOf(search, facets) {
  const asked = new URLSearchParams(search);
  const chosen = new Map();
  for (const facet of facets) {
    const values = new Set(asked.getAll(facet.key).filter((value) => facet.places.has(value)));
    if (values.size) chosen.set(facet.key, values);
  }
  const shown = Math.floor(Number(asked.get("show")));
  return {
    query: (asked.get("q") || "").slice(0, LONGEST_QUERY),
    chosen,
    shown: shown > HITS ? shown : HITS,
  };
}

// The address of a view, from its "?"; nothing for the whole list.
function addressOf(view) {
  const parts = new URLSearchParams();
  if (view.query) parts.set("q", view.query);
  for (const [key, values] of view.chosen) for (const value of values) parts.append(key, value);
  if (view.shown > HITS) parts.set("show", view.shown);
  return parts.size ? `?${parts}` : "";
}

// Put an address into the bar. `how` is "push", so that back leads here, or "replace". Browsers
// refuse it now and then, as for a hundred times in half a minute: the bar shows an older view.
function showAddress(address, how) {
  try {
    if (address !== location.search) history[`${how}State`](null, "", address || location.pathname);
  } catch {
    // The view is shown all the same.
  }
}
