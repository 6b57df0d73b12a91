/* Queries: from what a reader types to articles in order. It uses engine.js and knows no page. */
"use strict";

archive.query = (() => {
  const { words, pieces, key } = archive;
  const FILTERS = ["tag", "source", "lang"];
  const ENOUGH = 10; // with fewer articles that have all the words, those with most of them follow
  const MOST_FORMS = 100; // a prefix stands for at most so many words, the most frequent ones
  const RELATED = 0.7; // what another form of a word counts, where the form as typed counts 1
  const CLASSES = 16;
  const IMPACT = Array.from({ length: CLASSES }, (_, rank) => ((rank >> 1) + 0.5) / (CLASSES / 2));

  /* ---- What is asked. Nothing that can be typed is an error. ---- */

  const PART = /([-−–](?=\S))?(?:(tag|source|lang):)?(?:["“”„«»]([^"“”„«»]*)["“”„«»]?|([^\s"“”„«»]+))/giu;

  /* The elements of a phrase: words, and pairs of a run, each with its distance from the start. */
  const elements = (text) => {
    const found = [];
    let offset = 0;
    const all = pieces(text);
    all.forEach((piece, number) => {
      if (piece.word) {
        found.push({ word: piece.word, offset: offset++ });
        return;
      }
      const { letters } = piece;
      const last = number === all.length - 1;
      letters.forEach((letter, at) => {
        if (at + 1 < letters.length) found.push({ word: letter + letters[at + 1], offset: offset + at });
        else if (!last) found.push({ word: letter, offset: offset + at });
        else if (at === 0) found.push({ prefix: letter, offset: offset + at });
      });
      offset += letters.length;
    });
    return found;
  };

  const item = (kind, text, rest) => ({ kind, text, ...rest });

  const plain = (text, joined) => {
    const star = text.endsWith("*");
    const all = pieces(text);
    return all.flatMap((piece, at) => {
      if (piece.letters) return [item("phrase", piece.letters.join(""), { elements: elements(piece.letters.join("")) })];
      if (star && at === all.length - 1) return [item("prefix", `${piece.word}*`, { prefix: piece.word })];
      return [item("word", piece.word, { word: piece.word, joined })];
    });
  };

  const itemsOf = ([, minus, filter, quoted, bare]) => {
    const text = quoted ?? bare;
    const without = Boolean(minus);
    let found = [];
    if (filter) {
      if (key(text)) found = [item("filter", text, { filter: filter.toLowerCase(), key: key(text) })];
    } else if (quoted !== undefined) {
      const list = elements(quoted);
      if (list.length) found = [item("phrase", quoted.trim(), { elements: list, quoted: true })];
    } else {
      found = plain(bare);
    }
    return found.map((each) => ({ ...each, without }));
  };

  const same = (a) => JSON.stringify([a.kind, a.word ?? a.prefix ?? a.key ?? a.elements, a.filter, a.without]);

  const parse = (text) => {
    const found = [...text.slice(0, 2000).matchAll(PART)].flatMap(itemsOf);
    const seen = new Set();
    return found.filter((each) => !seen.has(same(each)) && seen.add(same(each))).slice(0, 32);
  };

  /* ---- What one segment answers: for one item, a number for each article, 0 where it has not got it. ---- */

  /* How much terms weigh together, article by article. */
  const weigh = (values, term, factor) => {
    for (let at = term.from; at < term.to; at++) {
      const doc = term.shard.docs[at];
      values[doc] = 1 - (1 - values[doc]) * (1 - factor * IMPACT[term.shard.classes[at]]);
    }
  };

  const families = async (index, segment, word) => (await Promise.all(index.stems(word).map((stem) => segment.family(stem)))).flat();

  const exactly = async (index, segment, word) => (await families(index, segment, word)).filter(({ form }) => form === word);

  const answer = {
    async word(index, segment, { word }, values) {
      const terms = await families(index, segment, word);
      for (const term of terms) weigh(values, term, term.form === word ? 1 : RELATED);
      return { exact: terms.some(({ form }) => form === word), forms: terms.map(({ form }) => form) };
    },

    async prefix(index, segment, { prefix }, values) {
      const forms = (await segment.forms("w", prefix)).sort((a, b) => b[1] - a[1]);
      const terms = await Promise.all(forms.slice(0, MOST_FORMS).map(([form]) => exactly(index, segment, form)));
      for (const term of terms.flat()) weigh(values, term, 1);
      return { more: forms.length > MOST_FORMS, forms: forms.slice(0, MOST_FORMS).map(([form]) => form) };
    },

    async filter(index, segment, { filter, key: label }, values) {
      for (const { shard, from, to } of await segment.family(`${filter}:${label}`)) {
        for (let at = from; at < to; at++) values[shard.docs[at]] = 1;
      }
      return {};
    },

    async phrase(index, segment, { elements: list }, values) {
      const found = await Promise.all(list.map(({ word, prefix }) => (prefix ? segment.familiesFrom(prefix) : exactly(index, segment, word))));
      if (found.some((terms) => !terms.length)) return {};
      if (list.length === 1) {
        for (const term of found[0]) weigh(values, term, 1);
        return {};
      }
      const readers = await Promise.all(found.map((terms) => Promise.all(terms.map(async (term) => ({ ...term, places: await term.shard.places(term) })))));
      const size = (terms) => terms.reduce((sum, { from, to }) => sum + to - from, 0);
      const rarest = readers.reduce((best, terms, at) => (size(terms) < size(readers[best]) ? at : best), 0);
      for (const term of readers[rarest]) {
        for (let at = term.from; at < term.to; at++) {
          const doc = term.shard.docs[at];
          values[doc] = Math.max(values[doc], sideBySide(list, readers, doc));
        }
      }
      return {};
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

  /* The weight of a phrase in an article: 0 where its words do not stand side by side. */
  const sideBySide = (list, readers, doc) => {
    let starts = null;
    let weight = 0;
    for (let number = 0; number < list.length; number++) {
      const here = new Set();
      for (const term of readers[number]) {
        const at = find(term, doc);
        if (at < 0) continue;
        weight += IMPACT[term.shard.classes[at]];
        for (const where of term.places(at - term.from)) here.add(where - list[number].offset);
      }
      starts = starts ? starts.filter((start) => here.has(start)) : [...here];
      if (!starts.length) return 0;
    }
    return weight / list.length;
  };

  const ask = async (index, segment, each) => {
    const values = new Float32Array(segment.docs);
    return { values, ...(await answer[each.kind](index, segment, each, values)) };
  };

  /* ---- All segments together. ---- */

  const count = (values, from, to) => {
    let sum = 0;
    for (let doc = from; doc < to; doc++) sum += values[doc] > 0;
    return sum;
  };

  /* Words in very many articles need not be in every result, unless there are no others. */
  const required = (index, items) => {
    const asked = items.filter(({ kind, without }) => !without && kind !== "filter");
    const rare = asked.filter(({ kind, word }) => kind !== "word" || !index.common.has(word));
    return rare.length ? rare : asked;
  };

  /* Run a query: {items, wanted, hits, full, …}. `hits` are numbers of articles in order, the first `full` of which have all that was asked. */
  const run = async (index, text, { from = "", to = "", sort = "relevance", items = parse(text) } = {}) => {
    const wanted = required(index, items);
    const used = [...wanted, ...items.filter(({ kind, without }) => without || kind === "filter")];
    const open = index.segments.map((segment) => ({ segment, span: segment.interval(from, to) })).filter(({ span: [a, b] }) => a < b);
    await Promise.all(open.map(async (each) => {
      each.answers = await Promise.all(used.map((one) => ask(index, each.segment, one)));
    }));
    const total = open.reduce((sum, { span: [a, b] }) => sum + b - a, 0);
    const frequency = used.map((_, at) => open.reduce((sum, { answers, span: [a, b] }) => sum + count(answers[at].values, a, b), 0));
    const weights = frequency.map((df) => Math.log(1 + (total - df + 0.5) / (df + 0.5)));
    const found = open.flatMap((each) => collect(each, used, wanted.length, weights));
    return { items, wanted, ...arrange(found, wanted.length, sort), info: used.map((one, at) => ({ item: one, articles: frequency[at], answers: open.map(({ answers }) => answers[at]) })) };
  };

  /* The articles of one segment that have at least one of the words and all else that was asked. */
  const collect = ({ segment, span: [from, to], answers }, used, words_, weights) => {
    const found = [];
    const must = answers.slice(words_).filter((_, at) => !used[words_ + at].without);
    const not = answers.slice(words_).filter((_, at) => used[words_ + at].without);
    for (let doc = from; doc < to; doc++) {
      if (must.some(({ values }) => !values[doc]) || not.some(({ values }) => values[doc])) continue;
      let matched = 0;
      let score = 0;
      for (let at = 0; at < words_; at++) {
        const value = answers[at].values[doc];
        if (value) matched++;
        score += weights[at] * value;
      }
      if (matched || !words_) found.push({ doc: segment.base + doc, matched, score });
    }
    return found;
  };

  const ORDERS = {
    relevance: (a, b) => b.matched - a.matched || b.score - a.score || b.doc - a.doc,
    newest: (a, b) => b.matched - a.matched || b.doc - a.doc,
    oldest: (a, b) => b.matched - a.matched || a.doc - b.doc,
  };

  /* Articles with all the words; where these are few, then those with all but one, and so on. */
  const arrange = (found, words_, sort) => {
    const tiers = Array.from({ length: words_ + 1 }, () => []);
    for (const hit of found) tiers[hit.matched].push(hit);
    const full = tiers[words_].length;
    let hits = tiers[words_];
    for (let matched = words_ - 1; matched > 0 && hits.length < ENOUGH; matched--) hits = hits.concat(tiers[matched]);
    return { hits: hits.sort(ORDERS[sort] ?? ORDERS.relevance), full };
  };

  return { parse, run, FILTERS, words };
})();
