/* A list of articles as a file: CSV, JSON, or citations in BibTeX, RIS and CSL-JSON. */
"use strict";

archive.save = (() => {
  const csvCell = (value) => {
    const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value; // no spreadsheet may take it for a formula
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };

  const COLUMNS = ["title", "date", "time", "source", "language", "tags", "address"];

  const row = (head) => [head.title || head.opening, head.day, head.time, head.source, head.lang, head.tags.join("; "), head.url];

  const csv = (heads) => `\ufeff${[COLUMNS, ...heads.map(row)].map((cells) => cells.map(csvCell).join(",")).join("\r\n")}\r\n`;

  const json = (heads) => JSON.stringify(heads.map((head) => Object.fromEntries(COLUMNS.map((name, at) => [name, name === "tags" ? head.tags : row(head)[at]]))), null, 2);

  const TEX = { "\\": "\\textbackslash{}", "{": "\\{", "}": "\\}", "~": "\\textasciitilde{}", "^": "\\textasciicircum{}" };
  const tex = (text) => text.replace(/[\\{}~^#$%&_]/g, (char) => TEX[char] ?? `\\${char}`);

  const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

  /* A key that no other article of the archive has: its date and the last part of its address. */
  const keyOf = (head) => `${head.day || "undated"}-${head.address.split("/").pop().replace(/\.html$/, "")}`.replace(/[^\p{L}\p{N}-]+/gu, "-");

  const bibtex = (heads) => heads.map((head) => {
    const [year, month, day] = head.day.split("-");
    const fields = [
      ["title", `{${tex(head.title || head.opening)}}`],
      ["journal", `{${tex(head.paper)}}`],
      ["year", year && `{${year}}`],
      ["month", month && MONTHS[month - 1]],
      ["day", day && `{${Number(day)}}`],
      ["url", `{${head.url}}`],
      ["langid", head.lang && `{${head.lang}}`],
    ].filter(([, value]) => value && value !== "{}");
    return `@article{${keyOf(head)},\n${fields.map(([name, value]) => `  ${name} = ${name === "title" ? `{${value}}` : value}`).join(",\n")}\n}\n`;
  }).join("\n");

  const ris = (heads) => heads.map((head) => [
    ["TY", "NEWS"], ["TI", head.title || head.opening], ["T2", head.paper], ["DA", head.day.replaceAll("-", "/")], ["PY", head.day.slice(0, 4)],
    ["LA", head.lang], ["UR", head.url], ...head.tags.map((tag) => ["KW", tag]), ["ER", ""],
  ].filter(([name, value]) => value || name === "ER").map(([name, value]) => `${name}  - ${value}\r\n`).join("")).join("\r\n");

  const csl = (heads) => JSON.stringify(heads.map((head) => ({
    id: keyOf(head),
    type: "article-newspaper",
    title: head.title || head.opening,
    ...(head.paper && { "container-title": head.paper }),
    ...(head.day && { issued: { "date-parts": [head.day.split("-").map(Number)] } }),
    ...(head.lang && { language: head.lang }),
    ...(/^https?:/.test(head.url) && { URL: head.url }),
  })), null, 2);

  /* Ending, type and maker of each format. */
  return {
    csv: ["csv", "text/csv", csv],
    json: ["json", "application/json", json],
    bibtex: ["bib", "application/x-bibtex", bibtex],
    ris: ["ris", "application/x-research-info-systems", ris],
    csl: ["csl.json", "application/vnd.citationstyles.csl+json", csl],
  };
})();
