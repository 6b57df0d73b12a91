/* The part of an article that shows what was asked, cut from the article's own page, with the matches marked. */
"use strict";

archive.snippets = (() => {
  const LENGTH = 240; // characters
  const PATIENCE = 5000; // milliseconds to wait for a page in a frame
  const TEXT = "article :is(.kicker, .lede, figcaption), article .text :is(p:not(.missing .note), li, h2, h3, h4, h5, h6, dt, dd, th, td, pre)"; // static/site.js has the same
  const UNIT = /.[\p{M}\p{Cf}\u1160-\u11ff\uff9e\uff9f]*/gsu; // a letter with all that folding may join to it

  /* ---- Texts: fetched from a server; from a disk, where that is forbidden, asked of the page in a frame (static/site.js answers). ---- */

  const paragraphsIn = (page) => [...page.querySelectorAll(TEXT)].map((part) => part.textContent.trim());

  const fetched = async (href) => {
    const answer = await fetch(href);
    if (!answer.ok) throw new Error(String(answer.status));
    return paragraphsIn(new DOMParser().parseFromString(await answer.text(), "text/html"));
  };

  const framed = (href) =>
    new Promise((resolve, reject) => {
      const frame = document.createElement("iframe");
      Object.assign(frame, { src: href, hidden: true, tabIndex: -1 });
      const done = (settle, value) => {
        clearTimeout(timer);
        removeEventListener("message", hear);
        frame.remove();
        settle(value);
      };
      const hear = ({ source, data }) => {
        if (source === frame.contentWindow && Array.isArray(data?.paragraphs)) done(resolve, data.paragraphs.map(String));
      };
      const timer = setTimeout(() => done(reject, new Error("no answer")), PATIENCE);
      addEventListener("message", hear);
      document.body.append(frame);
    });

  const texts = new Map();
  const paragraphs = (href) => {
    if (!texts.has(href)) {
      const text = location.protocol === "file:" ? framed(href) : fetched(href);
      texts.set(href, text);
      text.catch(() => texts.delete(href));
    }
    return texts.get(href);
  };

  /* ---- Matches. ---- */

  /* The words of a text as the index has them, each with its stretch of the text. */
  const tokens = (text) => {
    const units = [...text.matchAll(UNIT)].flatMap(({ 0: unit, index: start }) => archive.fold(unit).split("").map((folded) => ({ folded, start, end: start + unit.length })));
    const token = (from, to, rest) => ({ start: units[from].start, end: units[to - 1].end, ...rest });
    return archive.cutUp(units.map(({ folded }) => folded).join("")).flatMap(({ start, end, word, letters }) =>
      word ? token(start, end, { word }) : letters.map((letter, at) => token(start, (start += letter.length), { word: letter + (letters[at + 1] ?? ""), letter })));
  };

  /* For each kind of item, how many tokens from `here` on it covers; 0 for none. */
  const covers = {
    word: ({ word, stems }, index, all, here) => Number(all[here].word === word || index.stems(all[here].word).some((stem) => stems.has(stem))),
    near: ({ stems }, index, all, here) => Number(index.stems(all[here].word).some((stem) => stems.has(stem))),
    prefix: ({ prefix }, index, all, here) => Number(all[here].word.startsWith(prefix)),
    phrase: ({ elements }, index, all, here) => {
      const fits = elements.every(({ word, prefix, offset }) => (word ? all[here + offset]?.word === word : all[here + offset]?.word.startsWith(prefix)));
      const { word, offset } = elements.at(-1);
      const pair = word && all[here + offset]?.letter && word !== all[here + offset].letter;
      return fits ? offset + (pair ? 2 : 1) : 0;
    },
  };

  /* From a text to the stretches that match some of the items, `here` being the number of their first word, `exact` whether it stands as typed:
     [{start, end, item, here, exact}]. */
  const matcher = (index, items) => {
    const known = items.map((item) => {
      const typed = item.near ?? (item.word ? [item.word] : []);
      return { ...item, typed, stems: new Set(typed.flatMap((word) => index.stems(word))) };
    });
    return (text) => {
      const all = tokens(text);
      return all.flatMap((token, here) => known.flatMap((item, at) => {
        const length = covers[item.kind](item, index, all, here);
        return length ? [{ start: token.start, end: all[Math.min(here + length, all.length) - 1].end, item: at, here, exact: !item.typed.length || item.typed.includes(token.word) }] : [];
      }));
    };
  };

  /* A stretch of a text as nodes, the matches in `mark`. */
  const marked = (text, spans, from = 0, to = text.length) => {
    const parts = [];
    let at = from;
    for (const { start, end } of [...spans].sort((a, b) => a.start - b.start || b.end - a.end)) {
      if (start < at || end > to) continue;
      const mark = document.createElement("mark");
      mark.textContent = text.slice(start, end);
      parts.push(text.slice(at, start), mark);
      at = end;
    }
    return [...parts, text.slice(at, to)];
  };

  /* The stretch that shows the most of what was asked: the paragraph and where to begin. Where nothing matches, the first that is no mere label. */
  const best = (all, match) => {
    let found = { text: all.find((text) => text.length > LENGTH / 8) ?? all[0] ?? "", spans: [], from: 0, worth: 0 };
    for (const text of all) {
      const spans = match(text);
      spans.forEach((first, at) => {
        const reach = first.start + LENGTH * 0.8;
        const inside = [];
        for (let next = at; spans[next]?.start < reach; next++) if (spans[next].end <= reach) inside.push(spans[next]);
        const worth = 100 * new Set(inside.map(({ item }) => item)).size + inside.length;
        if (worth > found.worth) found = { text, spans, from: first.start, worth };
      });
    }
    return found;
  };

  const cut = (all, match) => {
    const { text, spans, from } = best(all, match);
    let start = Math.max(0, from - LENGTH / 4);
    if (start > 0) {
      const space = text.slice(start, from).search(/\s\S/);
      start = space < 0 ? from : start + space + 1;
    }
    let end = Math.min(text.length, start + LENGTH);
    if (end < text.length) end = Math.max(text.lastIndexOf(" ", end), start + LENGTH / 2);
    return [start > 0 ? "… " : "", ...marked(text, spans, start, end), end < text.length ? " …" : ""];
  };

  /* Call `show` once an element comes near the screen: what nobody scrolls to is not fetched. */
  const watched = new WeakMap();
  const watcher = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      if (!isIntersecting) continue;
      watcher.unobserve(target);
      watched.get(target)();
    }
  }, { rootMargin: "100px" });
  const whenSeen = (element, show) => {
    watched.set(element, show);
    watcher.observe(element);
  };

  return { tokens, paragraphs, matcher, marked, cut, whenSeen };
})();
