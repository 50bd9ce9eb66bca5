// Facets: what can be chosen, and how many papers each choice would show. Most papers share what
// they say with others, so each way of saying it is read once: it is a group of papers.

// A facet appears where so many of the papers have the fact.
const COMMON = 0.1;
const FIRST_VALUES = 8;
const MOST_VALUES = 16;
const APPROACHES = {
  "test-time": "Test-time tuning",
  encoder: "Encoder",
  "training-free": "Training-free",
  hybrid: "Hybrid",
  "add-on": "Add-on",
};
const CODE = { yes: "the authors’ own", others: "by others" };

const words = (said) => said.split(" ").filter(Boolean);
const whole = (said) => (said ? [said] : []);
const among = (name) => (said) => (words(said).includes(name) ? ["yes"] : []);
const codeAmong = (said) =>
  ["code", "others-code"]
    .filter((name) => words(said).includes(name))
    .slice(0, 1)
    .map((name) => (name === "code" ? "yes" : "others"));

// The facets of rows of papers. `tasks` are the names of tasks by id, in their order.
function facetsOf(rows, tasks) {
  return [
    [
      "run",
      "Run it today",
      "data-run",
      (said) => (said === "1" ? ["yes"] : said === "0" ? ["no"] : []),
      {},
    ],
    ["task", "Task", "data-tasks", words, tasks],
    ["approach", "Approach", "data-approach", whole, APPROACHES],
    ["year", "First version", "data-year", whole, {}],
    ["venue", "Venue", "data-venue", whole, {}],
    ["code", "Code", "data-has", codeAmong, CODE],
    ["demo", "Demo", "data-has", among("demo"), {}],
    ["weights", "Weights", "data-has", among("weights"), {}],
    ["results", "Results", "data-has", among("results"), {}],
  ]
    .map((one) => facet(rows, ...one))
    .filter(({ known }) => known > 0 && known >= COMMON * rows.length);
}

function facet(rows, key, title, attribute, read, names) {
  const groups = new Map();
  const ofPapers = rows.map((row) => {
    const said = row.getAttribute(attribute) ?? "";
    let group = groups.get(said);
    if (!group) groups.set(said, (group = { at: groups.size, values: read(said), size: 0 }));
    group.size += 1;
    return group;
  });
  const counts = new Map();
  for (const { values, size } of groups.values())
    for (const value of values) counts.set(value, (counts.get(value) ?? 0) + size);
  const order = Object.keys(names);
  const byCount = (a, b) => counts.get(b) - counts.get(a) || (a < b ? -1 : 1);
  const byName = (a, b) => order.indexOf(a) - order.indexOf(b) || byCount(a, b);
  const values = [...counts.keys()].sort(key === "year" ? (a, b) => (a < b ? 1 : -1) : byName);
  values.push(UNKNOWN);
  const places = new Map(values.map((value, place) => [value, place]));
  for (const group of groups.values()) {
    group.places = group.values.map((value) => places.get(value));
    if (!group.values.length) group.places.push(places.get(UNKNOWN));
  }
  return {
    key,
    title,
    values,
    places,
    ofPapers,
    groups: [...groups.values()],
    known: ofPapers.filter((group) => group.values.length).length,
    label: (value) =>
      value === UNKNOWN ? "not known" : Object.hasOwn(names, value) ? names[value] : value,
  };
}

// Those of `hits` that have a chosen value of each facet, and how many each value would show beside
// the choices in the other facets.
function filtered(hits, facets, chosen) {
  const sizes = facets.map(({ groups }) => new Int32Array(groups.length));
  const choices = facets.flatMap((one, i) =>
    chosen.has(one.key) ? [choiceIn(one, i, chosen.get(one.key))] : [],
  );
  const kept = hits.filter((paper) => {
    const missing = choices.filter(({ ofPapers, fitting }) => !fitting.has(ofPapers[paper]));
    if (missing.length === 1) sizes[missing[0].at][missing[0].ofPapers[paper].at] += 1;
    if (missing.length) return false;
    for (let i = 0; i < facets.length; i++) sizes[i][facets[i].ofPapers[paper].at] += 1;
    return true;
  });
  const counts = facets.map(({ values, groups }, i) => {
    const ofValues = new Int32Array(values.length);
    for (const { at, places } of groups)
      for (const place of places) ofValues[place] += sizes[i][at];
    return ofValues;
  });
  return { kept, counts };
}

function choiceIn({ ofPapers, groups }, at, values) {
  return {
    at,
    ofPapers,
    fitting: new Set(
      groups.filter(
        ({ values: said }) =>
          said.some((value) => values.has(value)) || (!said.length && values.has(UNKNOWN)),
      ),
    ),
  };
}
