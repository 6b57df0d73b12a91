/* The first results in a better order, by their texts, which are loaded for the snippets anyway: how close the words stand in them, how early,
   and whether as typed; or, where a phrase alone is asked for, how short they are and whether it stands there as one. */
"use strict";

archive.closer = (() => {
  const FIRST = 4; // results, about as many as a screen shows
  const PATIENCE = 500; // milliseconds to wait for the texts; after that the order stays
  const NEAR = 10; // words from one to the next at which half of what nearness gains is lost
  const LEAD = 60; // words into the text until which all have occurred, likewise
  const USUAL = 4000; // characters of a text that halve what a phrase in it weighs
  const BROKEN = 0.6; // what a phrase weighs whose words stand in different sentences or clauses only

  /* What a score is multiplied by where words stand so. */
  const fit = (spans, items) => {
    const last = new Map();
    const typed = new Set();
    const beside = new Set();
    let [apart, until] = [Infinity, Infinity];
    for (const { item, here, exact } of spans) {
      last.set(item, here);
      if (exact) typed.add(item);
      if (last.get(item - 1) === here - 1) beside.add(item);
      if (last.size < items) continue;
      apart = Math.min(apart, here - Math.min(...last.values()));
      until = Math.min(until, here);
    }
    const near = NEAR / (NEAR + apart / (items - 1));
    const early = LEAD / (LEAD + until);
    return (1 + 3 * near) * (1 + 0.5 * early) * (1 + (2.5 * typed.size) / items) * (1 + (0.5 * beside.size) / (items - 1));
  };

  /* And where a phrase does. */
  const fitOne = (spans, text) =>
    (USUAL / (USUAL + text.length)) * (spans.every(({ start, end }) => /\p{Po}\s/u.test(text.slice(start, end))) ? BROKEN : 1);

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
    const gain = (text) => (need.length > 1 ? fit(match(text), need.length) : fitOne(match(text), text));
    const scores = texts.map((text, at) => some[at].score * gain([heads[at].title, ...text, ...heads[at].authors].join("\n")));
    return [...scores.keys()].sort((a, b) => scores[b] - scores[a] || a - b);
  };
})();
