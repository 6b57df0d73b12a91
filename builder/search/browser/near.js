/* What a query that no article answers in full may have meant: words that are spelt nearly so, other dates, a tag. */
"use strict";

archive.near = (() => {
  const { key, query } = archive;
  const SHORTEST = 4; // shorter words have too many neighbours
  const LONG = 8; // words from here on may have two letters wrong
  const MOST = 5; // words that stand in for one
  const MOST_CLOSE = 10; // of so many are those taken that occur with the other words
  const MOST_SWAPS = 4; // so many words are tried as misspelt where no article has all of them

  /* ---- The nearest words. ---- */

  /* Edits from one word to another (a letter added, dropped, changed, or two swapped); `limit` + 1 where there are more. */
  const distance = (a, b, limit) => {
    if (Math.abs(a.length - b.length) > limit) return limit + 1;
    let [before, last] = [[], Array.from({ length: b.length + 1 }, (_, at) => at)];
    for (let row = 1; row <= a.length; row++) {
      const here = [row];
      for (let at = 1; at <= b.length; at++) {
        const same = a[row - 1] === b[at - 1] ? 0 : 1;
        here[at] = Math.min(last[at] + 1, here[at - 1] + 1, last[at - 1] + same);
        if (row > 1 && at > 1 && a[row - 1] === b[at - 2] && a[row - 2] === b[at - 1]) here[at] = Math.min(here[at], before[at - 2] + 1);
      }
      if (Math.min(...here) > limit) return limit + 1;
      [before, last] = [last, here];
    }
    return last[b.length];
  };

  const turned = (letters) => [...letters].reverse().join("");

  /* The forms of a segment that share the word's first or last letters: one of the two is whole where few letters are wrong. */
  const neighbours = async (segment, letters, share) => {
    const [starts, ends] = await Promise.all([
      segment.forms("w", letters.slice(0, share).join("")),
      segment.forms("r", turned(letters.slice(-share))),
    ]);
    return [...starts, ...ends.map(([form, level]) => [turned(Array.from(form)), level])];
  };

  /* The nearest words that occur, the most frequent first among equals. Looks in the whole archive, whatever dates are asked for. */
  const nearest = async (index, one, need) => {
    const { word } = one;
    const letters = Array.from(word);
    if (letters.length < SHORTEST || /[0-9]/.test(word)) return [];
    for (const edits of letters.length < LONG ? [1] : [1, 2]) {
      const share = Math.floor(letters.length / (edits + 1));
      const all = (await Promise.all(index.segments.map((segment) => neighbours(segment, letters, share)))).flat();
      const levels = new Map();
      for (const [form, level] of all) if (form !== word) levels.set(form, Math.max(level, levels.get(form) ?? 0));
      const close = [...levels.keys()].filter((form) => distance(letters, Array.from(form), edits) <= edits);
      if (close.length) return fitting(index, close.sort((a, b) => levels.get(b) - levels.get(a) || (archive.before(a, b) ? -1 : 1)), one, need);
    }
    return [];
  };

  /* ---- The query with other words. Whether one is replaced does not depend on dates and filters, so a narrower query asks for the same words. ---- */

  const replaced = (items, one, near) => items.map((each) => (each === one ? { ...one, kind: "near", near } : each));

  const hasAll = ({ best, need }) => best === need.length;

  /* Where too many words are close, those that most articles have together with the other words of the query. */
  const fitting = async (index, close, one, need) => {
    if (close.length <= MOST || need.length === 1) return close.slice(0, MOST);
    const together = async (form) => {
      const answer = await query.run(index, replaced(need, one, [form]));
      return [form, hasAll(answer) ? answer.counted : 0];
    };
    const found = await Promise.all(close.slice(0, MOST_CLOSE).map(together));
    return found.sort((a, b) => b[1] - a[1]).slice(0, MOST).map(([form]) => form);
  };

  const inAll = async (index, terms) => (await Promise.all(index.segments.map(terms))).flat();

  const occurs = async (index, word) => (await inAll(index, (segment) => query.families(index, segment, word))).length > 0;

  /* The items, each word that no article has replaced. */
  const mend = async (index, { need, items, frequency }) => {
    let mended = items;
    for (const [at, one] of need.entries()) {
      if (one.kind !== "word" || frequency[at] || (await occurs(index, one.word))) continue;
      const near = await nearest(index, one, need);
      if (near.length) mended = replaced(mended, one, near);
    }
    return mended;
  };

  /* Try the words one by one, the longest first, an order that no narrowing of the query changes; not if any article has them all as they are. */
  const swap = async (index, answer, options) => {
    if (hasAll(answer) || hasAll(await query.run(index, answer.need))) return answer;
    const words = answer.need.filter(({ kind }) => kind === "word").sort((a, b) => b.word.length - a.word.length);
    for (const one of words.slice(0, MOST_SWAPS)) {
      const near = await nearest(index, one, answer.need);
      if (!near.length) continue;
      const other = await query.run(index, replaced(answer.items, one, near), options);
      if (hasAll(other)) return other;
    }
    return answer;
  };

  /* The tag that is called as what was typed; empty where there is none. */
  const tagOf = async (index, items) => {
    const typed = items.filter(({ kind, without }) => !without && kind !== "filter").map(({ text }) => text);
    const found = typed.length ? await inAll(index, (segment) => segment.family(`tag:${key(typed.join(" "))}`)) : [];
    return found[0]?.form.replace("tag:", "") ?? "";
  };

  /* A better answer, if there is one. `instead` says for which words which others stood in; `elsewhere`, where nothing was found, whether there is
     something in other dates; `tag` is one that is called so. */
  return async (index, first, exact, options) => {
    const items = exact ? first.items : await mend(index, first);
    const second = items === first.items ? first : await query.run(index, items, options);
    const answer = exact ? second : await swap(index, second, options);
    const instead = answer.hits.length ? answer.items.filter(({ kind }) => kind === "near").map(({ word, near }) => ({ typed: word, used: near })) : [];
    const elsewhere = answer.items.length > 0 && !answer.hits.length && Boolean(options.from || options.to) && (await query.run(index, answer.items)).hits.length > 0;
    const tag = instead.length || !(answer.hits.length || elsewhere) ? await tagOf(index, answer.items) : "";
    return { ...answer, instead, elsewhere, tag };
  };
})();
