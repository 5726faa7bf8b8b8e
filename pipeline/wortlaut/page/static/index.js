// The list of articles: searches and sorts all articles, whichever page of the list is open. Paging works without it.
"use strict";

(() => {
  const { all, create, fill, one } = wortlaut;
  // Like `to_html` in pipeline/wortlaut/page/markup.py: characters a browser would interpret or drop show their code.
  const HIDDEN = /([\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069])/;
  const isolated = (content) => {
    const element = create("bdi");
    content.split(HIDDEN).forEach((part, index) => {
      if (index % 2 === 0) {
        element.append(part);
        return;
      }
      const hidden = create("bdi", part, "hidden");
      hidden.dataset.code = `U+${part.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}`;
      element.append(hidden);
    });
    return element;
  };
  const SHOWN = 100; // rows per step
  const FIELDS = ["address", "title", "id", "published", "words", "quotations", "speakers", "tones", "date"];
  const table = one("table.articles");
  const body = table.tBodies[0];
  const initialRows = [...body.rows];
  const pagers = all(".pager");
  const form = one("form.search");
  const input = one("input", form);
  const output = one("output", form);
  const more = one("button.more");
  const number = new Intl.NumberFormat(document.documentElement.lang);
  const collator = new Intl.Collator("de", { numeric: true });

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
      for (let place = 0; place < Number(table.dataset.files); place += 1) await load(place);
      return parts.flat().map((row) => {
        const entry = Object.fromEntries(FIELDS.map((field, index) => [field, row[index]]));
        entry.searched = [entry.title, entry.id, ...entry.speakers].join("\n").toLocaleLowerCase("de");
        return entry;
      });
    })();
    return loading;
  }

  /* ---- What is shown ---- */

  const order = { key: null, isDown: false };
  const keys = { title: "title", date: "published", words: "words", quotations: "quotations" };
  let matches = [];
  let turn = 0;

  async function update() {
    const query = input.value.trim();
    const isChanged = query !== "" || order.key !== null;
    const ownTurn = ++turn;
    for (const pager of pagers) pager.hidden = isChanged;
    if (!isChanged) {
      output.textContent = "";
      more.hidden = true;
      body.replaceChildren(...initialRows);
      return;
    }
    if (!parts.length) output.textContent = output.dataset.loading;
    let entries;
    try {
      entries = await articles();
    } catch (error) {
      loading = null;
      output.textContent = `${output.dataset.failed} ${error.message}`;
      return;
    }
    if (ownTurn !== turn) return; // the reader has kept typing
    matches = sorted(entries.filter(matching(query)));
    body.replaceChildren();
    showMore();
    output.textContent = fill(output.dataset.some, {
      n: number.format(matches.length),
      all: number.format(entries.length),
    });
  }

  // A row's id from a table (`article#q3`) finds its article; the link then leads to the row's place.
  const rowId = (query) => /^(.+)#([a-z]+)(\d+)$/.exec(query);

  function matching(query) {
    const row = rowId(query);
    if (row) return (entry) => entry.id === row[1];
    const words = query.toLocaleLowerCase("de").split(/\s+/);
    return (entry) => words.every((word) => entry.searched.includes(word));
  }

  function sorted(entries) {
    if (order.key === null) return entries;
    const field = keys[order.key];
    const sign = order.isDown ? -1 : 1;
    return entries.sort((a, b) => {
      if (a[field] === "" || b[field] === "") return (a[field] === "") - (b[field] === "");
      return sign * (typeof a[field] === "number" ? a[field] - b[field] : collator.compare(a[field], b[field]));
    });
  }

  function showMore() {
    const shown = body.rows.length;
    body.append(...matches.slice(shown, shown + SHOWN).map(rowOf));
    more.hidden = body.rows.length >= matches.length;
  }

  function rowOf(entry) {
    const row = create("tr");
    const head = create("th");
    head.scope = "row";
    const link = create("a");
    const title = isolated(entry.title);
    title.lang = "de";
    link.append(title);
    const place = rowId(input.value.trim());
    link.href = place ? `${entry.address}#${place[2]}-${place[3]}` : entry.address;
    const id = create("small", "", "id");
    id.append(isolated(entry.id));
    head.append(link, " ", id);
    if (entry.speakers.length) head.append(" ", speakers(entry.speakers));
    const date = create("td", "–", entry.published ? "date" : "date empty");
    if (entry.published) {
      const time = create("time", entry.date);
      time.dateTime = entry.published;
      date.replaceChildren(time);
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

  function speakers(names) {
    const list = create("small", "", "speakers");
    names.slice(0, 4).forEach((name, index) => list.append(index ? ", " : "", isolated(name)));
    if (names.length > 4) list.append(", …");
    return list;
  }

  const markOf = (label) => one(`[data-label="${label}"]`, one("#tones").content).cloneNode(true);

  /* ---- Search and sorting ---- */

  form.hidden = false;
  form.addEventListener("submit", (event) => event.preventDefault());
  input.addEventListener("input", update);
  more.addEventListener("click", showMore);

  for (const head of all("thead th[data-key]", table)) {
    const button = create("button", head.textContent);
    button.type = "button";
    button.addEventListener("click", () => {
      order.isDown = order.key === head.dataset.key && !order.isDown;
      order.key = head.dataset.key;
      for (const other of all("thead th", table)) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", order.isDown ? "descending" : "ascending");
      update();
    });
    head.replaceChildren(button);
  }

  function searchFromAddress() {
    const query = /^#find=(.*)$/.exec(location.hash);
    if (!query) return;
    input.value = decodeURIComponent(query[1]);
    update();
    input.focus();
  }

  addEventListener("hashchange", searchFromAddress);
  searchFromAddress();
})();
