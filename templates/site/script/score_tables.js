// Leaderboards: tables that one can sort by any column, and rows to choose by how they were made.
// Both are in the address.

const FILTERS = [
  ["base", "Base model"],
  ["tuning", "Tuning"],
  ["rerun", "Run by"],
  ["protocol", "Protocol"],
];
const NAMES = {
  own: "the method’s authors",
  "re-run": "another paper’s authors",
  "test-time": "test-time",
  "": "not stated",
};

class ScoreTables {
  constructor(tables, place) {
    this.tables = tables;
    this.rows = tables.flatMap((table) => [...table.tBodies[0].rows]);
    this.rows.forEach((row, order) => (row.order = order));
    this.selects = FILTERS.map(([key, title]) => this.select(key, title)).filter(Boolean);
    this.status = element("p", { role: "status" });
    if (this.selects.length) place.append(...this.selects.map((one) => one.label), this.status);
    for (const table of tables)
      for (const head of table.tHead.rows[0].cells) this.makeSortable(table, head);
    addEventListener("popstate", () => this.readAddress());
    this.readAddress();
  }

  // A choice of one fact of the rows, where they differ in it.
  select(key, title) {
    const values = [...new Set(this.rows.map((row) => row.dataset[key]))].sort();
    if (values.length < 2) return null;
    const options = values.map((value) =>
      element("option", { value: value || UNKNOWN }, NAMES[value] ?? value),
    );
    const node = element(
      "select",
      { autocomplete: "off", onchange: () => this.changed() },
      element("option", { value: "" }, "all"),
      ...options,
    );
    return { key, node, label: element("label", {}, `${title} `, node) };
  }

  makeSortable(table, head) {
    const arrow = element("button", {
      type: "button",
      class: "sort",
      "aria-label": `Sort by ${head.textContent.trim()}`,
      onclick: () => {
        const { column, up } = this.sorting;
        const again = column === columnOf(head);
        this.sorting = { column: columnOf(head), up: again ? !up : isLowerBetter(head) };
        this.changed();
      },
    });
    head.append(" ", arrow);
  }

  readAddress() {
    const asked = new URLSearchParams(location.search);
    for (const { key, node } of this.selects) {
      const value = asked.get(key) ?? "";
      node.value = [...node.options].some((option) => option.value === value) ? value : "";
    }
    this.sorting = { column: asked.get("sort"), up: asked.get("order") === "up" };
    this.draw();
  }

  changed() {
    const parts = new URLSearchParams();
    for (const { key, node } of this.selects) if (node.value) parts.set(key, node.value);
    const { column, up } = this.sorting;
    if (column) parts.set("sort", column);
    if (column && up) parts.set("order", "up");
    showAddress(parts.size ? `?${parts}` : "", "push");
    this.draw();
  }

  draw() {
    const wanted = this.selects.filter(({ node }) => node.value);
    for (const row of this.rows)
      row.hidden = wanted.some(({ key, node }) => (row.dataset[key] || UNKNOWN) !== node.value);
    for (const table of this.tables) {
      this.sort(table);
      showPart(
        table,
        [...table.tBodies[0].rows].some((row) => !row.hidden),
      );
    }
    const left = this.rows.filter((row) => !row.hidden).length;
    setText(
      this.status,
      wanted.length ? `${grouped(left)} of ${counted(this.rows.length, "row")}` : "",
    );
  }

  // Rows without a score stay last, whichever way the others go; equal rows keep their order.
  sort(table) {
    const heads = [...table.tHead.rows[0].cells];
    const place = heads.findIndex((head) => columnOf(head) === this.sorting.column);
    heads.forEach((head, i) => {
      if (i === place) head.setAttribute("aria-sort", this.sorting.up ? "ascending" : "descending");
      else head.removeAttribute("aria-sort");
    });
    const value = (row) => valueOf(row.cells[place]);
    const sign = this.sorting.up ? 1 : -1;
    const compared = (a, b) =>
      a === b ? 0 : a === null ? 1 : b === null ? -1 : sign * (a < b ? -1 : 1);
    const body = table.tBodies[0];
    body.append(
      ...[...body.rows].sort(
        (a, b) => (place < 0 ? 0 : compared(value(a), value(b))) || a.order - b.order,
      ),
    );
  }
}

// Show a table with its heading and what stands between, or hide them all.
function showPart(table, shown) {
  const end = table.parentElement;
  let node = document.getElementById(end.getAttribute("aria-labelledby")) ?? end;
  for (; node && node !== end; node = node.nextElementSibling) node.hidden = !shown;
  end.hidden = !shown;
}

function columnOf(head) {
  return head.dataset.column ?? `column-${head.cellIndex}`;
}

function isLowerBetter(head) {
  return head.dataset.better ? head.dataset.better === "lower" : true;
}

// What a cell sorts by: its number, or its words; null where it has none.
function valueOf(cell) {
  const text = cell.textContent.trim();
  if (text === "–" || !text) return null;
  return cell.classList.contains("n") ? Number(text.replaceAll(",", "")) : fold(text);
}
