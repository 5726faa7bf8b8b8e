// How words are searched: without regard to case, accents and hyphenation marks, and with the German spellings of umlauts
// and ß. "Müller" is found by "müller", "mueller" and "muller", "Straße" by "strasse".
"use strict";

(() => {
  const MARKS = "[\\u00ad\\u0300-\\u036f]*"; // soft hyphens, and accents that are characters of their own
  const SPACE = "[\\s\\u00ad]+";
  const TOGETHER = {
    ä: `(?:ä|a\\u0308|a${MARKS}e)`,
    ö: `(?:ö|o\\u0308|o${MARKS}e)`,
    ü: `(?:ü|u\\u0308|u${MARKS}e)`,
    ß: `(?:ß|s${MARKS}s)`,
  };
  const UNITS = { ae: "ä", oe: "ö", ue: "ü", ss: "ß" };
  const SIGNS = [/[-\u2010-\u2013]/u, /['\u2018\u2019]/u]; // hyphens and dashes, apostrophes

  // Letters with accents by their letter: a: "aàáâãäå…"
  const letters = { l: "lł", o: "oø", d: "dđ" };
  for (let code = 0xe0; code < 0x180; code += 1) {
    const letter = String.fromCharCode(code);
    const base = letter.normalize("NFD")[0].toLowerCase();
    if (/[a-z]/.test(base) && letter === letter.toLowerCase()) letters[base] = (letters[base] ?? base) + letter;
  }

  function source(word) {
    const parts = word.normalize("NFC").toLocaleLowerCase("de").matchAll(/ae|oe|ue|ss|\p{M}|[^]/gu);
    return [...parts].map(([part]) => unit(part) + MARKS).join("");
  }

  function unit(part) {
    const together = TOGETHER[UNITS[part] ?? part];
    if (together) return together;
    const base = part.normalize("NFD")[0];
    if (letters[base]?.length > 1) return `[${letters[base]}]`;
    return SIGNS.find((signs) => signs.test(part))?.source ?? part.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
  }

  // Returns the pattern of words that follow one another, as the source of a regular expression with the flags "iu".
  wortlaut.phrase = (words) => words.map(source).join(SPACE);

  // Returns the patterns of the words of a query; words in quotation marks are one pattern.
  wortlaut.patterns = (query) =>
    [...query.matchAll(/["“”„»«]([^"“”„»«]+)["“”„»«]|[^\s"“”„»«]+/gu)]
      .map((match) => (match[1] ?? match[0]).trim().split(/\s+/))
      .filter((words) => words[0])
      .map((words) => wortlaut.phrase(words));
})();
