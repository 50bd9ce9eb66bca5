// Two to four methods over all benchmarks. Only rows of one benchmark and one protocol stand side
// by side, with the benchmark's caveats.

const MOST_METHODS = 4;

class Comparison {
  constructor({ methods, benchmarks }, place) {
    this.methods = new Map(methods.map((method) => [method.id, method]));
    this.benchmarks = benchmarks;
    const options = methods.map(({ id, name }) => element("option", { value: id }, name));
    this.selects = Array.from({ length: MOST_METHODS }, (_, i) =>
      element(
        "select",
        { "aria-label": `Method ${i + 1}`, autocomplete: "off", onchange: () => this.chosen() },
        element("option", { value: "" }, i < 2 ? "choose a method" : "none"),
        ...options.map((option) => option.cloneNode(true)),
      ),
    );
    this.status = element("p", { role: "status" });
    this.tables = element("div");
    place.replaceChildren(
      element("div", { class: "choices" }, ...this.selects),
      this.status,
      this.tables,
    );
    addEventListener("popstate", () => this.readAddress());
    this.readAddress();
  }

  readAddress() {
    this.show(
      [...new Set(listIn(location.search))]
        .filter((id) => this.methods.has(id))
        .slice(0, MOST_METHODS),
    );
  }

  chosen() {
    const ids = [...new Set(this.selects.map((select) => select.value).filter(Boolean))];
    showAddress(ids.length ? `?m=${ids.map(encodeURIComponent).join()}` : "", "push");
    this.show(ids);
  }

  show(ids) {
    this.selects.forEach((select, i) => (select.value = ids[i] ?? ""));
    const shown =
      ids.length > 1 ? this.benchmarks.flatMap((benchmark) => this.tablesOf(benchmark, ids)) : [];
    this.tables.replaceChildren(...shown);
    const names = ids.map((id) => this.methods.get(id).name).join(", ");
    const tables = this.tables.querySelectorAll("table").length;
    setText(
      this.status,
      ids.length < 2
        ? "Choose two to four methods."
        : tables
          ? `${names}: ${counted(tables, "table")} that report at least two of them.`
          : `No benchmark has rows of two of these under one protocol: ${names}.`,
    );
  }

  // A benchmark's tables, one a protocol that has rows of at least two of the methods.
  tablesOf(benchmark, ids) {
    const rows = benchmark.rows.filter((row) => ids.includes(row.work));
    const protocols = [...new Set(rows.map((row) => row.protocol))];
    const tables = protocols
      .map((protocol) => rows.filter((row) => row.protocol === protocol))
      .filter((some) => new Set(some.map((row) => row.work)).size > 1)
      .map((some) =>
        this.table(
          benchmark,
          some.sort((a, b) => ids.indexOf(a.work) - ids.indexOf(b.work)),
        ),
      );
    if (!tables.length) return [];
    const root = document.documentElement.dataset.root;
    const caveats = benchmark.caveats.map((caveat) => element("li", {}, caveat));
    return [
      element("h2", {}, element("a", { href: root + benchmark.page }, benchmark.name)),
      ...(caveats.length ? [element("ul", { class: "caveats" }, ...caveats)] : []),
      ...tables,
    ];
  }

  table(benchmark, rows) {
    const columns = benchmark.columns.filter(({ id }) => rows.some((row) => id in row.scores));
    const heads = [
      "Method",
      "Base model",
      "Tuning",
      ...columns.map((column) => `${column.name} ${column.better === "higher" ? "↑" : "↓"}`),
      "Source",
    ];
    const cells = heads.map((head, i) =>
      element("th", { scope: "col", class: i > 2 && i < heads.length - 1 && "n" }, head),
    );
    const body = rows.map((row) => this.row(benchmark, row, columns));
    const caption =
      rows[0].protocol === "standard" ? "Standard protocol" : `Protocol: ${rows[0].protocol}`;
    const table = element(
      "table",
      { class: "scores" },
      element("caption", {}, caption),
      element("thead", {}, element("tr", {}, ...cells)),
      element("tbody", {}, ...body),
    );
    return element(
      "section",
      { class: "scroll", tabindex: "0", "aria-label": `${benchmark.name}, ${caption}` },
      table,
    );
  }

  row(benchmark, row, columns) {
    const root = document.documentElement.dataset.root;
    const link = (page, text) => element("a", { href: root + page }, text);
    const source = [
      row.source_page ? link(row.source_page, row.source) : row.source || "not stated",
      ...[row.where, row.read_in, row.origin].filter(Boolean).map((text) => `, ${text}`),
    ];
    const note = row.note ? [element("br"), element("small", {}, row.note)] : [];
    return element(
      "tr",
      {},
      element("th", { scope: "row" }, link(`${benchmark.page}#${row.id}`, row.method)),
      element("td", {}, row.base || "not stated"),
      element("td", { class: "word" }, row.tuning || "not stated"),
      ...columns.map(({ id }) => element("td", { class: "n" }, row.scores[id] ?? "–")),
      element("td", { class: "source" }, ...source, ...note),
    );
  }
}

// The values of m=a,b in an address; a comma within a value is written %2C.
function listIn(search) {
  const [, list = ""] = /[?&]m=([^&]*)/.exec(search) ?? [];
  return list.split(",", 100).map((part) => new URLSearchParams(`part=${part}`).get("part"));
}
