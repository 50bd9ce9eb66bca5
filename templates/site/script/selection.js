// Which papers somebody has ticked. The boxes come when somebody wants to select, or with an
// address that says what is selected: in each row they would slow the page for everybody.

class Selection {
  constructor(rows, onchange) {
    this.rows = rows;
    this.chosen = new Set();
    this.on = false;
    this.changed = onchange;
  }

  get size() {
    return this.chosen.size;
  }

  has(place) {
    return this.chosen.has(place);
  }

  // The ids of the papers that are ticked, in the order of the list.
  get keys() {
    return this.rows.filter((_, place) => this.has(place)).map((row) => row.id.slice(2));
  }

  // Tick the papers of some ids; what is no id of the list is left out.
  pick(keys) {
    this.rows.forEach((row, place) => keys.has(row.id.slice(2)) && this.chosen.add(place));
    if (this.size) this.showBoxes();
  }

  // Give the rows their boxes, or take boxes and selection away.
  turn(on) {
    if (on) this.showBoxes();
    else {
      this.on = false;
      this.chosen.clear();
      this.rows.forEach((row) => row.firstElementChild.remove());
    }
    this.changed();
  }

  showBoxes() {
    this.on = true;
    this.rows.forEach((row, place) => {
      row.prepend(this.box(place));
      row.firstElementChild.checked = this.has(place);
    });
  }

  box(place) {
    const name = this.rows[place].querySelector("a").textContent;
    return element("input", {
      type: "checkbox",
      class: "pick",
      "aria-label": `Select ${name.slice(0, 80)}`,
      autocomplete: "off",
      "data-place": place,
    });
  }

  // A row to show among the hits; the id stays with the row of the list.
  copyOf(place) {
    const copy = this.rows[place].cloneNode(true);
    copy.removeAttribute("id");
    if (this.on) copy.firstElementChild.checked = this.has(place);
    return copy;
  }

  // A box was ticked, in the list or in a copy.
  change(box) {
    const place = Number(box.dataset.place);
    this.chosen[box.checked ? "add" : "delete"](place);
    this.rows[place].firstElementChild.checked = box.checked;
    this.changed();
  }
}
