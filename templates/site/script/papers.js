// The list of all papers: search, facets, and the hits of a view in a list of their own.

// How many hits are drawn at first. The rows of the whole list are never reordered: with thousands
// that is slow.
const HITS = 50;
// How many of them while somebody types: more than a screen holds; the others follow.
const FIRST_HITS = 20;
const ADDRESS_DELAY = 250;

class PaperList {
  constructor(list, app, pages) {
    this.list = list;
    this.rows = [...list.children];
    this.papers = this.rows.map((row) => new Paper(row));
    this.facets = facetsOf(this.rows, taskNames());
    this.selection = new Selection(this.rows, () => this.selected());
    this.hits = element("ul", { id: "hits", class: list.className, hidden: true });
    this.more = element("button", {
      id: "more",
      type: "button",
      hidden: true,
      onclick: () => this.showMore(),
    });
    list.before(this.hits, this.more);
    this.panel = new FacetPanel(this.facets, (key, value, wanted) =>
      this.choose(key, value, wanted),
    );
    this.input = element("input", {
      id: "q",
      type: "search",
      name: "q",
      maxlength: LONGEST_QUERY,
      autocomplete: "off",
      spellcheck: "false",
      enterkeyhint: "search",
      placeholder: "Name, title, author or venue",
      oninput: () => this.typed(),
      onpaste: (event) => this.pasted(event),
      onchange: () => this.settle(),
      onkeydown: (event) => this.moveIn(event),
    });
    this.status = element("p", { id: "count", role: "status" });
    this.pages = new OtherPages(pages);
    this.takeaway = new Takeaway(() => this.taken(), this.selection);
    const form = element(
      "form",
      { id: "search", role: "search", onsubmit: (event) => event.preventDefault() },
      element("label", { for: "q" }, "Search"),
      this.input,
    );
    this.app = app;
    app.setAttribute("aria-busy", "true");
    app.append(
      form,
      this.panel.node,
      element(
        "div",
        { id: "seen" },
        this.status,
        this.panel.chips,
        this.takeaway.node,
        this.pages.node,
      ),
    );
    for (const one of [list, this.hits]) {
      one.addEventListener("keydown", (event) => this.moveIn(event));
      one.addEventListener("change", ({ target }) => this.selection.change(target));
    }
    addEventListener("popstate", () => {
      this.readAddress();
      this.showAddress("replace"); // what is selected stays so
    });
    this.selection.pick(pickedIn(location.search));
    this.readAddress();
  }

  // What is shown now: the papers of the view, in its order.
  get shown() {
    return this.kept.map((place) => this.papers[place]);
  }

  // What is taken along: the selection, or else the view.
  taken() {
    return this.selection.size
      ? this.papers.filter((_, place) => this.selection.has(place))
      : this.shown;
  }

  readAddress() {
    this.timer = clearTimeout(this.timer);
    this.typing = false;
    this.view = viewOf(location.search, this.facets);
    this.input.value = this.view.query;
    this.draw();
  }

  // What is too long for a query, as a BibTeX record, is taken as the title that it holds.
  pasted(event) {
    const text = event.clipboardData.getData("text");
    if (!this.search || (text.length <= LONGEST_QUERY && !text.includes("\n"))) return;
    event.preventDefault();
    const { selectionStart, selectionEnd } = this.input;
    const short = this.search.pasted.inShort(text).slice(0, LONGEST_QUERY);
    this.input.setRangeText(short, selectionStart, selectionEnd, "end");
    this.typed();
  }

  // While somebody types, the address waits, and back leads to what was before the typing.
  typed() {
    const query = this.input.value.slice(0, LONGEST_QUERY).trim();
    if (query === this.view.query) return;
    this.view = { ...this.view, query, shown: HITS };
    this.draw(false);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.settle(), ADDRESS_DELAY);
  }

  // Nobody has typed for a moment: the address and the numbers of the facets follow, and the whole
  // list, which takes long to lay out, comes back where nothing is looked for.
  settle() {
    this.writeAddress();
    if (this.isWhole) this.draw();
    else {
      this.panel.update(this.counts, this.view.chosen);
      this.drawHits(this.view.shown);
    }
  }

  // The first hits of the view; those that are there already stay.
  drawHits(count) {
    const places = this.kept.slice(this.hits.children.length, count);
    this.hits.append(...places.map((place) => this.selection.copyOf(place)));
  }

  get isWhole() {
    return !this.view.query && !this.view.chosen.size;
  }

  selected() {
    if (this.timer) this.writeAddress();
    else this.showAddress("replace");
    this.draw();
  }

  showAddress(how) {
    const picked = this.selection.keys;
    showAddress(addressOf(this.view, picked), how, picked.length ? { picked } : null);
  }

  writeAddress() {
    this.timer = clearTimeout(this.timer);
    this.showAddress(this.typing ? "replace" : "push");
    this.typing = this.view.query !== "";
  }

  choose(key, value, wanted) {
    const chosen = new Map([...this.view.chosen].map(([name, values]) => [name, new Set(values)]));
    if (key === null) chosen.clear();
    else {
      const values = chosen.get(key) || new Set();
      values[wanted ? "add" : "delete"](value);
      chosen[values.size ? "set" : "delete"](key, values);
    }
    this.view = { ...this.view, chosen, shown: HITS };
    this.typing = false;
    this.writeAddress();
    this.draw();
  }

  showMore() {
    const first = this.hits.children.length;
    this.view = { ...this.view, shown: this.view.shown + HITS };
    this.showAddress("replace");
    this.draw();
    this.hits.children[first].querySelector("a").focus();
  }

  draw(settled = true) {
    const { query, chosen, shown } = this.view;
    const whole = settled && this.isWhole;
    const { places, how } = this.find(query);
    const { kept, counts } = filtered(places, this.facets, chosen);
    Object.assign(this, { kept, counts });
    if (settled) this.panel.update(counts, chosen);
    for (const one of [this.list, this.hits]) {
      if (one.classList.contains("picking") !== this.selection.on) one.classList.toggle("picking");
    }
    if (this.list.hidden === whole) this.list.hidden = !whole;
    this.hits.hidden = whole;
    this.hits.replaceChildren();
    if (!whole) this.drawHits(settled ? shown : Math.min(shown, FIRST_HITS));
    const left = whole ? 0 : kept.length - shown;
    this.more.hidden = left <= 0;
    setText(this.more, `Show ${Math.min(left, HITS)} more of ${left}`);
    if (query)
      this.status.dataset.query = query; // which paper shows, where no field does
    else delete this.status.dataset.query;
    setText(this.status, this.isWhole ? this.all : this.told(kept.length, how));
    this.pages.show(query); // with each key: later it would move the hits under a click
    this.takeaway.tell();
  }

  get all() {
    return counted(this.rows.length, "paper");
  }

  // How many papers of the view there are, and which of its words were not taken as they are.
  told(count, how) {
    if (how === "address") return `None of ${this.all} has this id or address`;
    if (!count) return `None of ${this.all} fits`;
    if (how === "some")
      return `None of ${this.all} has all these words, ${grouped(count)} some of them`;
    return `${grouped(count)} of ${this.all}${how && ", with mistakes forgiven"}`;
  }

  // The places of the papers that a query finds, and how; all of them until the search is there.
  find(query) {
    return query && this.search
      ? this.search.find(query)
      : { places: [...this.rows.keys()], how: "" };
  }

  unsearchable(error) {
    this.app.removeAttribute("aria-busy");
    this.input.disabled = true;
    setText(this.status, `${error.message}: reload the page to search.`);
  }

  // What the search needs has been loaded. It is made ready in idle moments, or by the first query.
  searchable() {
    this.search = new PaperSearch(this.papers);
    this.app.removeAttribute("aria-busy");
    if (this.view.query) this.draw();
    const later =
      globalThis.requestIdleCallback ||
      ((work) => setTimeout(work, 50, { timeRemaining: () => 8 }));
    const work = (idle) => this.search.indexWhile(() => idle.timeRemaining() > 2) || later(work);
    later(work);
  }

  // Arrow keys lead from the search to the hits, through them and back.
  moveIn(event) {
    const steps = { ArrowDown: 1, ArrowUp: -1, Enter: 1 };
    const fromInput = event.target === this.input;
    if (event.key === "Escape" && !fromInput) return this.input.focus();
    const step = steps[event.key];
    if (!step || event.isComposing || (event.key === "Enter" && !fromInput)) return;
    const list = this.list.hidden ? this.hits : this.list;
    const row = fromInput ? null : event.target.closest("li");
    const next = row
      ? step > 0
        ? row.nextElementSibling
        : row.previousElementSibling
      : step > 0 && list.firstElementChild;
    if (next) next.querySelector("a").focus();
    else if (row && step < 0) this.input.focus();
    if (next || row) event.preventDefault();
  }
}
