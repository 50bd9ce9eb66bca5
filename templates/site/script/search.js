// Search over names, titles, authors and venues, indexed from the rows of the page; what a pasted
// text names is found before its words are.

const FIELDS = { name: 8, title: 2, authors: 1.5, venue: 1 };
const LONGEST_QUERY = 200;
const SLICE = 20;

class PaperSearch {
  // `papers` have name, key, title, formerTitles, authors, where and addresses; the key stands in
  // for no name. An id in the index is a place in the list.
  constructor(papers) {
    const seen = new Map();
    this.names = papers.map((paper) => fold(paper.name));
    this.condensed = papers.map((paper) => condensed(paper.name));
    this.index = new MiniSearch({
      fields: Object.keys(FIELDS),
      tokenize: (text) => indexedWords(text, seen),
      processTerm: (word) => word,
      searchOptions: {
        boost: FIELDS,
        tokenize: (word) => [word],
        weights: { prefix: 0.4, fuzzy: 0.45 },
      },
    });
    this.papers = papers;
    this.pasted = new PastedText(papers);
    this.added = 0;
    this.known = new Map();
  }

  // Index papers while there is time, a few between two looks at the clock; true when all are in.
  indexWhile(timeIsLeft) {
    while (this.added < this.papers.length && timeIsLeft()) {
      const end = Math.min(this.added + SLICE, this.papers.length);
      for (; this.added < end; this.added++) this.add(this.added);
    }
    return this.added === this.papers.length;
  }

  add(id) {
    const { name, key, title, formerTitles, authors, where } = this.papers[id];
    this.index.add({
      id,
      name: name ? `${name} ${this.condensed[id]}` : key,
      title: [title, ...formerTitles].join(" "),
      authors,
      venue: withShortYear(where),
    });
  }

  // The papers that a query finds as `places`, the best first, and `how`: "" where they have all of
  // its words, "near" and "some" where mistakes or missing words are forgiven, "address" where an
  // id or address leads to nothing.
  find(query) {
    this.indexWhile(() => true);
    const text = query.slice(0, LONGEST_QUERY);
    const addressed = this.pasted.addressed(text);
    if (addressed.length) return { places: addressed, how: "" };
    const words = queryWords(text);
    const exact = words.length ? this.search(words.map(exactly)) : [];
    if (exact.length) return { places: this.ranked(exact, text), how: "" };
    const titled = this.pasted.titled(text);
    if (titled.length) return { places: titled, how: "" };
    if (isAddress(text)) return { places: [], how: "address" };
    return words.length ? this.findNear(words, text) : { places: [], how: "" };
  }

  // Mistakes are forgiven where the words as typed find nothing: first in the words that the list
  // does not know, then in all; and at last some of the words are enough.
  findNear(words, query) {
    const known = words.map((word) => this.knows(word));
    const name = condensed(query);
    const whole = {
      queries: [name],
      fields: ["name"],
      fuzzy: mistakesIn(name),
      boost: { name: 40 },
    };
    const forgiving = (queries) => [
      { combineWith: "OR", queries: [{ combineWith: "AND", queries }, whole] },
    ];
    const mended = words.map((word, i) => (known[i] ? exactly(word) : nearly(word)));
    const attempts = [
      ["near", () => this.search(forgiving(mended))],
      ["near", () => this.search(forgiving(words.map(nearly)))],
      ["some", () => this.search([{ combineWith: "OR", queries: mended }])],
    ];
    for (const [how, attempt] of attempts) {
      const hits = attempt();
      if (how === "some") hits.sort((a, b) => b.queryTerms.length - a.queryTerms.length);
      if (hits.length) return { places: this.ranked(hits, query), how };
    }
    return { places: [], how: "" };
  }

  // Whether the list has a word, or one that begins with it; asked again with each further letter.
  knows(word) {
    if (!this.known.has(word)) this.known.set(word, this.search([exactly(word)]).length > 0);
    return this.known.get(word);
  }

  search(queries) {
    return this.index.search({ combineWith: "AND", queries });
  }

  // A paper of this very name comes first, then those of this name but for spaces and signs.
  ranked(hits, query) {
    const [name, plain] = [fold(query.trim()), condensed(query)];
    const place = ({ id }) => (this.names[id] === name ? 0 : this.condensed[id] === plain ? 1 : 2);
    return [0, 1, 2]
      .flatMap((wanted) => hits.filter((hit) => place(hit) === wanted))
      .map((hit) => hit.id);
  }
}

// A word, and what begins with it. One letter begins too many words to help anybody.
function exactly(word) {
  return { combineWith: "OR", queries: spellings(word), prefix: word.length > 1 };
}

// "CVPR 2025" with "CVPR25" and "25", as people write it, too.
function withShortYear(where) {
  return where.replace(/^(.*) 20(\d\d)\b/, "$& $1$2 $2");
}

// How many mistakes a word may have: one of two or three letters would be near too many others.
function mistakesIn(word) {
  return word.length < 4 ? 0 : word.length < 6 ? 1 : 2;
}

// A word with mistakes, or with two neighbours swapped.
function nearly(word) {
  if (!mistakesIn(word)) return exactly(word);
  const swapped = [...word.slice(1)].map(
    (letter, i) => word.slice(0, i) + letter + word[i] + word.slice(i + 2),
  );
  const mistaken = { queries: [word], prefix: true, fuzzy: mistakesIn(word) };
  return { combineWith: "OR", queries: [mistaken, { queries: swapped, prefix: true }] };
}
