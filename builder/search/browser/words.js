/* Words: the same as builder/search/tokens.py; tests/vectors holds the two together. */
"use strict";

const archive = (() => {
  const DROPPED = /[\u00ad\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u061c\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u093c\u0981\u180b-\u180f\u200c-\u200f\u202a-\u202e\u2060-\u206f\u20d0-\u20ff\ufe00-\ufe0f\ufeff\u{e0100}-\u{e01ef}]/gu;
  const ALIKE = new Map("ß>ss æ>ae œ>oe ø>o đ>d ð>d þ>th ł>l ħ>h ŧ>t ı>i ŋ>n ς>σ آ>ا أ>ا إ>ا ٱ>ا ؤ>و ئ>ي ى>ي ی>ي ې>ي ے>ي ک>ك ة>ه ۀ>ه ہ>ه ۂ>ه ھ>ه ە>ه ۃ>ه ँ>ं".split(" ").map((pair) => pair.split(">")));
  const TAKEN_APART = /[\u00c0-\u024f\u0370-\u052f\u1e00-\u1fff\u2c60-\u2c7f\ua640-\ua69f\ua720-\ua7ff]/;
  const PAIRED = "\\u0e01-\\u0e4e\\u0e81-\\u0ece\\u0edc-\\u0edf\\u1000-\\u109f\\u1780-\\u17dd\\u3005-\\u3007\\u3041-\\u3096\\u3099-\\u309f\\u30a1-\\u30fa\\u30fc-\\u30ff\\u31f0-\\u31ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\ua9e0-\\ua9fe\\uaa60-\\uaa7f\\uf900-\\ufaff\\u{20000}-\\u{3ffff}";
  const ATTACHED = "\\u0e31\\u0e34-\\u0e3a\\u0e47-\\u0e4e\\u0eb1\\u0eb4-\\u0ebc\\u0ec8-\\u0ece\\u102b-\\u103e\\u1056-\\u1059\\u105e-\\u1060\\u1062-\\u1064\\u1067-\\u106d\\u1071-\\u1074\\u1082-\\u108d\\u108f\\u109a-\\u109d\\u17b4-\\u17d3\\u17dd\\u3099\\u309a";
  const RUN = new RegExp(`[${PAIRED}]+`, "u");
  const PIECES = new RegExp(`[${PAIRED}]+|[^ ${PAIRED}]+`, "gu");
  const CLUSTER = new RegExp(`[${PAIRED}][${ATTACHED}]*`, "gu");
  const MAX_WORD = 40;
  const folds = new Map();

  const digit = (char) => {
    const code = char.codePointAt(0);
    let value = 0;
    while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(code - value - 1))) value++;
    return String(value);
  };

  const foldChar = (char) => {
    if (char.replace(DROPPED, "") === "") return "";
    if (!/[\p{L}\p{M}\p{N}]/u.test(char)) return " ";
    if (/\p{Nd}/u.test(char)) return digit(char);
    let lower = char.toLowerCase();
    if (TAKEN_APART.test(char)) lower = lower.normalize("NFD").replace(DROPPED, "");
    return Array.from(lower, (letter) => ALIKE.get(letter) ?? letter).join("");
  };

  const fold = (text) => {
    let out = "";
    for (const char of text.normalize("NFKC")) {
      let folded = folds.get(char);
      if (folded === undefined) folds.set(char, (folded = foldChar(char)));
      out += folded;
    }
    return out.normalize();
  };

  const cut = (word) => (word.length > MAX_WORD ? Array.from(word).slice(0, MAX_WORD).join("") : word);

  /* The pieces of a folded text: each a word, or the letters of a run without spaces; and its stretch of the text. */
  const cutUp = (folded) => [...folded.matchAll(PIECES)].map(({ 0: piece, index: start }) => ({ start, end: start + piece.length, ...(RUN.test(piece) ? { letters: piece.match(CLUSTER) ?? [] } : { word: cut(piece) }) }));

  const pieces = (text) => cutUp(fold(text));

  const words = (text) =>
    pieces(text).flatMap((piece) => piece.word ?? piece.letters.map((letter, at) => cut(letter + (piece.letters[at + 1] ?? ""))));

  const key = (label) => words(label).join(" ");

  /* What tells a tag, a source or a language from others, as pages tell them apart: all but case; quotation marks cannot be typed in a filter. */
  const identity = (label) => label.replace(/[\s"“”„«»]+/g, " ").trim().normalize().toUpperCase();

  /* Whether a word has no family: too short, holding digits, or out of a run without spaces. */
  const isPlain = (word) => Array.from(word).length <= 2 || /[0-9]/.test(word) || RUN.test(word);

  return { fold, cutUp, words, pieces, key, identity, isPlain };
})();
