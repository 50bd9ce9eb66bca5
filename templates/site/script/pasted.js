// What a pasted text names: papers by an id or an address in it, or by a title of the list in it.

const ARXIV_ID = /(?<!\d|\d\.)\d\d(?:0[1-9]|1[0-2])\.\d{4,5}(?!\d|\.\d)/g;
const DOI = /\b10\.\d{4,9}\/[^\s"<>{}]+/g;
const ADDRESS = /https?:\/\/[^\s"<>{}]+|\b(?:[\w-]+\.)+[a-z]{2,}\/[^\s"<>{}]+/gi;
const HUBS = ["github.com", "huggingface.co", "gitlab.com"];
const OWNER_AND_NAME = /^[\w.-]+\/[\w.-]+$/;
const REPOSITORY = /^[^/]+\/(?:(?:spaces|datasets)\/)?[^/?]+\/[^/?]+/;
const TRACKING = /(?:(?<=\?)|&)(?:utm_\w+|ref|source|fbclid|gclid)=[^&]*/gi;
// The fewest letters of a title that is looked for in a text: a shorter one may stand in others.
const SHORTEST_TITLE = 30;

// For each id and address in a text the keys that its spellings share, the most exact one first.
function keysOf(text) {
  if (!/[\d/]/.test(text)) return [];
  const addresses = text.replace(/\bgit@([\w.-]+):/g, "https://$1/").match(ADDRESS) ?? [];
  return [
    ...(text.match(ARXIV_ID) ?? []).map((id) => [id]),
    ...(text.match(DOI) ?? []).map((doi) => [withoutEnd(doi).toLowerCase()]),
    ...addresses.map((url) => keysOfAddress(withoutEnd(url))),
  ];
}

function keysOfAddress(url) {
  const [, forum] = /openreview\.net\/\w+\?(?:\S*&)?id=([\w-]+)/.exec(url) ?? [];
  if (forum) return [`openreview ${forum}`];
  const page = url
    .toLowerCase()
    .replace(/^https?:\/\//, "")
    .replace(/^www\./, "")
    .replace(/#.*/, "")
    .replace(TRACKING, "")
    .replace(/(?:\.git|[/?])+$/, "");
  const [repository] = (HUBS.includes(page.split("/")[0]) && REPOSITORY.exec(page)) || [];
  return repository ? [page, `${repository} and below`] : [page];
}

// Without what a sentence leaves behind an address.
function withoutEnd(text) {
  const cut = text.replace(/[.,;:'’”»\]]+$/, "");
  return cut.includes("(") ? cut : cut.replace(/\)+$/, "");
}

// Whether a text is an id or an address, and no words that could be looked for.
function isAddress(text) {
  return keysOf(text).length > 0 && !/\s/.test(text.trim().replace(/^(?:arxiv|doi)\s*:\s*/i, ""));
}

// The title that a BibTeX record holds, or else the text on one line.
function inOneLine(text) {
  const [, title] = /\btitle\s*=\s*(?:\{|")(.*?)(?:\}|")\s*(?:,|\}?\s*$)/is.exec(text) ?? [];
  return (title ?? text).replace(/[{}]/g, "").replace(/\s+/g, " ").trim();
}

class PastedText {
  constructor(papers) {
    this.papers = papers;
  }

  // Titles, without what is no letter, with their places; made for the first long text.
  get titles() {
    this.known ??= this.papers.flatMap(({ title, formerTitles }, place) =>
      [title, ...formerTitles].map((one) => ({ letters: condensed(one), place })),
    );
    return this.known;
  }

  // The places of papers by the keys of their addresses, made for the first pasted address.
  get byKey() {
    if (!this.made) {
      this.made = new Map();
      this.papers.forEach(({ addresses }, place) => {
        for (const key of new Set(addresses.flatMap(keysOf).flat())) {
          if (!this.made.has(key)) this.made.set(key, []);
          this.made.get(key).push(place);
        }
      });
    }
    return this.made;
  }

  // The places of the papers to which the ids and addresses in a text lead.
  addressed(text) {
    const asked = keysOf(text);
    if (OWNER_AND_NAME.test(text.trim()))
      for (const hub of HUBS) asked.push(keysOfAddress(`${hub}/${text.trim()}`));
    const found = asked.map((keys) => keys.find((key) => this.byKey.has(key)));
    return [...new Set(found.filter(Boolean).flatMap((key) => this.byKey.get(key)))];
  }

  // The places of the papers whose titles stand in a text, the longest title first.
  titled(text) {
    const letters = condensed(text);
    if (letters.length < SHORTEST_TITLE) return [];
    const found = this.titles.filter(
      (title) => title.letters.length >= SHORTEST_TITLE && letters.includes(title.letters),
    );
    found.sort((a, b) => b.letters.length - a.letters.length);
    return [...new Set(found.map(({ place }) => place))];
  }

  // What stands for a text that is too long for a query: the title of the one paper that it names.
  inShort(text) {
    const named = this.addressed(text);
    const [place] = named.length ? named : this.titled(text);
    return place === undefined ? inOneLine(text) : this.papers[place].title;
  }
}
