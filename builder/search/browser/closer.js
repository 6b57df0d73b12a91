/* The first results in a better order, by their texts, which are loaded for the snippets anyway: by how close the words stand in them, or,
   where a phrase alone is asked for, by how short they are. */
"use strict";

archive.closer = (() => {
  const FIRST = 4; // results, about as many as a screen shows
  const PATIENCE = 500; // milliseconds to wait for the texts; after that the order stays
  const NEAR = 10; // words from one to the next where a score gains half, and side by side nearly all, of what it has
  const USUAL = 1800; // characters of a text that halve what a phrase in it weighs

  /* How many words it is from one item to the next, where all stand nearest to each other. */
  const apart = (spans, items) => {
    const last = new Map();
    let least = Infinity;
    for (const { item, here } of spans) {
      last.set(item, here);
      if (last.size === items) least = Math.min(least, here - Math.min(...last.values()));
    }
    return least / (items - 1);
  };

  /* The places of the first hits that have all the words, in their new order; none where nothing changes. */
  return async (index, { need, hits }, heads, hrefs) => {
    const { matcher, paragraphs } = archive.snippets;
    const some = hits.slice(0, FIRST).filter(({ matched }) => matched === need.length);
    if ((need.length === 1 && need[0].kind !== "phrase") || some.length < 2) return [];
    const match = matcher(index, need);
    const texts = await Promise.race([
      Promise.all(some.map((_, at) => paragraphs(hrefs[at]))).catch(() => []),
      new Promise((done) => setTimeout(done, PATIENCE, [])),
    ]);
    const gain = (text) => (need.length > 1 ? 1 + NEAR / (NEAR + apart(match(text), need.length)) : USUAL / (USUAL + text.length));
    const scores = texts.map((text, at) => some[at].score * gain([heads[at].title, ...text].join("\n")));
    return [...scores.keys()].sort((a, b) => scores[b] - scores[a] || a - b);
  };
})();
