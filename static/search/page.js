/* The search page: reads the address, asks the engine, shows what it says. Everything that is shown comes from here or from `#search-words`. */
"use strict";

(() => {
  const { Index, PartError, query } = archive;
  const PAGE = 10;
  const WINDOW = 240; // characters of a snippet
  const script = document.currentScript;
  const root = script.dataset.root ?? "";
  const find = (id) => document.getElementById(`search-${id}`);
  const say = JSON.parse(find("words").textContent);
  const locale = document.documentElement.lang || "en";
  const plural = new Intl.PluralRules(locale);
  const numbers = new Intl.NumberFormat(locale);
  const form = find("form");
  let opening = null;
  let round = 0;

  /* ---- Small tools. ---- */

  const fill = (text, values = {}) => text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
  const counted = (forms, n) => fill(forms[plural.select(n)] ?? forms.other, { n: numbers.format(n) });

  const element = (name, attributes = {}, ...children) => {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) {
      if (value === undefined || value === "" || value === false) continue;
      if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
      else made.setAttribute(key, value === true ? "" : value);
    }
    made.append(...children);
    return made;
  };

  const dateText = (day, time) => {
    if (!day) return say.undated;
    const date = new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: "UTC" }).format(new Date(`${day}T00:00Z`));
    return time ? `${date}, ${time}` : date;
  };

  const hrefOf = (address) => root + address.split("/").map(encodeURIComponent).join("/");

  /* ---- The state, all of it in the address. ---- */

  const NAMES = ["q", "from", "to", "sort", "exact", "page"];
  const DEFAULTS = { q: "", from: "", to: "", sort: "relevance", exact: "", page: "1" };

  const readState = () => {
    const given = new URLSearchParams(location.search);
    const state = Object.fromEntries(NAMES.map((name) => [name, given.get(name) ?? DEFAULTS[name]]));
    for (const name of ["from", "to"]) if (!/^\d{4}(-\d\d){0,2}$/.test(state[name])) state[name] = "";
    if (!["relevance", "newest", "oldest"].includes(state.sort)) state.sort = "relevance";
    return { ...state, page: Math.max(1, Number.parseInt(state.page, 10) || 1) };
  };

  const address = (state) => {
    const search = new URLSearchParams();
    for (const name of NAMES) if (String(state[name]) !== DEFAULTS[name]) search.set(name, state[name]);
    return `${location.pathname}${String(search) ? `?${search}` : ""}`;
  };

  const go = (changes) => {
    const state = { ...readState(), page: 1, exact: "", ...changes };
    history.pushState(null, "", address(state));
    show();
  };

  const goLink = (text, changes, attributes = {}) =>
    element("a", {
      href: address({ ...readState(), page: 1, exact: "", ...changes }),
      ...attributes,
      onclick: (event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        go(changes);
      },
    }, text);

  const fullDay = (date, last) => {
    if (!date) return "";
    const [year, month = last ? "12" : "01", day] = date.split("-");
    return `${year}-${month}-${day ?? (last ? new Date(Date.UTC(year, month, 0)).getUTCDate() : "01")}`;
  };

  const fillForm = ({ q, from, to, sort }) => {
    Object.assign(form.elements.q, { value: q });
    form.elements.from.value = fullDay(from, false);
    form.elements.to.value = fullDay(to, true);
    form.elements.sort.value = sort;
  };

  /* ---- Texts of articles, for snippets: fetched from a server; from a disk, where that is not allowed, asked of the page in a frame. ---- */

  const paragraphsIn = (page) => [...page.querySelectorAll("article .text p, article .text li, article .text h2, article figcaption")].map((p) => p.textContent.trim());

  const framed = (href) =>
    new Promise((resolve, reject) => {
      const frame = element("iframe", { src: href, hidden: true, tabindex: "-1", "aria-hidden": "true" });
      const done = (settle, value) => {
        clearTimeout(timer);
        removeEventListener("message", hear);
        frame.remove();
        settle(value);
      };
      const hear = ({ source, data }) => {
        if (source === frame.contentWindow && Array.isArray(data?.paragraphs)) done(resolve, data.paragraphs.map(String));
      };
      const timer = setTimeout(() => done(reject, new Error("no answer")), 5000);
      addEventListener("message", hear);
      document.body.append(frame);
    });

  const texts = new Map();
  const paragraphs = (href) => {
    if (!texts.has(href)) {
      const text = location.protocol === "file:" ? framed(href) : fetch(href).then(async (answer) => {
        if (!answer.ok) throw new Error(String(answer.status));
        return paragraphsIn(new DOMParser().parseFromString(await answer.text(), "text/html"));
      });
      texts.set(href, text);
      text.catch(() => texts.delete(href));
    }
    return texts.get(href);
  };

  /* ---- What matched: the spans of a text to mark. ---- */

  const WORD = /[\p{L}\p{M}\p{N}\u00ad\u200c\u200d]+/gu;

  /* The words of a text as the index has them, each with its place in the text. */
  const tokens = (text) => [...text.matchAll(WORD)].flatMap((found) => {
    const [piece, ...more] = archive.pieces(found[0]);
    const start = found.index;
    if (!piece) return [];
    if (piece.word || more.length) return [{ start, end: start + found[0].length, word: piece.word ?? archive.words(found[0])[0] }];
    const { letters } = piece;
    const step = found[0].length / letters.length;
    return letters.map((letter, at) => ({ start: start + Math.round(at * step), end: start + Math.round((at + 1) * step), word: letter + (letters[at + 1] ?? "") }));
  });

  const matcher = (index, items) => {
    const stems = items.map(({ word }) => new Set(word ? index.stems(word) : []));
    const hit = (item, at, all, here) => {
      const { word } = all[here];
      if (item.word) return word === item.word || index.stems(word).some((stem) => stems[at].has(stem)) ? 1 : 0;
      if (item.prefix) return word.startsWith(item.prefix) ? 1 : 0;
      const fits = item.elements.every(({ word: wanted, prefix, offset }) => {
        const there = all[here + offset]?.word;
        return wanted ? there === wanted : there?.startsWith(prefix);
      });
      return fits ? Math.max(...item.elements.map(({ offset, word: pair }) => offset + (pair && all[here + offset].end < all[here + offset].start + pair.length && all[here + offset + 1] ? 2 : 1))) : 0;
    };
    return (text) => {
      const all = tokens(text);
      return all.flatMap((token, here) => items.flatMap((item, at) => {
        const length = hit(item, at, all, here);
        return length ? [{ start: token.start, end: all[here + length - 1].end, item: at }] : [];
      }));
    };
  };

  const marked = (text, spans, from = 0, to = text.length) => {
    const parts = [];
    let at = from;
    for (const { start, end } of [...spans].sort((a, b) => a.start - b.start || b.end - a.end)) {
      if (start < at || end > to) continue;
      parts.push(text.slice(at, start), element("mark", {}, text.slice(start, end)));
      at = end;
    }
    return [...parts, text.slice(at, to)];
  };

  /* The stretch of an article that shows most of what was asked. */
  const best = (all, match) => {
    let found = { text: all[0] ?? "", spans: [], from: 0, worth: 0 };
    for (const text of all) {
      const spans = match(text);
      spans.forEach((first, at) => {
        const inside = spans.slice(at).filter(({ end }) => end <= first.start + WINDOW - 40);
        const worth = 100 * new Set(inside.map(({ item }) => item)).size + inside.length;
        if (worth > found.worth) found = { text, spans, from: first.start, worth };
      });
    }
    return found;
  };

  const snippet = (all, match) => {
    const { text, spans, from } = best(all, match);
    let start = Math.max(0, from - 60);
    if (start > 0) start = text.slice(start, from).search(/\s\S/) < 0 ? from : start + text.slice(start, from).search(/\s\S/) + 1;
    let end = Math.min(text.length, start + WINDOW);
    if (end < text.length) end = Math.max(text.lastIndexOf(" ", end), start + WINDOW / 2);
    return [start > 0 ? "… " : "", ...marked(text, spans, start, end), end < text.length ? " …" : ""];
  };

  /* ---- Results. ---- */

  const tagLink = (tag) => element("li", {}, goLink(tag, { q: `tag:"${tag}"` }, { dir: "auto" }));

  const result = (head, match) => {
    const title = head.title || head.opening;
    const quote = element("p", { class: "snippet", lang: head.lang, dir: "auto" });
    paragraphs(hrefOf(head.address)).then((all) => quote.replaceChildren(...snippet(all, match)), () => quote.remove());
    return element("li", { class: "result" },
      element("h2", { lang: head.lang, dir: "auto", class: head.title ? "" : "untitled" }, element("a", { href: hrefOf(head.address) }, ...marked(title, match(title)))),
      element("p", { class: "meta" }, element("time", { datetime: head.day && head.time ? `${head.day}T${head.time}` : head.day }, dateText(head.day, head.time)), head.source ? ` · ${head.source}` : ""),
      quote,
      head.tags.length ? element("ul", { class: "tags", "aria-label": say.tags }, ...head.tags.map(tagLink)) : "");
  };

  const pager = (page, pages) => {
    if (pages < 2) return "";
    const links = [];
    if (page > 1) links.push(goLink(say.earlier_page, { page: page - 1, exact: readState().exact }, { rel: "prev" }));
    links.push(element("span", { "aria-current": "page" }, fill(say.page, { n: numbers.format(page), pages: numbers.format(pages) })));
    if (page < pages) links.push(goLink(say.later_page, { page: page + 1, exact: readState().exact }, { rel: "next" }));
    return element("nav", { class: "pager", "aria-label": say.pages }, ...links);
  };

  const fail = (error) => {
    const reason = error instanceof PartError ? error.reason : "broken";
    find("status").replaceChildren(say.errors[reason] ?? say.errors.broken, " ", element("button", { type: "button", onclick: () => again(reason) }, say.retry));
    settle("failed");
  };

  /* What the page is doing, for style sheets, screen readers and tests: idle, loading, done, failed. */
  const settle = (state) => {
    find("results").dataset.state = state;
    find("results").setAttribute("aria-busy", String(state === "loading"));
  };

  const again = (reason) => {
    if (reason !== "missing") opening = null;
    show();
  };

  const open = () => {
    opening ??= new Index(root).open();
    opening.catch(() => (opening = null));
    return opening;
  };

  const clear = () => {
    for (const id of ["status", "notes", "results", "pages"]) find(id).replaceChildren();
  };

  const asked = ({ q, from, to }) => q.trim() || from || to;

  const show = async () => {
    const mine = ++round;
    const state = readState();
    fillForm(state);
    document.title = state.q ? fill(say.page_title, { query: state.q, title: say.title }) : say.title;
    if (!asked(state)) {
      clear();
      settle("idle");
      return;
    }
    settle("loading");
    find("status").textContent = say.loading;
    try {
      const index = await open();
      const answer = await query.run(index, state.q, state);
      if (mine !== round) return;
      await render(index, answer, state, mine);
    } catch (error) {
      if (mine === round) fail(error);
    }
  };

  const render = async (index, answer, state, mine) => {
    const { hits, full, wanted } = answer;
    const pages = Math.ceil(hits.length / PAGE);
    const page = Math.min(state.page, pages || 1);
    const rows = await Promise.all(hits.slice((page - 1) * PAGE, page * PAGE).map(({ doc }) => index.head(doc)));
    if (mine !== round) return;
    const match = matcher(index, wanted);
    clear();
    find("status").textContent = hits.length ? counted(say.found, hits.length) : say.none;
    if (full < hits.length) find("notes").append(element("p", {}, full ? counted(say.full, full) : say.no_full));
    find("results").replaceChildren(...rows.map((row) => result(row, match)));
    find("results").setAttribute("start", (page - 1) * PAGE + 1);
    find("pages").replaceChildren(pager(page, pages));
    settle("done");
  };

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const { q, from, to, sort } = form.elements;
    go({ q: q.value, from: from.value, to: to.value, sort: sort.value });
  });
  form.elements.sort.addEventListener("change", () => form.requestSubmit());
  addEventListener("popstate", show);
  form.hidden = false;
  show();
})();
