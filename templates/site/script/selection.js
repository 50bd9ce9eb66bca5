// Which papers somebody has ticked. The boxes come when somebody wants to select: in each row they
// would slow the page for everybody.

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

  // Give the rows their boxes, or take boxes and selection away.
  turn(on) {
    this.on = on;
    if (!on) this.chosen.clear();
    this.rows.forEach((row, place) =>
      on ? row.prepend(this.box(place)) : row.firstElementChild.remove(),
    );
    this.changed();
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
