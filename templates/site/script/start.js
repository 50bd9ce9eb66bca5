// What each kind of page does once it is read.

function start() {
  const [list, app] = ["papers", "app"].map((id) => document.getElementById(id));
  if (list && app) {
    const papers = new PaperList(list, app);
    loadScript("minisearch.js").then(
      () => papers.searchable(),
      (error) => papers.unsearchable(error),
    );
  }
  const tables = [...document.querySelectorAll("table.scores[data-benchmark]")];
  const filters = document.getElementById("score-filters");
  if (tables.length && filters) new ScoreTables(tables, filters);
  const [data, comparison] = ["compare-data", "compare"].map((id) => document.getElementById(id));
  if (data && comparison) new Comparison(JSON.parse(data.textContent), comparison);
}

start();
