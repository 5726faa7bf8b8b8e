// Search in the text of an article. The browser paints the hits (CSS Custom Highlight API); the page is not changed.
"use strict";

(() => {
  const { all, fill, one } = wortlaut;
  const search = one("form.search");
  const input = one("input", search);
  const output = one("output", search);
  const canPaint = "highlights" in CSS;
  let hits = [];
  let hit = -1;

  function find() {
    const words = input.value.trim().split(/\s+/);
    hits = words[0] ? ranges(new RegExp(wortlaut.phrase(words), "giu")) : [];
    hit = -1;
    if (canPaint) CSS.highlights.set("hit", new Highlight(...hits));
    if (hits.length) step(1);
    else updateOutput();
  }

  function ranges(pattern) {
    const nodes = [];
    let content = "";
    for (const block of all(".text :is(p, h1, h2)")) {
      const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) {
        nodes.push({ node: walker.currentNode, start: content.length });
        content += walker.currentNode.data;
      }
      content += "\n";
    }
    let number = 0;
    const locate = (position, isEnd) => {
      while (number + 1 < nodes.length && nodes[number + 1].start < position + (isEnd ? 0 : 1)) number += 1;
      return [nodes[number].node, Math.min(position - nodes[number].start, nodes[number].node.length)];
    };
    return [...content.matchAll(pattern)].map((match) => {
      const range = new Range();
      range.setStart(...locate(match.index, false));
      range.setEnd(...locate(match.index + match[0].length, true));
      return range;
    });
  }

  function step(by) {
    if (!hits.length) return;
    wortlaut.showText();
    hit = (hit + by + hits.length) % hits.length;
    const range = hits[hit];
    if (canPaint) CSS.highlights.set("hit-now", new Highlight(range));
    else getSelection().setBaseAndExtent(range.startContainer, range.startOffset, range.endContainer, range.endOffset);
    const box = range.getBoundingClientRect();
    if (box.top < 80 || box.bottom > innerHeight - 40) scrollBy(0, box.top - innerHeight / 2);
    updateOutput();
  }

  function updateOutput() {
    if (canPaint && !hits.length) CSS.highlights.delete("hit-now");
    const pattern = hits.length ? output.dataset.some : input.value.trim() ? output.dataset.none : "";
    output.textContent = fill(pattern, { n: hit + 1, all: hits.length });
    for (const button of all(".step", search)) button.disabled = !hits.length;
  }

  input.addEventListener("input", find);
  search.addEventListener("submit", (event) => {
    event.preventDefault();
    step(1);
  });
  for (const button of all(".step", search)) {
    button.addEventListener("click", () => step(Number(button.dataset.step)));
  }
  updateOutput();
})();
