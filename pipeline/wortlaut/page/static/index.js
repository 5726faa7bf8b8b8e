// The list of articles: searches, filters and sorts all articles, whichever page of the list is open. Its state is in the
// address, so that it can be sent. Paging works without the script.
"use strict";

(() => {
  const { all, create, fill, one, patterns } = wortlaut;
  // Like `to_html` in pipeline/wortlaut/page/markup.py: characters a browser would interpret or drop show their code.
  const HIDDEN = /([\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069])/;
  const shown = (content) =>
    content.split(HIDDEN).map((part, index) => {
      if (index % 2 === 0) return part;
      const hidden = create("bdi", part, "hidden");
      hidden.dataset.code = `U+${part.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}`;
      return hidden;
    });
  const isolated = (content) => {
    const element = create("bdi");
    element.append(...shown(content));
    return element;
  };
  const SHOWN = 100; // rows per step
  const QUOTATIONS_SHOWN = 3; // per row
  const BEFORE = 80; // characters before the first hit of a long quotation
  const LONG = 260; // characters of a quotation
  const NAMES_SHOWN = 30; // suggested speakers
  const OF_ARTICLE = ["outlet", "month"];
  const OF_QUOTATION = ["kind", "gender", "type", "tone"];
  const table = one("table.articles");
  const body = table.tBodies[0];
  const initialRows = [...body.rows];
  const pagers = all(".pager");
  const form = one("form.search");
  const input = form.elements.find;
  const speakerInput = form.elements.speaker;
  const output = one("output", form);
  const more = one("button.more");
  const number = new Intl.NumberFormat(document.documentElement.lang);
  const collator = new Intl.Collator("de", { numeric: true });
  const facets = wortlaut.facets;
  const showMissing = (address) => (output.textContent = `${output.dataset.failed} ${address}`);
  if (!facets) {
    showMissing("data/facets.js");
    return;
  }

  /* ---- Data: files beside the page, loaded on first use ---- */

  const parts = [];
  // The pages allow only scripts beside them; browsers with Trusted Types need a policy for that.
  const policy = globalThis.trustedTypes?.createPolicy("wortlaut", { createScriptURL: (url) => url });
  wortlaut.add = (place, rows) => (parts[place] = rows);

  function load(place) {
    return new Promise((resolve, reject) => {
      const script = document.createElement("script");
      const address = `data/articles-${place}.js`;
      script.addEventListener("load", resolve);
      script.addEventListener("error", () => reject(new Error(address)));
      script.src = policy ? policy.createScriptURL(address) : address;
      document.head.append(script);
    });
  }

  let loading = null;

  function articles() {
    loading ??= (async () => {
      await Promise.all([...Array(Number(table.dataset.files)).keys()].map(load));
      return parts.flat().map(article);
    })();
    return loading;
  }

  function article([address, title, id, published, date, outlet, words, tones, speakers, quotations]) {
    const people = speakers.map(([name, page, gender]) => ({ name, page, gender }));
    return {
      ...{ address, title, id, published, date, outlet, words, tones, speakers: people },
      month: published.length < 7 ? "" : published.slice(0, 7),
      quotations: quotations.length,
      // Headline and id in one text, and the names of the speakers.
      head: `${title}\n${id}`,
      names: people.map((person) => person.name).join("\n"),
      quoted: quotations.map(([place, speaker, kind, type, tone, text]) => {
        const person = people[speaker];
        return { ...{ place, kind, type, tone, text, person }, gender: person ? person.gender : nobody };
      }),
    };
  }

  const placeOf = (name, value) => facets[name].findIndex(([other]) => other === value);
  const nobody = placeOf("gender", "");

  /* ---- What is searched: the state of the form, which is also in the address ---- */

  const order = { key: null, isDown: false };
  const selects = [...OF_QUOTATION, ...OF_ARTICLE].map((name) => form.elements[name]);

  for (const select of selects) {
    for (const [value, label, n] of facets[select.name]) {
      if (!n) continue;
      const option = create("option", `${label} (${n})`);
      option.value = value;
      select.append(option);
    }
    select.closest("label").hidden = select.options.length < 3; // "all", and one value that all have
  }

  const isChosen = (select) => select.selectedIndex > 0; // the first option is "all", another may have no value

  function state() {
    const chosen = new URLSearchParams();
    for (const field of [input, speakerInput]) if (field.value.trim()) chosen.set(field.name, field.value.trim());
    for (const select of selects) if (isChosen(select)) chosen.set(select.name, select.value);
    if (order.key) chosen.set("sort", `${order.isDown ? "-" : ""}${order.key}`);
    return chosen;
  }

  function restore(chosen) {
    for (const field of [input, speakerInput]) field.value = chosen.get(field.name) ?? "";
    for (const select of selects) {
      const place = [...select.options].slice(1).findIndex((option) => option.value === chosen.get(select.name));
      select.selectedIndex = place + 1;
    }
    const [, down, key] = /^(-?)(\w+)$/.exec(chosen.get("sort") ?? "") ?? [];
    const head = key ? one(`thead [data-key="${key}"]`, table) : null;
    order.key = head && key;
    order.isDown = down === "-";
    if (speakerInput.value || selects.some(isChosen)) one("details", form).open = true;
    showOrder();
  }

  /* ---- What is found ---- */

  const rowId = (query) => /^(.+)#([a-z]+)(\d+)$/.exec(query);

  // Returns what says for an article whether it is found: null, or the quotations to show.
  function search(entries) {
    const query = input.value.trim();
    // A row's id from a table (`article#q3`) finds its article; the link then leads to the row's place.
    const row = rowId(query);
    const words = row ? [] : patterns(query).map((pattern) => new RegExp(pattern, "iu"));
    const speaker = speakerInput.value.trim();
    const quotationTests = selects
      .filter((select) => isChosen(select) && OF_QUOTATION.includes(select.name))
      .map((select) => {
        const place = placeOf(select.name, select.value);
        return (quotation) => quotation[select.name] === place;
      });
    if (speaker) quotationTests.push(speakerTest(speaker, entries));
    const articleTests = selects
      .filter((select) => isChosen(select) && OF_ARTICLE.includes(select.name))
      .map((select) => (entry) => entry[select.name] === select.value);
    if (row) articleTests.push((entry) => entry.id === row[1]);

    return (entry) => {
      if (!articleTests.every((test) => test(entry))) return null;
      const fitting = quotationTests.length
        ? entry.quoted.filter((quotation) => quotationTests.every((test) => test(quotation)))
        : entry.quoted;
      if (quotationTests.length && !fitting.length) return null;
      if (!words.length) return quotationTests.length ? fitting : [];
      const open = words.filter((word) => !word.test(entry.head));
      if (!open.length && quotationTests.length) return fitting;
      const inNames = quotationTests.length ? [] : open.filter((word) => word.test(entry.names));
      const hits = fitting.filter((quotation) => isHit(quotation, words, open));
      return hits.length || inNames.length === open.length ? hits : null;
    };
  }

  // Every word is in the headline, the quotation or the name of its speaker, and one in the latter two.
  function isHit({ text, person }, words, open) {
    const isIn = (word) => word.test(text) || (person !== undefined && word.test(person.name));
    return open.length ? open.every(isIn) : words.some((word) => word.test(text));
  }

  // The name of a speaker finds this speaker alone, other words all speakers with these words in their names.
  function speakerTest(speaker, entries) {
    const isName = entries.some((entry) => entry.speakers.some((person) => person.name === speaker));
    if (isName) return ({ person }) => person?.name === speaker;
    const words = patterns(speaker).map((pattern) => new RegExp(pattern, "iu"));
    return ({ person }) => person !== undefined && words.every((word) => word.test(person.name));
  }

  let matches = [];
  let turn = 0;
  let timer = 0;

  function remember(chosen) {
    const address = location.href.replace(/#.*/, "");
    history.replaceState(null, "", chosen.size ? `${address}#${chosen}` : address);
  }

  async function update() {
    const chosen = state();
    const isChanged = chosen.size > 0;
    const ownTurn = ++turn;
    clearTimeout(timer);
    timer = setTimeout(remember, 300, chosen); // browsers limit how often the address may change
    for (const pager of pagers) pager.hidden = isChanged;
    one("button[type=reset]", form).hidden = !isChanged;
    if (!isChanged) {
      output.textContent = "";
      more.hidden = true;
      body.replaceChildren(...initialRows);
      return;
    }
    const entries = await loaded();
    if (!entries || ownTurn !== turn) return; // a file is missing, or the reader has kept typing
    const match = search(entries);
    matches = sorted(entries.map((entry) => ({ entry, quoted: match(entry) })).filter(({ quoted }) => quoted));
    body.replaceChildren();
    showMore();
    const nQuotations = matches.reduce((sum, { quoted }) => sum + quoted.length, 0);
    const texts = [
      fill(output.dataset.some, { n: number.format(matches.length), all: number.format(entries.length) }),
      ...(nQuotations ? [fill(output.dataset.quotations, { n: number.format(nQuotations) })] : []),
    ];
    output.textContent = texts.join(" · ");
  }

  async function loaded() {
    if (!parts.length) output.textContent = output.dataset.loading;
    try {
      return await articles();
    } catch (error) {
      loading = null;
      showMissing(error.message);
      return null;
    }
  }

  function sorted(found) {
    if (order.key === null) return found;
    const sign = order.isDown ? -1 : 1;
    return found.sort((one, other) => {
      const [a, b] = [one.entry[order.key], other.entry[order.key]];
      if (a === "" || b === "") return (a === "") - (b === "");
      return sign * (typeof a === "number" ? a - b : collator.compare(a, b));
    });
  }

  /* ---- What is shown ---- */

  function showMore() {
    const rows = body.rows.length;
    const any = patterns(input.value).join("|");
    const hit = any && !rowId(input.value.trim()) ? new RegExp(`(${any})`, "iu") : null;
    body.append(...matches.slice(rows, rows + SHOWN).map((match) => rowOf(match, hit)));
    more.hidden = body.rows.length >= matches.length;
  }

  function rowOf({ entry, quoted }, hit) {
    const row = create("tr");
    const head = create("th");
    head.scope = "row";
    const link = create("a");
    const title = marked(entry.title, hit);
    title.lang = "de";
    link.append(title);
    const place = rowId(input.value.trim());
    link.href = place ? `${entry.address}#${place[2]}-${place[3]}` : entry.address;
    const id = create("small", "", "id");
    id.append(isolated(entry.id));
    head.append(link, " ", id);
    if (quoted.length) head.append(found(entry, quoted, hit));
    else if (entry.speakers.some((person) => person.page)) head.append(" ", speakers(entry.speakers));
    const date = create("td", entry.outlet ? "" : "–", entry.published || entry.outlet ? "date" : "date empty");
    if (entry.published) {
      const time = create("time", entry.date);
      time.dateTime = entry.published;
      date.replaceChildren(time);
    }
    if (entry.outlet) {
      const outlet = create("small");
      outlet.append(isolated(entry.outlet));
      date.append(" ", outlet);
    }
    const marks = create("td", "", "marks");
    marks.append(...entry.tones.map(markOf));
    row.append(head, date, count(entry, "words"), count(entry, "quotations"), marks);
    return row;
  }

  function count(entry, key) {
    const cell = create("td", number.format(entry[key]), "number");
    cell.dataset.label = one(`[data-key="${key}"]`, table).textContent;
    return cell;
  }

  function speakers(people) {
    const known = people.filter((person) => person.page);
    const list = create("small", "", "quoted-speakers");
    known.slice(0, 4).forEach((person, index) => list.append(index ? ", " : "", nameOf(person, null)));
    if (known.length > 4) list.append(", …");
    return list;
  }

  function nameOf(person, hit) {
    if (!person.page) return marked(person.name, hit);
    const link = create("a");
    link.href = `speakers/${person.page}.html`;
    link.append(marked(person.name, hit));
    return link;
  }

  // The quotations of an article that were found.
  function found(entry, quoted, hit) {
    const list = create("ul", "", "found");
    const step = (from) => {
      const items = quoted.slice(from, from ? undefined : QUOTATIONS_SHOWN).map((quotation) => item(entry, quotation, hit));
      list.append(...items);
    };
    step(0);
    if (quoted.length > QUOTATIONS_SHOWN) {
      const rest = create("li");
      const button = create("button", fill(table.dataset.more, { n: number.format(quoted.length - QUOTATIONS_SHOWN) }));
      button.type = "button";
      button.addEventListener("click", () => {
        rest.remove();
        step(QUOTATIONS_SHOWN);
        one(`li:nth-child(${QUOTATIONS_SHOWN + 1}) a`, list).focus();
      });
      rest.append(button);
      list.append(rest);
    }
    return list;
  }

  function item(entry, { place, type, tone, text, person }, hit) {
    const element = create("li");
    const link = create("a", "", "words");
    link.href = `${entry.address}#q-${place}`;
    link.lang = "de";
    link.append(marked(excerpt(text, hit), hit));
    const who = create("small");
    const [typeId, typeName] = facets.type[type];
    who.append(person ? nameOf(person, hit) : create("i", table.dataset.unnamed));
    who.append(" ", create("span", typeName, `chip ${typeId}`), " ", markOf(tone));
    element.append(link, " ", who);
    return element;
  }

  function excerpt(text, hit) {
    if (text.length <= LONG) return text;
    const place = hit ? text.search(hit) : -1;
    const start = place > BEFORE ? text.lastIndexOf(" ", place - BEFORE) + 1 : 0;
    const end = start + LONG < text.length ? text.lastIndexOf(" ", start + LONG) : text.length;
    const stop = end > Math.max(start, place) ? end : start + LONG;
    return `${start ? "… " : ""}${text.slice(start, stop)}${stop < text.length ? " …" : ""}`;
  }

  function marked(content, hit) {
    if (!hit) return isolated(content);
    const element = create("bdi");
    content.split(hit).forEach((part, index) => {
      if (index % 2 === 0) {
        element.append(...shown(part));
        return;
      }
      const mark = create("mark", "", "hit");
      mark.append(...shown(part));
      element.append(mark);
    });
    return element;
  }

  const markOf = (tone) => one(`[data-label="${facets.tone[tone][0]}"]`, one("#tones").content).cloneNode(true);

  /* ---- Input ---- */

  async function suggest() {
    const typed = patterns(speakerInput.value).map((pattern) => new RegExp(pattern, "iu"));
    const entries = await loaded();
    if (!entries) return;
    const counts = new Map();
    for (const { quoted } of entries) {
      for (const { person } of quoted) if (person) counts.set(person.name, (counts.get(person.name) ?? 0) + 1);
    }
    const names = [...counts.keys()].filter((name) => typed.every((word) => word.test(name)));
    names.sort((a, b) => counts.get(b) - counts.get(a) || collator.compare(a, b));
    const options = names.slice(0, NAMES_SHOWN).map((name) => {
      const option = create("option");
      option.value = name;
      return option;
    });
    one("#names").replaceChildren(...options);
  }

  function showOrder() {
    for (const head of all("thead th", table)) head.removeAttribute("aria-sort");
    if (!order.key) return;
    const head = one(`thead [data-key="${order.key}"]`, table);
    head.setAttribute("aria-sort", order.isDown ? "descending" : "ascending");
  }

  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", update);
  speakerInput.addEventListener("input", suggest);
  form.addEventListener("reset", () => {
    order.key = null;
    showOrder();
    setTimeout(update); // after the fields are cleared
  });
  more.addEventListener("click", showMore);

  for (const head of all("thead th[data-key]", table)) {
    const button = create("button", head.textContent);
    button.type = "button";
    button.addEventListener("click", () => {
      order.isDown = order.key === head.dataset.key && !order.isDown;
      order.key = head.dataset.key;
      showOrder();
      update();
    });
    head.replaceChildren(button);
  }

  function searchFromAddress() {
    if (location.hash && !location.hash.includes("=")) return; // a place on the page
    restore(new URLSearchParams(location.hash.slice(1)));
    update();
  }

  one("details", form).open = matchMedia("(min-width: 48rem)").matches;
  addEventListener("hashchange", searchFromAddress);
  searchFromAddress();
})();
