// An article's page: views, cards, lines from mentions to names, filters. The page is readable without it.
"use strict";

(() => {
  const { all, create, fill, one } = wortlaut;
  const text = one("#text");

  /* ---- Views: the text and the tables, one at a time; the address decides which ---- */

  const views = all(".view");

  function show(view) {
    for (const other of views) other.hidden = other !== view;
    document.documentElement.classList.add("ready");
    for (const link of all(".views a")) {
      if (link.hash === `#${view.id}`) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    }
    drawLines();
  }

  // The address names a place and, after `&`, the filters: `#quotations&type=Direct`.
  const address = () => {
    const [, place, filters] = /^#?([^&]*)&?(.*)$/.exec(location.hash);
    return { place, filters: new URLSearchParams(filters) };
  };

  function go() {
    closeCard();
    const { place, filters } = address();
    if (filters.size) restoreFilters(filters);
    else rememberFilters();
    const target = document.getElementById(place);
    const view = target?.closest(".view");
    show(view ?? text);
    if (!view) return;
    if (target === view) {
      scrollTo(0, 0);
      return;
    }
    target.scrollIntoView({ block: "center" });
    const stop = one(`a.ref[href="#row-${target.id}"]`) ?? one("th a", target) ?? target;
    if (!stop.matches("a[href]")) stop.tabIndex = -1;
    stop.focus({ preventScroll: true });
    if (stop.matches(".ref")) openCard(stop, false); // a window in the background gets no focus event
  }

  // Stores the row in the history, so that "back" from the text returns to it.
  document.addEventListener("click", (event) => {
    const row = event.target.closest("a[href]")?.closest("tr[id]");
    if (row && event.target.closest("a").hash !== `#${address().place}`) history.replaceState(null, "", `#${row.id}`);
  });

  /* ---- Cards: table data of a quotation or a name, shown beside it ---- */

  const card = one("#card");
  let opener = null;
  let isPinned = false;
  let timer = 0;

  function openCard(element, pinned) {
    clearTimeout(timer);
    const row = rowOf(element);
    if (!row) return;
    if (opener !== element) {
      closeCard();
      opener = element;
      card.replaceChildren(...contents(row));
      card.dataset.kind = row.dataset.type ?? "";
      card.hidden = false;
      place(element);
      mark(element);
    }
    isPinned = isPinned || pinned;
  }

  function closeCard() {
    clearTimeout(timer);
    card.hidden = true;
    opener = null;
    isPinned = false;
    for (const element of all(".on", text)) element.classList.remove("on");
    drawLines([]);
  }

  function rowOf(element) {
    const holder = element.closest("[data-q], [data-e], .ref");
    if (holder.matches(".ref")) return document.getElementById(holder.hash.slice(1));
    return document.getElementById(holder.dataset.e ? `e-${holder.dataset.e}` : `row-q-${holder.dataset.q}`);
  }

  function contents(row) {
    const heads = all("thead th", row.closest("table"));
    const [first, ...cells] = row.cells;
    const number = one("a", first);
    const title = create("p", "", "title");
    if (number) title.append(`${card.dataset.number} ${number.textContent}`);
    else title.append(...copies(first));
    const list = create("dl");
    cells.forEach((cell, index) => {
      if (cell.matches(".quoted, .places")) return;
      const entry = create("dd");
      entry.append(...copies(cell));
      if (cell.lang) entry.lang = cell.lang;
      list.append(create("dt", heads[index + 1].textContent), entry);
    });
    const links = create("p", "", "ways");
    const toRow = create("a", card.dataset.row);
    toRow.href = `#${row.id}`;
    links.append(toRow);
    if (number) {
      const here = create("a", card.dataset.link);
      here.href = number.hash;
      links.append(here);
    }
    const close = create("button", "×", "close");
    close.type = "button";
    close.setAttribute("aria-label", card.dataset.close);
    close.addEventListener("click", leaveCard);
    return [close, title, list, links];
  }

  const copies = (cell) => [...cell.childNodes].map((node) => node.cloneNode(true));

  function place(element) {
    const box = element.matches(".ref") ? element.getBoundingClientRect() : element.getClientRects()[0];
    const room = one("#main").getBoundingClientRect().right - card.offsetWidth;
    const isAbove = box.bottom + card.offsetHeight + 16 > innerHeight && box.top > card.offsetHeight + 60;
    card.style.left = `${Math.max(8, Math.min(box.left, room)) + scrollX}px`;
    card.style.top = `${(isAbove ? box.top - card.offsetHeight - 8 : box.bottom + 8) + scrollY}px`;
  }

  function mark(element) {
    const holder = element.closest("[data-q], [data-e], .ref");
    const quotation = holder.dataset.q ?? holder.dataset.n;
    const selector = holder.dataset.e ? `[data-e="${holder.dataset.e}"]` : `[data-q="${quotation}"]`;
    for (const part of all(selector, text)) part.classList.add("on");
    const linked = quotation ? all(".speaker.on a.m", text) : all("a.m", element.parentNode).filter((a) => a === element);
    drawLines(linked);
  }

  function leaveCard() {
    const back = opener;
    closeCard();
    if (back?.matches("a")) {
      isReturning = true;
      back.focus();
      isReturning = false;
    }
  }

  let isReturning = false;
  const at = (event) => event.target.closest(".ref, .m, [data-q]");

  text.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch" || isPinned) return;
    clearTimeout(timer);
    const element = at(event);
    if (element) timer = setTimeout(openCard, 120, element, false);
  });
  const leave = () => {
    if (isPinned) return;
    clearTimeout(timer);
    timer = setTimeout(closeCard, 250);
  };
  text.addEventListener("pointerout", leave);
  card.addEventListener("pointerleave", leave);
  card.addEventListener("pointerenter", () => clearTimeout(timer));
  text.addEventListener("focusin", (event) => {
    const element = at(event);
    if (element && !isReturning) openCard(element, false);
  });
  text.addEventListener("focusout", (event) => {
    if (!isPinned && !card.contains(event.relatedTarget)) leave();
  });

  document.addEventListener("click", (event) => {
    if (card.contains(event.target)) return;
    const element = text.contains(event.target) && getSelection().isCollapsed ? at(event) : null;
    if (!element) {
      if (!event.target.closest(".tools, .bar")) closeCard();
      return;
    }
    if (element.matches("a.m")) return; // a link to who is meant
    if (opener !== element) isPinned = false;
    openCard(element, true);
    if (element.matches(".ref")) {
      event.preventDefault();
      card.focus({ preventScroll: true });
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !card.hidden) leaveCard();
  });

  /* ---- Lines from a pronoun or a description to the name it refers to ---- */

  const everywhere = one("#lines");
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("class", "lines");
  svg.setAttribute("aria-hidden", "true");
  text.append(svg);

  let active = [];

  function drawLines(links = active) {
    active = links;
    if (text.hidden) return;
    const frame = text.getBoundingClientRect();
    const paths = [];
    for (const link of everywhere.checked ? all("a.m", text) : active) {
      const name = document.getElementById(link.hash.slice(1));
      if (!name || !text.contains(name)) continue;
      const path = document.createElementNS(svg.namespaceURI, "path");
      path.setAttribute("d", curve(middle(link, frame), middle(name, frame)));
      path.setAttribute("class", active.includes(link) ? "line on" : "line");
      paths.push(path);
    }
    svg.replaceChildren(...paths); // all at once, so that the page is laid out once
  }

  function middle(element, frame) {
    const box = element.getClientRects()[0];
    return { x: (box.left + box.right) / 2 - frame.left, top: box.top - frame.top, bottom: box.bottom - frame.top };
  }

  function curve(from, to) {
    const isSameLine = Math.abs(from.top - to.top) < 4;
    const end = isSameLine ? to.top : from.top > to.top ? to.bottom : to.top;
    const start = from.top > to.top || isSameLine ? from.top : from.bottom;
    const bend = isSameLine ? -18 : (end - start) / 2;
    const lift = isSameLine ? bend : -bend;
    return `M${from.x} ${start}C${from.x} ${start + bend} ${to.x} ${end + lift} ${to.x} ${end}`;
  }

  everywhere.addEventListener("change", () => drawLines());
  new ResizeObserver(() => {
    drawLines();
    if (opener) place(opener);
  }).observe(text);

  /* ---- Filters ---- */

  const filters = one("form.filters");
  const rows = all("table.quotations tbody tr");
  const parts = Object.groupBy(all("[data-q], .ref", text), (part) => part.dataset.q ?? part.dataset.n);

  function chosenFilters() {
    return new URLSearchParams(new FormData(filters));
  }

  function filter() {
    const chosen = chosenFilters();
    const types = new Set(chosen.getAll("type"));
    const speakers = new Set(chosen.getAll("speaker"));
    let n = 0;
    for (const row of rows) {
      const fits =
        (!types.size || types.has(row.dataset.type)) && (!speakers.size || speakers.has(row.dataset.speaker));
      row.hidden = !fits;
      n += fits;
      for (const part of parts[row.cells[0].dataset.value] ?? []) part.classList.toggle("off", !fits);
    }
    const isFiltered = chosen.size > 0;
    const output = one("output", filters);
    output.textContent = isFiltered ? fill(output.dataset.some, { n, all: rows.length }) : "";
    one("button[type=reset]", filters).hidden = !isFiltered;
    one("#quotations .none").hidden = n > 0;
  }

  const withFilters = (place) => {
    const chosen = chosenFilters();
    return chosen.size ? `#${place}&${chosen}` : `#${place}`;
  };

  function rememberFilters() {
    const hash = withFilters(address().place);
    if (hash !== (location.hash || "#")) history.replaceState(null, "", hash);
  }

  function restoreFilters(chosen) {
    for (const box of all("input[name]", filters)) box.checked = chosen.has(box.name, box.value);
    if (rows.length) filter();
  }

  function change() {
    filter();
    rememberFilters();
  }

  filters.addEventListener("change", (event) => event.target === everywhere || change());
  filters.addEventListener("reset", () => setTimeout(change)); // after the boxes are cleared
  filters.addEventListener("submit", (event) => event.preventDefault());
  one("details", filters).open = matchMedia("(min-width: 70rem)").matches;
  if (rows.length) one("button[type=reset]", filters).hidden = true;

  wortlaut.showText = () => show(text);
  addEventListener("hashchange", go);
  go();
  document.fonts.ready.then(() => location.hash && go()); // loading the fonts has moved the target
})();
