// What is seen as BibTeX, CSV or rows of a LaTeX table: shown first, then copied or saved.

class Takeaway {
  // `papers()` returns what is taken: the selection, or else the view.
  constructor(papers, selection) {
    this.papers = papers;
    this.selection = selection;
    this.what = element("span");
    this.compare = element("a", { hidden: true }, "Compare");
    this.select = element("button", {
      type: "button",
      class: "plain",
      onclick: () => selection.turn(!selection.on),
    });
    this.node = element(
      "div",
      { id: "take", role: "group", "aria-label": "Take along" },
      this.what,
      ...Object.keys(FORMATS).map((name) =>
        element("button", { type: "button", onclick: () => this.show(name) }, name),
      ),
      this.select,
      this.compare,
    );
  }

  // Say what would be taken: the papers of the view, or those that are ticked.
  tell() {
    const ticked = this.selection.size;
    setText(this.what, ticked ? `${grouped(ticked)} selected as` : "Take as");
    setText(this.select, this.selection.on ? "Select none" : "Select papers");
    const methods =
      ticked > 1 && ticked < 5 ? this.papers().filter((paper) => paper.hasResults) : [];
    this.compare.hidden = methods.length < 2;
    const root = document.documentElement.dataset.root;
    const keys = methods.map(({ key }) => encodeURIComponent(key)).join();
    this.compare.href = `${root}compare/index.html?m=${keys}`;
  }

  // The window that shows a text, made when somebody wants it.
  makeDialog() {
    this.text = element("textarea", {
      readonly: true,
      rows: 16,
      "aria-label": "Text to take along",
      spellcheck: "false",
    });
    this.title = element("h2", { id: "take-title" });
    this.save = element(
      "button",
      { type: "button", onclick: () => this.saveText() },
      "Save as a file",
    );
    this.copy = element("button", { type: "button", onclick: () => this.copyText() }, "Copy");
    this.dialog = element(
      "dialog",
      { "aria-labelledby": "take-title", onclose: () => (this.text.value = "") },
      this.title,
      this.text,
      element("form", { method: "dialog" }, this.copy, this.save, element("button", {}, "Close")),
    );
    document.body.append(this.dialog);
  }

  async show(name) {
    if (!this.dialog) this.makeDialog();
    const papers = this.papers();
    const { file, make } = FORMATS[name];
    let text;
    try {
      const { columns, records } = await loadRecords();
      text = make(papers.map(({ key }) => records.get(key)).filter(Boolean), columns);
    } catch (error) {
      text = `${error.message}. Close this, and try again when there is a connection.\n`;
    }
    setText(this.title, `${counted(papers.length, "paper")} as ${name}`);
    this.text.value = text;
    this.file = file;
    setText(this.copy, "Copy");
    this.dialog.showModal();
    this.text.scrollTop = 0;
  }

  saveText() {
    const url = URL.createObjectURL(
      new Blob([this.text.value], { type: "text/plain;charset=utf-8" }),
    );
    element("a", { href: url, download: this.file }).click();
    setTimeout(() => URL.revokeObjectURL(url), 10_000);
  }

  async copyText() {
    this.text.select();
    setText(this.copy, await copied(this.text.value));
  }
}

// A button that copies the text of an element.
function copyButton(source, name) {
  const copy = async ({ target }) => {
    getSelection().selectAllChildren(source);
    setText(target, await copied(source.textContent));
  };
  return element("button", { type: "button", class: "copy", onclick: copy }, name);
}

// Copy a text that is selected, and return what to say of it.
async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return "Copied";
  } catch {
    return "Selected: copy it with the keyboard";
  }
}

const FORMATS = {
  BibTeX: { file: "papers.bib", make: (records) => records.map(({ bibtex }) => bibtex).join("\n") },
  CSV: {
    file: "papers.csv",
    make: (records, columns) => asCsv([columns, ...records.map(({ csv }) => csv)]),
  },
  "LaTeX rows": {
    file: "papers.tex",
    make: (records) => records.map(({ latex }) => `${latex}\n`).join(""),
  },
};

// Cells, which are harmless for spreadsheets already, as CSV (RFC 4180).
function asCsv(rows) {
  const cell = (text) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  return rows.map((row) => `${row.map(cell).join(",")}\r\n`).join("");
}

let loading;

// The records of all papers by id, which are loaded once, when somebody wants them.
function loadRecords() {
  loading ??= new Promise((resolve, reject) => {
    globalThis.site_data = ({ columns, papers }) =>
      resolve({ columns, records: new Map(papers.map((paper) => [paper.id, paper])) });
    loadScript("data.js").catch((error) => {
      loading = undefined;
      reject(error);
    });
  });
  return loading;
}
