// The facets as boxes to tick with their counts, and what is chosen as buttons that undo it.

class FacetPanel {
  // `choose(key, value, wanted)` is called for each change; with null for "all of them off".
  constructor(facets, choose) {
    this.facets = facets;
    this.choose = choose;
    this.boxes = facets.map(() => []);
    this.node = element(
      "details",
      { id: "facets" },
      element("summary", {}, "Filters"),
      ...facets.map((facet, i) => this.group(facet, this.boxes[i])),
    );
    this.chips = element("ul", { id: "chosen", "aria-label": "Chosen filters", hidden: true });
    const wide = matchMedia("(min-width: 60em)");
    const unfold = () => (this.node.open = wide.matches);
    wide.addEventListener("change", unfold);
    unfold();
  }

  box(facet, value) {
    const input = element("input", {
      type: "checkbox",
      name: facet.key,
      value,
      autocomplete: "off",
      onchange: () => this.choose(facet.key, value, input.checked),
    });
    const count = element("small");
    return {
      value,
      input,
      count,
      node: element("label", {}, input, element("span", {}, facet.label(value)), count),
    };
  }

  // The first values, and the others once somebody wants them: a list has 40 venues.
  group(facet, boxes) {
    const node = element("fieldset", {}, element("legend", {}, facet.title));
    const many = facet.values.length > MOST_VALUES;
    const first = many ? [...facet.values.slice(0, FIRST_VALUES), UNKNOWN] : facet.values;
    const add = (value) => (boxes[facet.places.get(value)] = this.box(facet, value)).node;
    node.append(...first.map(add));
    if (many) {
      const rest = facet.values.filter((value) => !first.includes(value));
      node.lastChild.before(
        element(
          "button",
          {
            type: "button",
            class: "plain",
            onclick: ({ target }) => {
              target.replaceWith(...rest.map(add));
              this.update(this.counts, this.chosen);
              boxes[FIRST_VALUES].input.focus();
            },
          },
          `${rest.length} more`,
        ),
      );
    }
    return node;
  }

  update(counts, chosen) {
    Object.assign(this, { counts, chosen });
    this.facets.forEach((facet, i) => {
      this.boxes[i].forEach(({ value, input, count, node }, place) => {
        input.checked = chosen.get(facet.key)?.has(value) ?? false;
        setText(count, grouped(counts[i][place]));
        node.classList.toggle("empty", !counts[i][place] && !input.checked);
      });
    });
    this.showChosen(
      this.facets.flatMap(({ key, title, label }) =>
        [...(chosen.get(key) ?? [])].map((value) => [`${title}: ${label(value)}`, key, value]),
      ),
    );
  }

  // Buttons that stay the same stay where they are: what begins a click on one ends the typing, and
  // the numbers follow, before it is a click.
  showChosen(wanted) {
    if (wanted.length > 1) wanted.push(["all filters", null, null]);
    const shown = [...this.chips.children].map((chip) => chip.textContent);
    if (shown.join("\n") !== wanted.map(([text]) => text).join("\n"))
      this.chips.replaceChildren(...wanted.map((chip) => this.chip(...chip)));
    this.chips.hidden = !wanted.length;
  }

  chip(text, key, value) {
    const undo = () => {
      this.choose(key, value, false);
      (this.chips.querySelector("button") || document.getElementById("q")).focus();
    };
    return element(
      "li",
      {},
      element("button", { type: "button", "aria-label": `Remove ${text}`, onclick: undo }, text),
    );
  }
}
