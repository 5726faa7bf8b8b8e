// Sort tables by a click on a column heading.
"use strict";

(() => {
  const { all, create } = wortlaut;
  const collator = new Intl.Collator("de", { numeric: true });

  function compare(a, b) {
    if (a === b) return 0;
    if (a === "" || b === "") return a === "" ? 1 : -1; // missing values come last
    return collator.compare(a, b);
  }

  function value(row, column) {
    const cell = row.cells[column];
    return cell.dataset.value ?? cell.textContent.trim();
  }

  function sort(table, column, head) {
    const isDown = head.getAttribute("aria-sort") === "ascending";
    for (const other of all("thead th", table)) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", isDown ? "descending" : "ascending");
    const body = table.tBodies[0];
    const numeric = [...body.rows].every((row) => value(row, column) === "" || Number.isFinite(+value(row, column)));
    const order = (a, b) => {
      const [x, y] = [value(a, column), value(b, column)];
      const result = numeric && x !== "" && y !== "" ? x - y : compare(x, y);
      return isDown && x !== "" && y !== "" ? -result : result;
    };
    body.append(...[...body.rows].sort(order));
  }

  for (const table of all("table")) {
    all("thead th", table).forEach((head, column) => {
      const button = create("button", head.textContent);
      button.type = "button";
      button.addEventListener("click", () => sort(table, column, head));
      head.replaceChildren(button);
    });
  }
})();
