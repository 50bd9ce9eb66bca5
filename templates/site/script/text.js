// The words of a text, as the search knows them: small letters without accents; Han, kana and
// Hangul in pairs of letters; a compound in its parts and as one word.

const LETTERS = {
  ł: "l",
  đ: "d",
  ð: "d",
  ø: "o",
  ı: "i",
  ħ: "h",
  ß: "ss",
  æ: "ae",
  œ: "oe",
  þ: "th",
};
const SPECIAL = new RegExp(`[${Object.keys(LETTERS).join("")}]`, "g");
const COMPOUND = /[\p{L}\p{N}\p{M}]+(?:[-‐‑.'’+_][\p{L}\p{N}\p{M}]+)*/gu;
const SEPARATORS = /[^\p{L}\p{N}\p{M}]+/u;
const HUMP = /(?<=\p{Ll})(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})/u;
const IDEOGRAPHS = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Hang}]/u;

// "Łukasz" and "Barış" are "lukasz" and "baris".
function fold(text) {
  if (/^[\x00-\x7f]*$/.test(text)) return text.toLowerCase();
  const plain = text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  return plain.replace(SPECIAL, (letter) => LETTERS[letter]);
}

// What finds "图像" in "文本图像生成": each letter, and each two in a row.
function letterPairs(run) {
  const letters = [...run];
  return letters.flatMap((letter, i) =>
    i + 1 < letters.length ? [letter, letter + letters[i + 1]] : [letter],
  );
}

// A word, and the American spelling of a British one: under both it is in the index, and asked for.
const BRITISH = /is(?=(?:e[drs]?|ing|ations?)?$)|our(?=(?:s|ed|ing|ful|less)?$)/;

function spellings(word) {
  const american =
    word.length > 5 ? word.replace(BRITISH, (end) => (end === "is" ? "iz" : "or")) : word;
  return american === word ? [word] : [word, american];
}

// The words of a text in the index: "IP-Adapter" gives ip, adapter and ipadapter. `seen` holds what
// was made of a compound before.
function indexedWords(text, seen) {
  const words = [];
  for (const compound of text.match(COMPOUND) || []) {
    let parts = seen.get(compound);
    if (!parts) seen.set(compound, (parts = wordsOfCompound(compound)));
    words.push(...parts);
  }
  return words;
}

function wordsOfCompound(compound) {
  const parts = compound
    .split(SEPARATORS)
    .flatMap((part) => part.split(HUMP))
    .map(fold);
  const words = parts.flatMap((part) =>
    IDEOGRAPHS.test(part) ? letterPairs(part) : spellings(part),
  );
  return parts.length > 1 ? [parts.join(""), ...words] : words;
}

// The words that somebody looks for, each once, at most twelve; "et al." is none of them.
function queryWords(text) {
  const words = (text.replace(/\bet al\b/gi, " ").match(COMPOUND) || []).flatMap((compound) =>
    fold(compound).split(SEPARATORS),
  );
  const known = words
    .filter(Boolean)
    .flatMap((word) =>
      IDEOGRAPHS.test(word) && word.length > 1
        ? letterPairs(word).filter((part) => part.length > 1)
        : [word],
    );
  return [...new Set(known)].slice(0, 12);
}

// Letters and digits alone, to compare whole names.
function condensed(text) {
  return fold(text).replace(/[^\p{L}\p{N}]+/gu, "");
}
