// Shared by the other scripts. (Scripts of type "module" could import it, but browsers block them for local files.)
"use strict";

const wortlaut = (() => {
  const one = (selector, root = document) => root.querySelector(selector);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const create = (name, content = "", className = "") => {
    const element = document.createElement(name);
    element.textContent = content;
    if (className) element.className = className;
    return element;
  };
  const fill = (pattern, values) => pattern.replace(/\{(\w+)\}/g, (_, name) => values[name]);

  return { all, create, fill, one };
})();
