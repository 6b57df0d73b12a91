/* A list of articles as a file: CSV, JSON, or citations in BibTeX, RIS and CSL-JSON. */
"use strict";

archive.save = (() => {
  const AT_ONCE = 20; // files loaded side by side for a whole list
  const CITE = new URL("../static/cite.js", document.currentScript.src).href;

  const csvCell = (value) => {
    const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value; // no spreadsheet may take it for a formula
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };

  const table = (heads, list) => heads.map((head) => ({
    title: head.title || head.opening,
    date: head.day,
    time: head.time,
    authors: list(head.authors),
    source: head.paper,
    language: head.lang,
    tags: list(head.tags),
    address: head.url,
  }));

  const csv = (heads) => {
    const rows = table(heads, (values) => values.join("; "));
    return `\ufeff${[Object.keys(rows[0]), ...rows.map(Object.values)].map((cells) => cells.map(csvCell).join(",")).join("\r\n")}\r\n`;
  };

  const json = (heads) => JSON.stringify(table(heads, (values) => values), null, 2);

  const workOf = (head) => ({ ...head, title: head.title || head.opening, date: head.day, id: idOf(head.day, head.url) });

  /* Citations come from the script of an article's page, so that one article has one name, from whichever page it is saved. */
  const cited = (format) => async (heads) => {
    if (typeof citations === "undefined") await new Promise((onload, onerror) => document.head.append(Object.assign(document.createElement("script"), { src: CITE, onload, onerror })));
    return citations[format](heads.map(workOf));
  };

  /* Ending, type and maker of each format; the maker may give its text later. */
  const FORMATS = {
    csv: ["csv", "text/csv", csv],
    json: ["json", "application/json", json],
    bibtex: ["bib", "application/x-bibtex", cited("bib")],
    ris: ["ris", "application/x-research-info-systems", cited("ris")],
    csl: ["csl.json", "application/vnd.citationstyles.csl+json", cited("json")],
  };

  const allHeads = async (index, hits, report) => {
    const heads = [];
    for (let at = 0; at < hits.length; at += AT_ONCE) {
      heads.push(...(await Promise.all(hits.slice(at, at + AT_ONCE).map(({ doc }) => index.head(doc)))));
      report(heads.length);
    }
    const base = index.manifest.base || new URL(index.root || ".", location.href).href;
    const urlOf = (address) => base.replace(/\/?$/, "/") + address.split("/").map(encodeURIComponent).join("/");
    return heads.map((head) => ({ ...head, url: urlOf(head.address), paper: head.source || index.manifest.publisher }));
  };

  /* Give the reader a file of all hits; `report` is told how many are done. */
  return async (index, hits, format, report) => {
    const [ending, type, make] = FORMATS[format];
    const href = URL.createObjectURL(new Blob([await make(await allHeads(index, hits, report))], { type }));
    Object.assign(document.createElement("a"), { href, download: `articles.${ending}` }).click();
    setTimeout(() => URL.revokeObjectURL(href), 10_000);
  };
})();
