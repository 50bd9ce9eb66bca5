// Elements made from text alone: nothing from the list or from an address is read as HTML.

// An element with attributes, listeners (`onclick`) and children; null and false are left out.
function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (value !== null && value !== false)
      made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.filter((child) => child !== null));
  return made;
}

function setText(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

// 5000 as "5,000".
function grouped(count) {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ",");
}

function counted(count, noun) {
  return `${grouped(count)} ${noun}${count === 1 ? "" : "s"}`;
}

// Load a further file of the site as a classic script, which file:// allows too.
function loadScript(name) {
  return new Promise((resolve, reject) => {
    const script = element("script", { src: `${document.documentElement.dataset.root}${name}` });
    script.addEventListener("load", resolve);
    script.addEventListener("error", () => reject(new Error(`${name} could not be loaded`)));
    document.head.append(script);
  });
}
