/* The search page: reads the address, asks the engine, shows what it says. All words that it shows come from `#search-words`. */
"use strict";

(() => {
  const { Index, PartError, query, snippets, closer, views, identity } = archive;
  const PAGE = 10;
  const root = document.currentScript.dataset.root ?? "";
  const find = (id) => document.getElementById(`search-${id}`);
  const say = JSON.parse(find("words").textContent);
  const locale = new Intl.Locale(document.documentElement.lang || "en", { calendar: "gregory", numberingSystem: "latn" }); // as on all other pages
  const plural = new Intl.PluralRules(locale);
  const numbers = new Intl.NumberFormat(locale);
  const form = find("form");
  let opening = null;
  let round = 0;
  let shown = "";

  /* ---- Small tools. ---- */

  const number = (n) => numbers.format(n);
  const fill = (text, values = {}) => text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
  const counted = (forms, n, values = {}) => fill(forms[plural.select(n)] ?? forms.other, { n: number(n), ...values });

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

  const named = (kind, options) => {
    const names = new Intl.DateTimeFormat(locale, { ...options, timeZone: "UTC" });
    return (day) => names.format(new Date(`${day}T00:00Z`));
  };
  const dayName = named("day", { dateStyle: "long" });
  const monthName = named("month", { year: "numeric", month: "long" });
  const periodName = (period) => (!period ? say.undated : period.length > 7 ? dayName(period) : period.length > 4 ? monthName(`${period}-01`) : period);

  const languageName = (code) => {
    try {
      return new Intl.DisplayNames(locale, { type: "language" }).of(code);
    } catch {
      return code;
    }
  };

  const hrefOf = (address) => root + address.split("/").map(encodeURIComponent).join("/");

  /* ---- The state, all of it in the address. ---- */

  const DEFAULTS = { q: "", from: "", to: "", sort: "relevance", exact: "", page: "1" };

  const wholeDay = (date, last) => {
    if (!date) return "";
    const [year, month = last ? "12" : "01", day] = date.split("-");
    return `${year}-${month}-${day ?? (last ? new Date(Date.UTC(year, month, 0)).getUTCDate() : "01")}`;
  };

  /* Whether a text is a year, a month or a day that there is. */
  const isDate = (text) => {
    const day = wholeDay(text, false);
    const at = new Date(`${day}T00:00Z`);
    return /^\d{4}(-\d\d){0,2}$/.test(text) && !Number.isNaN(at.getTime()) && at.toISOString().startsWith(day);
  };

  const readState = () => {
    const given = new URLSearchParams(location.search);
    const state = Object.fromEntries(Object.entries(DEFAULTS).map(([name, value]) => [name, given.get(name) ?? value]));
    for (const name of ["from", "to"]) if (!isDate(state[name])) state[name] = "";
    if (state.to && wholeDay(state.from, false) > wholeDay(state.to, true)) [state.from, state.to] = [state.to, state.from];
    if (!["relevance", "newest", "oldest"].includes(state.sort)) state.sort = "relevance";
    return { ...state, page: Math.max(1, Number.parseInt(state.page, 10) || 1) };
  };

  const wordsOf = (q) => JSON.stringify(query.parse(q).filter(({ kind }) => kind !== "filter"));

  /* The state with something changed; words that were to be taken exactly stay so until others are asked for. */
  const changed = (changes) => {
    const state = readState();
    return { ...state, page: 1, exact: wordsOf(changes.q ?? state.q) === wordsOf(state.q) ? state.exact : "", ...changes };
  };

  const address = (state) => {
    const search = new URLSearchParams();
    for (const [name, value] of Object.entries(DEFAULTS)) if (String(state[name]) !== value) search.set(name, state[name]);
    return `${location.pathname}${String(search) ? `?${search}` : ""}`;
  };

  const go = (changes) => {
    const [before, after] = [address(readState()), address(changed(changes))];
    history[before === after ? "replaceState" : "pushState"](null, "", after);
    return show();
  };

  /* A link to a changed query, which opens without leaving the page. */
  const goLink = (text, changes, attributes = {}) =>
    element("a", {
      href: address(changed(changes)),
      ...attributes,
      onclick: async (event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
        event.preventDefault();
        await go(changes);
        find("status").focus();
      },
    }, text);

  /* The form, and for those who print the page what it held. */
  const fillForm = ({ q, from, to, sort }) => {
    const { elements } = form;
    elements.q.value = q;
    elements.from.value = wholeDay(from, false);
    elements.to.value = wholeDay(to, true);
    elements.sort.value = sort;
    const dates = from || to ? [from, to].map((date) => (date ? periodName(date) : "…")).join(" – ") : "";
    find("asked").textContent = [q, dates].filter(Boolean).join(" · ");
  };

  const filter = (kind, label) => `${kind}:"${label.replace(/["“”„«»]/g, " ")}"`;

  /* What is typed, with one more filter: in front, where no quotation mark is open. */
  const filtered = (kind, label) => `${filter(kind, label)} ${readState().q}`.trim();

  /* And without one; null where it has not got it. */
  const unfiltered = (kind, label) => {
    const mine = identity(`${kind}:${label}`);
    const all = query.parts(readState().q).map(([part]) => part);
    const rest = all.filter((part) => !query.parse(part).some((one) => one.label === mine && !one.without));
    return rest.length < all.length ? rest.join(" ") : null;
  };

  /* ---- One result. ---- */

  const result = (head, match) => {
    const title = head.title || head.opening;
    const href = hrefOf(head.address);
    const quote = element("p", { class: "snippet", lang: head.lang, dir: "auto" });
    const made = element("li", { class: "result" },
      element("h3", { lang: head.lang, dir: "auto", class: head.title ? "" : "untitled" }, element("a", { href }, ...snippets.marked(title, match(title)))),
      element("p", { class: "meta" },
        head.day ? element("time", { datetime: head.time ? `${head.day}T${head.time}` : head.day }, dayName(head.day) + (head.time ? `, ${head.time}` : "")) : say.undated,
        head.source ? ` · ${head.source}` : "", ...head.authors.flatMap((name) => [" · ", ...snippets.marked(name, match(name))])),
      quote,
      head.tags.length ? element("ul", { class: "tags", "aria-label": say.tags }, ...head.tags.map((tag) => element("li", { dir: "auto" }, goLink(tag, { q: filter("tag", tag) })))) : "");
    snippets.whenSeen(made, () => snippets.paragraphs(href).then((all) => quote.replaceChildren(...snippets.cut(all, match)), () => quote.remove()));
    return made;
  };

  const pageName = (page, pages) => fill(say.page, { n: number(page), pages: number(pages) });

  const pager = (page, pages) => {
    if (pages < 2) return "";
    const to = (number_, text, rel) => goLink(text, { page: number_ }, { rel });
    return element("nav", { class: "pager", "aria-label": say.pages },
      page > 1 ? to(page - 1, say.earlier_page, "prev") : "", " ",
      element("span", { "aria-current": "page" }, pageName(page, pages)), " ",
      page < pages ? to(page + 1, say.later_page, "next") : "");
  };

  /* ---- What is said about the list. ---- */

  const allDates = () => goLink(say.all_dates, { from: "", to: "" });

  const notes = ({ instead, elsewhere, tag, cut, items, need, help, best, counted: some, hits }, state) => [
    ...instead.map(({ typed, used }) => [fill(say.instead, { typed, used: used.join(", ") }), " ", goLink(fill(say.exactly, { typed }), { q: state.q, exact: "1" })]),
    state.exact && [goLink(say.similar, { exact: "" })],
    elsewhere && [allDates()],
    tag && [goLink(fill(say.tagged, { tag }), { q: filter("tag", tag), from: "", to: "" })],
    cut && [say.shortened],
    items.some(({ frequent }) => frequent) && [say.frequent],
    hits.length && best < need.length && [fill(say.some, { n: number(best), all: number(need.length) })],
    some < hits.length && [counted(say.further, hits.length - some)],
    help.length && [fill(say.common, { words: help.map(({ text }) => text).join(", ") })],
  ].filter(Boolean).map((line) => element("p", {}, ...line));

  /* Bars and numbers in one table; each period narrows the dates, within those that are asked for. */
  const chart = (answer, { from, to }) => {
    const all = views.periods(answer);
    if (all.length < 2) return "";
    const most = Math.max(...all.map(([, articles]) => articles));
    const bar = (articles) => {
      const drawn = element("div", { class: "bar", "aria-hidden": "true" });
      drawn.style.inlineSize = `${Math.max(1, Math.round((100 * articles) / most))}%`;
      return drawn;
    };
    const within = (period) => ({
      from: wholeDay(from, false) > wholeDay(period, false) ? from : period,
      to: to && wholeDay(to, true) < wholeDay(period, true) ? to : period,
    });
    return element("table", { class: "periods" }, element("caption", {}, all[0][0].length > 4 ? say.months : say.years),
      element("tbody", {}, ...all.map(([period, articles]) => element("tr", {},
        element("th", { scope: "row" }, period ? goLink(periodName(period), within(period)) : periodName(period)),
        element("td", { class: "number" }, number(articles)),
        element("td", { class: "drawn" }, bar(articles))))));
  };

  /* A facet is counted when it is opened, since that can take a part of the index that nothing else needs. */
  const facet = (kind, answer, mine) => {
    const list = element("ul", { class: "facet" });
    const fillIn = async () => {
      if (list.firstChild) return;
      try {
        const found = await views.facet(answer, kind);
        if (mine !== round) return;
        list.replaceChildren(...found.map(([label, articles]) => {
          const name = kind === "lang" ? languageName(label) : label;
          const rest = unfiltered(kind, label);
          if (rest !== null) return element("li", {}, goLink(fill(say.remove, { name }), { q: rest }));
          return element("li", {}, goLink(name, { q: filtered(kind, label) }, { dir: "auto" }), ` ${number(articles)}`);
        }));
        if (!found.length) list.append(element("li", {}, say.nothing_here));
      } catch (error) {
        list.replaceChildren(element("li", {}, reasonOf(error), " ", element("button", { type: "button", onclick: () => {
          list.previousSibling.focus();
          list.replaceChildren();
          fillIn();
        } }, say.retry)));
      }
    };
    return element("details", { class: "narrow", ontoggle: ({ target }) => target.open && fillIn() }, element("summary", {}, say.facets[kind]), list);
  };

  const saver = (index, { hits }) => {
    const choice = element("select", { id: "search-format" }, ...say.formats.map(([value, name]) => element("option", { value }, name)));
    const progress = element("output", {});
    const tell = (text, n) => (progress.textContent = fill(text, { n: number(n), all: number(hits.length) }));
    let busy = false;
    const save = async () => {
      if (busy) return;
      busy = true;
      try {
        await (await index.tool("save"))(index, hits, choice.value, (done) => tell(say.saving, done));
        tell(say.saved, hits.length);
      } catch (error) {
        progress.textContent = reasonOf(error);
      }
      busy = false;
    };
    return element("details", { class: "save" }, element("summary", {}, say.save_list), element("p", {},
      element("label", { for: "search-format" }, say.format), " ", choice, " ", element("button", { type: "button", onclick: save }, say.save), " ", progress));
  };

  /* ---- The page as a whole. ---- */

  const PARTS = ["notes", "results", "pages", "chart", "facets", "save"];

  /* What the page is doing, for style sheets, screen readers and tests: idle, loading, done, failed. */
  const settle = (state) => {
    find("results").dataset.state = state;
    find("results").setAttribute("aria-busy", String(state === "loading"));
    find("found").hidden = !find("results").firstChild;
  };

  const clear = (status = "") => {
    for (const id of PARTS) find(id).replaceChildren();
    find("status").replaceChildren(status);
  };

  const reasonOf = (error) => say.errors[error instanceof PartError ? error.reason : "broken"] ?? say.errors.broken;

  const fail = (error) => {
    clear(reasonOf(error));
    find("status").append(" ", element("button", { type: "button", onclick: () => {
      find("status").focus();
      again(error);
    } }, say.retry));
    settle("failed");
  };

  const again = ({ reason }) => {
    if (reason === "version") location.reload();
    if (reason !== "missing") opening = null;
    return show();
  };

  /* The index, opened once; `fresh` goes around what the browser has kept. */
  const open = (fresh) => {
    if (fresh || !opening) opening = new Index(root).open(fresh ? Math.random().toString(36).slice(2) : "");
    const mine = opening;
    mine.catch(() => opening === mine && (opening = null));
    return mine;
  };

  const ask = async (state, fresh) => {
    const index = await open(fresh);
    const answer = await query.search(index, state.q, { ...state, exact: state.exact === "1" });
    const pages = Math.max(1, Math.ceil(answer.hits.length / PAGE));
    const page = Math.min(state.page, pages);
    const heads = await Promise.all(answer.hits.slice((page - 1) * PAGE, page * PAGE).map(({ doc }) => index.head(doc)));
    if (page === 1 && state.sort === "relevance") {
      const order = await closer(index, answer, heads, heads.map((head) => hrefOf(head.address)));
      for (const list of [heads, answer.hits]) list.splice(0, order.length, ...order.map((at) => list[at]));
    }
    return { index, answer, pages, page, heads };
  };

  const show = async () => {
    const mine = ++round;
    const state = readState();
    shown = location.search;
    fillForm(state);
    document.title = state.q ? fill(say.page_title, { query: state.q.slice(0, 80), title: say.title }) : say.title;
    if (!query.parse(state.q).length && !state.from && !state.to) {
      clear(state.q.trim() ? say.no_words : "");
      settle("idle");
      return;
    }
    settle("loading");
    find("status").textContent = say.loading;
    try {
      const given = await ask(state, false).catch((error) => {
        if (error.reason === "stale") return ask(state, true); // the archive was published anew since the page was opened
        throw error;
      });
      if (mine === round) render(given, state, mine);
    } catch (error) {
      if (mine === round) fail(error);
    }
  };

  const render = ({ index, answer, pages, page, heads }, state, mine) => {
    const match = snippets.matcher(index, [...answer.need, ...answer.help]);
    clear(answer.hits.length ? counted(say.found, answer.counted) : answer.elsewhere ? say.none_then : say.none);
    if (page > 1) find("status").append(" · ", pageName(page, pages));
    find("notes").append(...notes(answer, state));
    find("results").append(...heads.map((head) => result(head, match)));
    find("results").setAttribute("start", (page - 1) * PAGE + 1);
    find("pages").append(pager(page, pages));
    if (answer.hits.length) {
      if ((state.from || state.to) && answer.items.length) find("chart").append(allDates());
      find("chart").append(chart(answer, state));
      find("facets").append(...["tag", "source", "lang"].map((kind) => facet(kind, answer, mine)));
      find("save").append(saver(index, answer));
    }
    settle("done");
  };

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const { q, from, to, sort } = form.elements;
    go({ q: q.value, from: from.value, to: to.value, sort: sort.value });
  });
  form.elements.sort.addEventListener("change", () => form.requestSubmit());
  addEventListener("popstate", () => location.search !== shown && show()); // not for a link within the page
  form.hidden = false;
  if (globalThis.DecompressionStream) show();
  else find("status").textContent = say.errors.old;
})();
