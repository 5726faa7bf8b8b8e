// What the other scripts share. (Scripts of type "module" could import it, but browsers refuse them to files.)
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
