/* Queries: from what a reader types to articles in order. It uses engine.js and knows no page. */
"use strict";

archive.query = (() => {
  const { pieces, key, identity } = archive;
  const ENOUGH = 10; // with fewer articles that have all the words, those with most of them follow
  const MOST_SHARDS = 64; // in so many of a segment a prefix is looked for
  const MOST_WORDS = 32; // words, phrases and prefixes that are looked for
  const RELATED = 0.45; // what another form of a word counts, where the form as typed counts 1
  const LEVELS = 10;
  const LEAD = 60; // words into an article at which a phrase gains half of what it gains at the very beginning
  const TITLE = 0.8; // what standing in the title adds to a weight between 0 and 1, if all the words do
  const PARTLY = 0.3; // and if others do not
  const WHOLE = [0, 0.05, 0.1, 0.2]; // what an article whose long, usual, short title has all the words gains
  const weightOf = (rank) => ((rank & 15) + 0.5) / LEVELS;
  const titleOf = (rank) => (rank >> 4) & 3;

  /* ---- What is asked. Nothing that can be typed is an error. ---- */

  const PART = /([-−–](?=\S))?(?:(tag|source|lang):\s*)?(?:["“”„«»]([^"“”„«»]*)["“”„«»]?|([^\s"“”„«»]+))/giu;

  /* The elements of a phrase: words, and pairs of a run, each with its distance from the start. The last may be a prefix, of a word or of pairs. */
  const elements = (text) => {
    let offset = 0;
    return pieces(text).flatMap(({ word, letters = [word] }, number, all) => letters.flatMap((letter, at) => {
      const here = { word: letter + (letters[at + 1] ?? ""), offset: offset++ };
      if (number < all.length - 1 || at < letters.length - 1 || (word && !/\*\s*$/.test(text))) return here;
      return at ? [] : { prefix: letter, run: !word, offset: here.offset };
    }));
  };

  const item = (kind, text, rest) => ({ kind, text, ...rest });

  const plain = (typed) => pieces(typed).map(({ word, letters }, at, all) => {
    const text = word ?? letters.join("");
    if (letters) return item("phrase", text, { elements: elements(text) });
    return typed.endsWith("*") && at === all.length - 1 ? item("prefix", `${text}*`, { prefix: text }) : item("word", text, { word });
  });

  const itemsOf = ([, minus, filter, quoted, bare]) => {
    const text = quoted ?? bare;
    const without = Boolean(minus);
    let found = [];
    if (filter) {
      if (identity(text)) found = [item("filter", text, { stem: `${filter.toLowerCase()}:${key(text)}`, label: identity(`${filter}:${text}`) })];
    } else if (quoted !== undefined) {
      const list = elements(text);
      if (list.length) found = [item("phrase", text.trim(), { elements: list, quoted: true })];
    } else {
      found = plain(text);
    }
    return found.map((each) => ({ ...each, without }));
  };

  const same = (a) => JSON.stringify([a.kind, a.word ?? a.prefix ?? a.label ?? a.elements, a.without]);

  /* What is typed, cut where one thing that is asked ends and the next begins. */
  const parts = (text) => {
    const typed = text.replace(/[＂＊－：]/g, (sign) => sign.normalize("NFKC")); // as keyboards for Chinese and Japanese have them
    return [...typed.matchAll(PART)];
  };

  /* The items of a query: all its filters, however long it is, and its first words; `cut` says whether some words were left out. */
  const parse = (text) => {
    const seen = new Set();
    const found = parts(text).flatMap(itemsOf).filter((each) => !seen.has(same(each)) && seen.add(same(each)));
    let left = MOST_WORDS;
    const items = found.filter(({ kind }) => kind === "filter" || left-- > 0);
    return Object.assign(items, { cut: left < 0 });
  };

  /* ---- What one segment answers: for one item, a number for each article, 0 where it has not got it. ---- */

  /* How much terms weigh together, article by article. */
  const weigh = ({ values, titles }, term, factor) => {
    const { docs, ranks } = term.shard;
    for (let at = term.from; at < term.to; at++) {
      const doc = docs[at];
      values[doc] = 1 - (1 - values[doc]) * (1 - factor * weightOf(ranks[at]));
      titles[doc] = Math.max(titles[doc], titleOf(ranks[at]));
    }
  };

  const families = async (index, segment, word) => (await Promise.all(index.stems(word).map((stem) => segment.family(stem)))).flat();

  /* The terms of a tag, a source or a language: those that are called so, or where the archive has none, those of the same words, if there are any. */
  const labelled = async (index, segment, { stem, label }) => {
    const called = (terms) => terms.filter(({ form }) => identity(form) === label);
    const terms = await segment.family(stem);
    const found = called(terms);
    if (found.length || !terms.length || stem.endsWith(":")) return found;
    const all = await Promise.all(index.segments.map((each) => each.family(stem)));
    return called(all.flat()).length ? [] : terms;
  };

  const exactly = async (index, segment, word) => (await families(index, segment, word)).filter(({ form }) => form === word);

  /* The terms of the words that begin so; or where they stand in very many shards, of the most frequent ones and those beside them, as the item then says.
     What keeps articles out is looked for in full. */
  const begun = async (index, segment, each, prefix) => {
    const shards = new Set();
    const forms = (await segment.forms("w", prefix)).sort((a, b) => b[1] - a[1]).filter(([form]) => {
      const needed = index.stems(form).map((stem) => segment.at(stem));
      const taken = each.without || shards.size < MOST_SHARDS || needed.every((at) => shards.has(at));
      if (taken) needed.forEach((at) => shards.add(at));
      else each.frequent = true;
      return taken;
    });
    return (await Promise.all(forms.map(([form]) => exactly(index, segment, form)))).flat();
  };

  const answer = {
    async word(index, segment, { word }, into) {
      const terms = await families(index, segment, word);
      for (const term of terms) weigh(into, term, term.form === word ? 1 : RELATED);
    },

    async near(index, segment, { near }, into) {
      const terms = await Promise.all(near.map((form) => families(index, segment, form)));
      terms.forEach((all, at) => {
        for (const term of all) weigh(into, term, term.form === near[at] ? 1 : RELATED);
      });
    },

    async prefix(index, segment, each, into) {
      for (const term of await begun(index, segment, each, each.prefix)) weigh(into, term, 1);
    },

    async filter(index, segment, each, { values }) {
      for (const { shard, from, to } of await labelled(index, segment, each)) {
        for (let at = from; at < to; at++) values[shard.docs[at]] = 1;
      }
    },

    async phrase(index, segment, each, into) {
      const list = each.elements;
      const found = await Promise.all(list.map(({ word, prefix, run }) =>
        word ? exactly(index, segment, word) : run ? segment.familiesFrom(prefix) : begun(index, segment, each, prefix)));
      if (found.some((terms) => !terms.length)) return;
      if (list.length === 1) {
        for (const term of found[0]) weigh(into, term, 1);
        return;
      }
      const readers = await Promise.all(found.map((terms) => Promise.all(terms.map(async (term) => ({ ...term, places: await term.shard.places(term) })))));
      const size = (terms) => terms.reduce((sum, { from, to }) => sum + to - from, 0);
      const rarest = readers.reduce((best, terms, at) => (size(terms) < size(readers[best]) ? at : best), 0);
      for (const term of readers[rarest]) {
        for (let at = term.from; at < term.to; at++) {
          sideBySide(list, readers, term.shard.docs[at], into);
        }
      }
    },
  };

  /* Where `doc` stands among a term's postings; -1 if it does not. */
  const find = ({ shard: { docs }, from, to }, doc) => {
    let low = from;
    let high = to;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (docs[middle] < doc) low = middle + 1;
      else high = middle;
    }
    return low < to && docs[low] === doc ? low : -1;
  };

  /* Note the weight of a phrase in an article, if its words stand side by side there. */
  const sideBySide = (list, readers, doc, { values, titles }) => {
    let starts = null;
    let title = 3;
    for (let number = 0; number < list.length; number++) {
      const here = new Set();
      for (const term of readers[number]) {
        const at = find(term, doc);
        if (at < 0) continue;
        title = Math.min(title, titleOf(term.shard.ranks[at]));
        for (const where of term.places(at - term.from)) here.add(where - list[number].offset);
      }
      starts = starts ? starts.filter((start) => here.has(start)) : [...here];
      if (!starts.length) return;
    }
    values[doc] = (starts.length / (starts.length + 1)) * (1 + LEAD / (LEAD + Math.min(...starts)));
    titles[doc] = title;
  };

  const ask = async (index, segment, each) => {
    const into = { values: new Float32Array(segment.docs), titles: new Float32Array(segment.docs) };
    await answer[each.kind](index, segment, each, into);
    return into;
  };

  /* ---- All segments together. ---- */

  const count = (values, from, to) => {
    let sum = 0;
    for (let doc = from; doc < to; doc++) sum += values[doc] > 0;
    return sum;
  };

  /* What each item is for: `need` and `help` are words, of which the second only order the others, being in very many articles;
     `must` and `not` keep articles in and out. */
  const sorted = (index, items) => {
    const words_ = items.filter(({ kind, without }) => !without && kind !== "filter");
    const rare = words_.filter(({ kind, word }) => kind !== "word" || !index.common.has(word));
    const need = rare.length ? rare : words_;
    return {
      need,
      help: words_.filter((each) => !need.includes(each)),
      must: items.filter(({ kind, without }) => !without && kind === "filter"),
      not: items.filter(({ without }) => without),
    };
  };

  /* Run items as they stand: {need, hits, counted, best, frequency, open}. `hits` are {doc, matched, score} in order; the first `counted` of them
     have `best` of the needed words, which is all of them where any article has all; those after them have fewer. */
  const run = async (index, items, { from = "", to = "", sort = "relevance" } = {}) => {
    const roles = sorted(index, items);
    const open = index.segments.map((segment) => ({ segment, span: segment.interval(from, to) })).filter(({ span: [a, b] }) => a < b);
    await Promise.all(open.map(async (each) => {
      for (const role of Object.keys(roles)) each[role] = await Promise.all(roles[role].map((one) => ask(index, each.segment, one)));
    }));
    const total = open.reduce((sum, { span: [a, b] }) => sum + b - a, 0);
    const frequency = (role) => roles[role].map((_, at) => open.reduce((sum, each) => sum + count(each[role][at].values, ...each.span), 0));
    const weights = Object.fromEntries(["need", "help"].map((role) => [role, frequency(role).map((df) => Math.log(1 + (total - df + 0.5) / (df + 0.5)))]));
    const found = open.flatMap((each) => collect(each, weights));
    return { ...roles, items, open, total, frequency: frequency("need"), ...arrange(found, roles.need.length, sort) };
  };

  /* The articles of one segment that have at least one of the words, and all else that was asked. */
  const collect = ({ segment, span: [from, to], need, help, must, not }, weights) => {
    const found = [];
    for (let doc = from; doc < to; doc++) {
      let matched = 0;
      for (const { values } of need) if (values[doc]) matched++;
      if ((need.length && !matched) || must.some(({ values }) => !values[doc]) || not.some(({ values }) => values[doc])) continue;
      found.push({ doc: segment.base + doc, matched, score: score(need, weights.need, doc) + score(help, weights.help, doc) });
    }
    return found;
  };

  const score = (answers, weights, doc) => {
    let whole = 3;
    for (const { titles } of answers) whole = Math.min(whole, titles[doc]);
    const title = whole ? TITLE : PARTLY;
    let sum = 0;
    for (let at = 0; at < answers.length; at++) sum += weights[at] * (answers[at].values[doc] + (answers[at].titles[doc] && title));
    return sum * (1 + WHOLE[whole]);
  };

  const ORDERS = {
    relevance: (a, b) => b.matched - a.matched || b.score - a.score || b.doc - a.doc,
    newest: (a, b) => b.matched - a.matched || b.doc - a.doc,
    oldest: (a, b) => b.matched - a.matched || a.doc - b.doc,
  };

  /* The articles with most of the words; where these are few, then those with one word less, and so on. */
  const arrange = (found, words_, sort) => {
    const tiers = Array.from({ length: words_ + 1 }, () => []);
    for (const hit of found) tiers[hit.matched].push(hit);
    const best = Math.max(0, tiers.findLastIndex((tier) => tier.length));
    let hits = tiers[best];
    for (let matched = best - 1; matched > 0 && hits.length < ENOUGH; matched--) hits = hits.concat(tiers[matched]);
    return { hits: hits.sort(ORDERS[sort] ?? ORDERS.relevance), counted: tiers[best].length, best };
  };

  /* Answer a query. Where no article has all that was asked, near.js looks for what else was perhaps meant; with `exact` no word is replaced. */
  const search = async (index, text, { exact = false, ...options } = {}) => {
    const items = parse(text);
    const answer = await run(index, items, options);
    const whole = answer.hits.length && (exact || answer.best === answer.need.length);
    return { cut: items.cut, ...(whole ? { ...answer, instead: [] } : await (await index.tool("near"))(index, answer, exact, options)) };
  };

  return { parts, parse, families, run, search };
})();
