/* Which words of the archive a misspelt one may have meant. */
"use strict";

archive.near = (() => {
  const SHORTEST = 4; // shorter words have too many neighbours
  const LONG = 8; // words from here on may have two letters wrong
  const MOST = 5;

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
  return async (index, word) => {
    const letters = Array.from(word);
    if (letters.length < SHORTEST || /[0-9]/.test(word)) return [];
    for (const edits of letters.length < LONG ? [1] : [1, 2]) {
      const share = Math.floor(letters.length / (edits + 1));
      const all = (await Promise.all(index.segments.map((segment) => neighbours(segment, letters, share)))).flat();
      const levels = new Map();
      for (const [form, level] of all) if (form !== word) levels.set(form, Math.max(level, levels.get(form) ?? 0));
      const close = [...levels.keys()].filter((form) => distance(letters, Array.from(form), edits) <= edits);
      if (close.length) return close.sort((a, b) => levels.get(b) - levels.get(a) || (archive.before(a, b) ? -1 : 1)).slice(0, MOST);
    }
    return [];
  };
})();
