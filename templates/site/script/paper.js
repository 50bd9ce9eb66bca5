// What a row says.
class Paper {
  constructor(row) {
    this.row = row;
  }

  get name() {
    return this.row.getAttribute("data-name") ?? "";
  }

  get hasResults() {
    return words(this.row.getAttribute("data-has") ?? "").includes("results");
  }

  // The id of its entry.
  get key() {
    return this.row.id.slice(2);
  }

  get title() {
    return this.row.querySelector("a").textContent;
  }

  get authors() {
    const lines = this.row.querySelectorAll("p");
    return lines.length > 1 ? lines[0].textContent : "";
  }

  // Titles that it had before.
  get formerTitles() {
    return this.also.filter((text) => !/^https?:/.test(text));
  }

  // Everything that leads to it elsewhere: the addresses of its row, and what else it is known by.
  get addresses() {
    const links = [...this.row.querySelectorAll("p a")].map((link) => link.href);
    return [...links, ...this.also.filter((text) => /^https?:/.test(text))];
  }

  get also() {
    return (this.row.getAttribute("data-also") ?? "").split(" · ").filter(Boolean);
  }

  // Where and when it was published: "CVPR 2023"; of a preprint the year of its first version.
  get where() {
    const where = this.row.querySelector("p:last-child").textContent.split(" · ", 1)[0];
    const isPublished = this.row.hasAttribute("data-venue");
    return isPublished ? where : `${where} ${this.row.getAttribute("data-year")}`;
  }
}

// The names of tasks by id, from the links of the page.
function taskNames() {
  const idOf = (link) => /([^/]+)\.html$/.exec(link.getAttribute("href"))[1];
  const links = [...document.querySelectorAll("nav.chips a")];
  return Object.fromEntries(links.map((link) => [idOf(link), link.textContent]));
}
