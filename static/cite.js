// Citations of the article on this page, made from the data that stands in it, so that they cost the archive no file.
//
// The data are the page's JSON-LD (schema.org NewsArticle) and its plain citation, which stands there without a script too. `citations` has a function per format, which
// takes a list of works, each as `described` gives it, and returns text; the search page saves its lists by them, too. The rest of this file is the form that shows,
// copies and saves that text.
"use strict";

const citations = {
  // BibTeX: the title is braced twice, so that its capitals stay.
  bib: (works) => works.map((work) => {
    const fields = {
      title: `{${texEscaped(work.title)}}`,
      author: work.authors.map((name) => `{${texEscaped(name)}}`).join(" and "),
      journal: texEscaped(work.paper),
      date: work.date,
      year: work.date.slice(0, 4),
      month: work.date.slice(5, 7).replace(/^0/, ""),
      day: work.date.slice(8, 10).replace(/^0/, ""),
      langid: work.lang,
      url: work.url.replace(/[{}\\]/g, encodeURIComponent),
    };
    const lines = Object.entries(fields).filter(([, value]) => value).map(([name, value]) => `  ${name} = {${value}},`);
    return `@article{${work.id},\n${lines.join("\n")}\n}\n`;
  }).join("\n"),

  // RIS: a line a field, each ended by CR LF, as its readers expect.
  ris: (works) => works.map((work) => {
    const fields = [
      ["TY", "NEWS"],
      ["TI", work.title],
      ...work.authors.map((name) => ["AU", name]),
      ["T2", work.paper],
      ["PY", work.date.slice(0, 4)],
      ["DA", work.date.replaceAll("-", "/")],
      ["LA", work.lang],
      ["UR", work.url],
      ...work.tags.map((tag) => ["KW", tag]),
    ];
    const lines = fields.filter(([, value]) => value).map(([tag, value]) => `${tag}  - ${value.replace(/\s+/g, " ")}`);
    return `${[...lines, "ER  - "].join("\r\n")}\r\n`;
  }).join("\r\n"),

  // CSL-JSON, for Zotero, Pandoc and their kin.
  json(works) {
    const items = works.map((work) => ({
      id: work.id,
      type: "article-newspaper",
      title: work.title,
      author: work.authors.map((literal) => ({ literal })),
      "container-title": work.paper,
      issued: work.date && { "date-parts": [work.date.split("-").map(Number)] },
      language: work.lang,
      URL: work.url,
    }));
    const known = (item) => Object.entries(item).filter(([, value]) => (Array.isArray(value) ? value.length : value));
    return `${JSON.stringify(items.map((item) => Object.fromEntries(known(item))), null, 2)}\n`;
  },

  txt: ([work]) => `${work.plain}\n`,
};

const TEX = { "\\": "\\textbackslash{}", "~": "\\textasciitilde{}", "^": "\\textasciicircum{}" };

function texEscaped(text) {
  return text.replace(/[\\~^{}$&#%_]/g, (sign) => TEX[sign] ?? `\\${sign}`);
}

// What a citation says of an article, from its JSON-LD; dates are a year, month and day, as far as they are known.
function described(article, plain, address) {
  const date = (article.datePublished ?? "").slice(0, 10);
  return {
    title: article.headline ?? "",
    authors: [article.author ?? []].flat().map((author) => author.name),
    paper: article.isPartOf?.name ?? article.publisher?.name ?? "",
    tags: article.keywords ?? [],
    lang: article.inLanguage ?? "",
    date,
    url: article.url ?? address,
    plain,
    id: idOf(date, article.url ?? address),
  };
}

// The name by which reference managers know a work: its day, and a mark of its address.
function idOf(date, url) {
  return `${date.replaceAll("-", "") || "undated"}-${mark(url)}`;
}

// A short mark that is the same for the same address, in letters that every reference manager takes (FNV-1a).
function mark(address) {
  let sum = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(address)) sum = Math.imul(sum ^ byte, 0x01000193) >>> 0;
  return sum.toString(36);
}

function begin(section) {
  const data = document.querySelector('script[type="application/ld+json"]');
  if (!data) return;
  const form = section.querySelector("form");
  const [format, shown, said] = [form.querySelector("select"), form.querySelector("pre"), form.querySelector("output")];
  const address = shown.querySelector("span[dir]");
  if (address) address.textContent = readable(address.textContent);
  const parts = [...shown.childNodes]; // title and address have directions of their own, which their text alone would lose
  const plain = shown.textContent.replace(/\s+/g, " ").trim();
  const work = described(JSON.parse(data.textContent), plain, location.href.split(/[?#]/)[0]);

  const show = () => {
    const text = citations[format.value]([work]).trimEnd();
    shown.replaceChildren(...(format.value === "txt" ? parts : [text]));
    shown.className = format.value;
    shown.dir = format.value === "txt" ? document.dir : "ltr";
    said.textContent = "";
  };
  form.addEventListener("submit", (event) => event.preventDefault());
  format.addEventListener("change", show);
  form.elements.copy.addEventListener("click", async () => {
    said.textContent = (await copied(shown)) ? section.dataset.copied : section.dataset.failed;
  });
  form.elements.download.addEventListener("click", () => save(citations[format.value]([work]), `${work.id}.${format.value}`));
  show();
}

// An address in letters rather than their codes.
function readable(address) {
  return address.replace(/(%[0-9A-F]{2})+/g, (codes) => {
    try {
      return decodeURIComponent(codes);
    } catch {
      return codes;
    }
  });
}

// Copies what an element shows. From a disk, and in old browsers, there is no clipboard to write to but by selecting.
async function copied(element) {
  try {
    await navigator.clipboard.writeText(`${element.textContent}\n`);
    return true;
  } catch {
    getSelection().selectAllChildren(element);
    return document.execCommand("copy");
  }
}

function save(text, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "text/plain;charset=utf-8" }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

const section = document.getElementById("cite");
if (section) begin(section);
