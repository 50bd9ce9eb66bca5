// What is shown is a view: a query and the chosen values of facets. It is all in the address, as is
// what is selected, so that back, reload and a copied address show it again. What is unknown in one
// is left out.

const UNKNOWN = "not-known";
// So many letters of an address say what is selected: servers refuse one of 8,000.
const LONGEST_PICKS = 5000;

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

// The ids of the papers that an address says are selected; where there are too many for an address,
// the browser keeps them with it.
function pickedIn(search) {
  const list = new URLSearchParams(search).get("pick");
  return new Set(list?.split(",") ?? history.state?.picked);
}

// The address of a view and of the selected papers, from its "?"; nothing for the whole list.
function addressOf(view, picked) {
  const parts = new URLSearchParams();
  if (view.query) parts.set("q", view.query);
  for (const [key, values] of view.chosen) for (const value of values) parts.append(key, value);
  if (view.shown > HITS) parts.set("show", view.shown);
  const list = picked.length ? `pick=${picked.join()}` : "";
  const said = [parts.toString(), list.length > LONGEST_PICKS ? "" : list].filter(Boolean);
  return said.length ? `?${said.join("&")}` : "";
}

// Put an address into the bar, with what it has no room for. `how` is "push", so that back leads
// here, or "replace". Browsers refuse it now and then, as for a hundred times in half a minute: the
// bar shows an older view.
function showAddress(address, how, state = null) {
  try {
    if (how === "replace" || address !== location.search)
      history[`${how}State`](state, "", address || location.pathname);
  } catch {
    // The view is shown all the same.
  }
}
