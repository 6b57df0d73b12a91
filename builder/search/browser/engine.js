/* The index: its files, and what stands in them, as docs/search.md describes. It knows no page. */
"use strict";

Object.assign(archive, (() => {
  const VERSION = 3;

  /* ---- Files: scripts that call archive.part; see builder/search/codec.py. ---- */

  const UNSAFE = Array.from({ length: 0x800 }, (_, at) => String.fromCharCode(0xd800 + at)).concat(
    "\0", "\n", "\r", '"', "\\", "\u2028", "\u2029", "\ufeff", "\ufffe", "\uffff", "\ue000");
  const PATIENCE = 20_000; // milliseconds without any file, after which one that was asked for is missing
  const waiting = new Map();
  let arrived = 0;
  const part = (name, stamp, ...payloads) => {
    arrived++;
    waiting.get(name)?.({ stamp, payloads });
  };

  /* Why a file could not be used: `missing`, `cut`, `stale` (of another build) or `version` (not this script's). */
  class PartError extends Error {
    constructor(reason, name) {
      super(`${reason}: ${name}`);
      this.reason = reason;
    }
  }

  const bytes = (literal) => {
    const text = literal.replace(/\ue000([^])/g, (_, place) => UNSAFE[place.charCodeAt(0) - 0x100]);
    const units = new Uint16Array(text.length);
    for (let at = 0; at < text.length; at++) units[at] = text.charCodeAt(at);
    return new Uint8Array(units.buffer, 2, 2 * (units.length - 1) - (units[0] & 1));
  };

  const inflate = async (literal) => {
    const stream = new Blob([bytes(literal)]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
    return new Uint8Array(await new Response(stream).arrayBuffer());
  };

  const inflateText = async (literal) => new TextDecoder().decode(await inflate(literal));

  const fetchPart = (root, name, mark) =>
    new Promise((resolve, reject) => {
      const script = document.createElement("script");
      const settle = (reason) => () => {
        clearTimeout(timer);
        waiting.delete(name);
        script.remove();
        reject(new PartError(reason, name));
      };
      const watch = (before) => setTimeout(() => (before === arrived ? script.onerror() : (timer = watch(arrived))), PATIENCE);
      let timer = watch(arrived);
      waiting.set(name, resolve);
      script.onload = settle("cut");
      script.onerror = settle("missing");
      script.src = `${root}search/${name}.js${mark ? `?${mark}` : ""}`;
      document.head.append(script);
    });

  /* A cut file is a syntax error, which is answered where it is awaited and need not reach the console. */
  globalThis.addEventListener?.("error", (event) => {
    if ([...waiting.keys()].some((name) => event.filename?.includes(`/search/${name}.js`))) event.preventDefault();
  });

  /* Numbers, one to five bytes each. */
  class Numbers {
    constructor(data) {
      this.data = data;
      this.at = 0;
    }

    next() {
      const { data } = this;
      const first = data[this.at++];
      if (first < 0xe0) return first;
      if (first < 0xf8) return 0xe0 + ((first - 0xe0) << 8) + data[this.at++];
      if (first < 0xff) return 0x18e0 + ((first - 0xf8) << 16) + (data[this.at++] << 8) + data[this.at++];
      this.at += 4;
      return new DataView(data.buffer, data.byteOffset + this.at - 4).getUint32(0);
    }

    skip(count) {
      const { data } = this;
      for (let left = count; left > 0; left--) {
        const first = data[this.at];
        this.at += first < 0xe0 ? 1 : first < 0xf8 ? 2 : first < 0xff ? 3 : 5;
      }
    }
  }

  /* What builder/search/fronting.py calls front-coded: each word a mark that says how much it shares with the one before, then the rest. */
  const unfront = (text) => {
    const found = [];
    let last = "";
    for (const [part] of text.matchAll(/[\x01-\x1e][^\x01-\x1e]*/gu)) {
      last = last.slice(0, part.charCodeAt(0) - 1) + part.slice(1);
      found.push(last);
    }
    return found;
  };

  /* Python sorts by code point, JavaScript by half of a surrogate pair. */
  const rank = (text, at) => {
    const unit = text.charCodeAt(at);
    return unit >= 0xd800 && unit < 0xe000 ? unit + 0x10000 : unit;
  };
  const before = (a, b) => {
    for (let at = 0; at < a.length && at < b.length; at++) {
      if (a[at] !== b[at]) return rank(a, at) < rank(b, at);
    }
    return a.length < b.length;
  };

  /* The last place in a sorted list whose value is not behind `value`; -1 where all are. */
  const place = (sorted, value) => {
    let low = 0;
    let high = sorted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (before(value, sorted[middle])) high = middle;
      else low = middle + 1;
    }
    return low - 1;
  };

  /* ---- A shard: families of forms, their postings, their places. ---- */

  const TWICE = 64; // the bits of a rank that say: two places, or more
  const OFTEN = 128;

  class Shard {
    constructor(text, data, ranks) {
      this.ranks = ranks;
      this.families = unfront(text).map((line) => line.split("\0"));
      this.numbers = new Numbers(data);
      let forms = 0;
      this.stems = new Map();
      for (const [stem, ...rest] of this.families) {
        this.stems.set(stem, { first: forms, forms: (rest.length ? rest : ["*"]).map((form) => (stem.includes(":") ? form : form.replace("*", () => stem))) });
        forms += rest.length || 1;
      }
      this.counts = Array.from({ length: forms }, () => this.numbers.next());
      this.start = this.numbers.at;
    }

    /* The postings of all forms that precede `stop`, decoded once and in order. */
    decode() {
      if (this.docs) return;
      this.docs = new Uint32Array(this.ranks.length);
      this.starts = [0];
      let at = 0;
      for (const count of this.counts) {
        for (let doc = 0, end = at + count; at < end; at++) {
          doc += this.numbers.next();
          this.docs[at] = doc;
        }
        this.starts.push(at);
      }
    }

    /* Postings of the forms of a stem: [{form, from, to}], places in `docs` and `ranks`. */
    family(stem) {
      const found = this.stems.get(stem);
      if (!found) return [];
      this.decode();
      return found.forms.map((form, at) => ({ stem, form, shard: this, from: this.starts[found.first + at], to: this.starts[found.first + at + 1] }));
    }

    /* Where in its articles a form stands: one list of places a posting. */
    async places(term) {
      this.located ??= this.loadPlaces().then((data) => this.locate(data));
      return (await this.located)(term);
    }

    /* How many places a posting has; `numbers` stand before them. */
    times(at, numbers) {
      return this.ranks[at] & OFTEN ? numbers.next() + 3 : this.ranks[at] & TWICE ? 2 : 1;
    }

    locate(data) {
      const numbers = new Numbers(data);
      const offsets = new Uint32Array(this.docs.length);
      for (const [stem, { first, forms }] of this.stems) {
        if (stem.includes(":")) continue;
        for (let at = this.starts[first]; at < this.starts[first + forms.length]; at++) {
          offsets[at] = numbers.at;
          numbers.skip(this.times(at, numbers));
        }
      }
      return (term) => (at) => {
        numbers.at = offsets[term.from + at];
        const list = [];
        for (let where = 0, count = this.times(term.from + at, numbers); count > 0; count--) list.push((where += numbers.next()));
        return list;
      };
    }
  }

  /* ---- The index: segments of the archive, opened as they are needed. ---- */

  const later = (day, days) => day && new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);

  class Segment {
    constructor(index, data, base) {
      Object.assign(this, data);
      this.index = index;
      this.base = base;
      this.docs = data.chunks.reduce((sum, [docs]) => sum + docs, 0);
      this.days = data.days.flatMap(([first, counts]) => Array.from(counts, (mark, after) => [later(first, after), mark.charCodeAt(0) - 48]).filter(([, articles]) => articles));
    }

    load(name, stamp = this.stamp) {
      return this.index.load(`${this.name}/${name}`, stamp);
    }

    /* The shard whose stems include `stem`. */
    async shard(at) {
      return this.index.once(`${this.name}/p${at}`, async () => {
        const [text, gaps, ranks] = await this.load(`p${at}`);
        const shard = new Shard(await inflateText(text), await inflate(gaps), await inflate(ranks));
        shard.loadPlaces = async () => inflate((await this.load(`q${Math.floor(at / this.together)}`))[at % this.together]);
        return shard;
      });
    }

    /* Which shard has a stem, if any has; -1 where none can. */
    at(stem) {
      return place(this.stems, stem);
    }

    async family(stem) {
      const at = this.at(stem);
      return at < 0 ? [] : (await this.shard(at)).family(stem);
    }

    /* All families whose stem starts so. */
    async familiesFrom(prefix) {
      const first = Math.max(0, this.at(prefix));
      const last = Math.max(0, this.at(`${prefix}\u{10ffff}`));
      const shards = await Promise.all(Array.from({ length: last - first + 1 }, (_, at) => this.shard(first + at)));
      return shards.flatMap((shard) => [...shard.stems.keys()].filter((stem) => stem.startsWith(prefix)).flatMap((stem) => shard.family(stem)));
    }

    /* The forms of a lexicon (`w` in order, `r` backwards) that start so: [form, articles as a power of two]. */
    async forms(letter, prefix) {
      const firsts = letter === "w" ? this.words : this.ends;
      const first = Math.max(0, place(firsts, prefix));
      const last = place(firsts, `${prefix}\u{10ffff}`);
      const parts = await Promise.all(Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => this.lexicon(`${letter}${first + at}`)));
      return parts.flatMap(({ forms, levels }) => {
        const found = [];
        for (let at = 0; at < forms.length; at++) {
          if (forms[at].startsWith(prefix)) found.push([forms[at], levels.charCodeAt(at) - 97]);
        }
        return found;
      });
    }

    lexicon(name) {
      return this.index.once(`${this.name}/${name}`, async () => {
        const [forms, levels] = (await inflateText((await this.load(name))[0])).split("\0");
        return { forms: unfront(forms), levels };
      });
    }

    /* The numbers of the articles of some days, as [from, to) in this segment. */
    interval(from, to) {
      if (!from && !to) return [0, this.docs];
      let start = 0;
      let stop = 0;
      let at = 0;
      for (const [day, count] of this.days) {
        if (!day || (from && day < from)) start = at + count;
        at += count;
        if (day && !(to && day.slice(0, to.length) > to)) stop = at;
      }
      return [start, Math.max(start, stop)];
    }

    async head(doc) {
      let chunk = 0;
      let number = doc;
      while (number >= this.chunks[chunk][0]) number -= this.chunks[chunk++][0];
      const group = Math.floor(number / this.heads);
      const name = `h${chunk}-${group}`;
      const columns = await this.index.once(`${this.name}/${name}`, async () => (await inflateText((await this.load(name, this.chunks[chunk][1]))[0])).split("\n").map((column) => column.split("\t")));
      return headOf(columns, number % this.heads);
    }
  }

  /* One article of a file of heads, in whose columns nothing repeats the value before, and U+0001 is no value. */
  const headOf = (columns, row) => {
    const list = (text) => (text ? text.split("\x03") : []);
    const [title, address, day, time, lang, source, tags, authors] = columns.map((column) => column[column.findLastIndex((value, at) => at <= row && value)].replace("\x01", ""));
    const untitled = title[0] === "\x02";
    return {
      day, time, lang, source,
      title: untitled ? "" : title,
      opening: untitled ? title.slice(1) : "",
      tags: list(tags),
      authors: list(authors),
      address: address || `${day.replaceAll("-", "/") || "undated"}/${title.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "")}.html`,
    };
  };

  class Index {
    constructor(root) {
      this.root = root;
      this.kept = new Map();
      this.stemmed = new Map();
    }

    /* What `make` gives, made once; a failure is forgotten, so that trying again tries again. */
    once(name, make) {
      let promise = this.kept.get(name);
      if (!promise) {
        this.kept.set(name, (promise = make()));
        promise.catch(() => this.kept.delete(name));
      }
      return promise;
    }

    load(name, stamp) {
      return this.once(`file ${name}`, async () => {
        const found = await fetchPart(this.root, name, stamp);
        if (found.stamp !== stamp) throw new PartError("stale", name);
        return found.payloads;
      });
    }

    async open(mark = "") {
      const { payloads } = await fetchPart(this.root, "index", mark);
      const manifest = JSON.parse(await inflateText(payloads[0]));
      if (manifest.version !== VERSION) throw new PartError("version", "index");
      this.manifest = manifest;
      this.common = new Set(manifest.common);
      this.rules = Object.values(manifest.rules).map((rules) => rules.map(([pattern, into]) => [new RegExp(pattern, "u"), into]));
      let base = 0;
      this.segments = manifest.segments.map((data) => {
        const segment = new Segment(this, data, base);
        base += segment.docs;
        return segment;
      });
      return this;
    }

    segmentOf(doc) {
      return this.segments.findLast((segment) => segment.base <= doc);
    }

    /* A part of the program that few need (`near`, `save`), loaded when somebody does. It does not call archive.part, so it is there or cut. */
    async tool(name) {
      if (!archive[name]) await fetchPart(this.root, name, VERSION).catch((error) => archive[name] ?? Promise.reject(error));
      return archive[name];
    }

    async head(doc) {
      const segment = this.segmentOf(doc);
      return { doc, ...(await segment.head(doc - segment.base)) };
    }

    /* The stems that a word may have, one for each language's rules. */
    stems(word) {
      let stems = this.stemmed.get(word);
      if (!stems) this.stemmed.set(word, (stems = this.stem(word)));
      return stems;
    }

    stem(word) {
      if (archive.isPlain(word)) return [word];
      const stems = this.rules.map((rules) => rules.reduce((form, [pattern, into]) => form.replace(pattern, into), word));
      return [...new Set(stems.length ? stems : [word])];
    }
  }

  return { part, Index, PartError, before };
})());
