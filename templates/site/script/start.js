// What each kind of page does once it is read.

function start() {
  const [list, app] = ["papers", "app"].map((id) => document.getElementById(id));
  if (list && app) {
    const papers = new PaperList(list, app, dataOf("page-data") ?? []);
    loadScript("minisearch.js").then(
      () => papers.searchable(),
      (error) => papers.unsearchable(error),
    );
  }
  const tables = [...document.querySelectorAll("table.scores[data-benchmark]")];
  const filters = document.getElementById("score-filters");
  if (tables.length && filters) new ScoreTables(tables, filters);
  const [data, comparison] = [dataOf("compare-data"), document.getElementById("compare")];
  if (data && comparison) new Comparison(data, comparison);
  const record = document.querySelector("#bibtex + pre");
  if (record) record.before(copyButton(record, "Copy BibTeX"));
  const lost = document.getElementById("lost");
  if (lost) lost.append(" ", wayBack(location.pathname));
}

// What a page holds for the script.
function dataOf(id) {
  return JSON.parse(document.getElementById(id)?.textContent ?? "null");
}

// A search for the words of an address at which there is nothing.
function wayBack(path) {
  const name = path
    .split("/")
    .pop()
    .replace(/\.html?$/, "");
  const query = name.replace(/[^\p{L}\p{N}]+/gu, " ").trim();
  const search = `index.html?${new URLSearchParams({ q: query })}`;
  return query
    ? element(
        "a",
        { href: document.documentElement.dataset.root + search },
        `Search for “${query}”`,
      )
    : "";
}

start();
