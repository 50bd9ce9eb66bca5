// The pages of tasks, datasets, metrics and leaderboards, for what is looked for and is no paper.

const MOST_PAGES = 4;

class OtherPages {
  // `pages` are lists of a name, a path and the kind of page.
  constructor(pages) {
    this.pages = pages;
    this.node = element("p", { id: "pages", hidden: true });
  }

  // The pages with the words of their names, made for the first query; the shortest names first.
  get named() {
    const seen = new Map();
    this.made ??= this.pages
      .map(([name, path, kind]) => ({ name, path, kind, words: indexedWords(name, seen) }))
      .sort((a, b) => a.words.length - b.words.length);
    return this.made;
  }

  // Lead to the pages whose names have all words of a query. Asked again, it touches nothing: what
  // begins a click on a link ends the typing.
  show(query) {
    if (query === this.query) return;
    this.query = query;
    const words = queryWords(query);
    const begins = (word) => (other) =>
      word === other || (word.length > 2 && other.startsWith(word));
    const found =
      words.join("").length > 1
        ? this.named.filter((page) => words.every((word) => page.words.some(begins(word))))
        : [];
    const links = found
      .slice(0, MOST_PAGES)
      .flatMap(({ name, path, kind }) => [element("a", { href: path }, name), ` (${kind}), `]);
    if (links.length) links.push(links.pop().slice(0, -2));
    if (links.length || !this.node.hidden) this.node.replaceChildren("See also ", ...links);
    this.node.hidden = !links.length;
  }
}
