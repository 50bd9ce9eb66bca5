// The pages of tasks, datasets, metrics and leaderboards, for what is looked for and is no paper.

const MOST_PAGES = 4;

class OtherPages {
  // `pages` are lists of a name, a path and the kind of page.
  constructor(pages) {
    const seen = new Map();
    this.pages = pages.map(([name, path, kind]) => ({
      name,
      path,
      kind,
      words: indexedWords(name, seen),
    }));
    this.node = element("p", { id: "pages", hidden: true });
  }

  // Lead to the pages whose names have all words of a query, the shortest names first.
  show(query) {
    const words = queryWords(query);
    const begins = (word) => (other) =>
      word === other || (word.length > 2 && other.startsWith(word));
    const found =
      words.join("").length > 1
        ? this.pages.filter((page) => words.every((word) => page.words.some(begins(word))))
        : [];
    found.sort((a, b) => a.words.length - b.words.length);
    const links = found
      .slice(0, MOST_PAGES)
      .flatMap(({ name, path, kind }) => [element("a", { href: path }, name), ` (${kind}), `]);
    if (links.length) links.push(links.pop().slice(0, -2));
    this.node.replaceChildren("See also ", ...links);
    this.node.hidden = !links.length;
  }
}
