/* A list of articles as a file: CSV, JSON, or citations in BibTeX, RIS and CSL-JSON. */
"use strict";

archive.save = (() => {
  const CITE = new URL("../static/cite.js", document.currentScript.src).href;

  const csvCell = (value) => {
    const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value; // no spreadsheet may take it for a formula
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };

  const COLUMNS = ["title", "date", "time", "source", "language", "tags", "address"];

  const row = (head) => [head.title || head.opening, head.day, head.time, head.source, head.lang, head.tags.join("; "), head.url];

  const csv = (heads) => `\ufeff${[COLUMNS, ...heads.map(row)].map((cells) => cells.map(csvCell).join(",")).join("\r\n")}\r\n`;

  const json = (heads) => JSON.stringify(heads.map((head) => Object.fromEntries(COLUMNS.map((name, at) => [name, name === "tags" ? head.tags : row(head)[at]]))), null, 2);

  const workOf = (head) => ({ ...head, title: head.title || head.opening, date: head.day, id: idOf(head.day, head.url) });

  /* Citations come from the script of an article's page, so that one article has one name, from whichever page it is saved. */
  const cited = (format) => async (heads) => {
    if (typeof citations === "undefined") await new Promise((onload, onerror) => document.head.append(Object.assign(document.createElement("script"), { src: CITE, onload, onerror })));
    return citations[format](heads.map(workOf));
  };

  /* Ending, type and maker of each format; the maker may give its text later. */
  return {
    csv: ["csv", "text/csv", csv],
    json: ["json", "application/json", json],
    bibtex: ["bib", "application/x-bibtex", cited("bib")],
    ris: ["ris", "application/x-research-info-systems", cited("ris")],
    csl: ["csl.json", "application/vnd.citationstyles.csl+json", cited("json")],
  };
})();
