/* What a list of results is made of: when its articles are from, and which tags, sources and languages they have. */
"use strict";

archive.views = (() => {
  const MOST = 30; // values shown of a facet

  /* How many of the counted articles fall into each period: years, or where all are of one year its months. [[period, articles], …] in order. */
  const periods = ({ open, hits, counted }) => {
    const docs = hits.slice(0, counted).map(({ doc }) => doc).sort((a, b) => a - b);
    const days = new Map();
    let at = 0;
    for (const { segment } of open) {
      let end = segment.base;
      for (const [day, articles] of segment.days) {
        end += articles;
        const from = at;
        while (at < docs.length && docs[at] < end) at++;
        if (at > from) days.set(day, (days.get(day) ?? 0) + at - from);
      }
    }
    const years = grouped(days, 4);
    return years.length === 1 && years[0][0] ? grouped(days, 7) : years;
  };

  const grouped = (days, length) => {
    const sums = new Map();
    for (const [day, articles] of days) sums.set(day.slice(0, length), (sums.get(day.slice(0, length)) ?? 0) + articles);
    return [...sums].sort(([a], [b]) => (a < b ? -1 : 1));
  };

  /* The most frequent values of a facet (`tag`, `source`, `lang`) among the counted articles: [[label, articles], …]. */
  const facet = async ({ open, hits, counted }, kind) => {
    const sums = new Map();
    const labels = new Map();
    const chosen = new Set(hits.slice(0, counted).map(({ doc }) => doc));
    for (const { segment } of open) {
      for (const { form, shard, from, to } of await segment.familiesFrom(`${kind}:`)) {
        let articles = 0;
        for (let at = from; at < to; at++) if (chosen.has(segment.base + shard.docs[at])) articles++;
        if (!articles) continue;
        const label = archive.identity(form);
        sums.set(label, (sums.get(label) ?? 0) + articles);
        if (to - from > (labels.get(label)?.size ?? 0)) labels.set(label, { text: form.slice(kind.length + 1), size: to - from });
      }
    }
    const found = [...sums].map(([label, articles]) => [labels.get(label).text, articles]);
    return found.sort((a, b) => b[1] - a[1] || (archive.before(a[0], b[0]) ? -1 : 1)).slice(0, MOST);
  };

  return { periods, facet };
})();
