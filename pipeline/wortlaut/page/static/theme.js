// Light or dark: as set in the system, or as the reader chose. Runs before the page is painted.
"use strict";

(() => {
  const root = document.documentElement;
  root.classList.add("js");

  // Browsers may deny storage to local files; the choice then applies to this page only.
  const remembered = (work) => {
    try {
      return work();
    } catch (error) {
      if (error instanceof DOMException) return null;
      throw error;
    }
  };

  const chosen = remembered(() => localStorage.getItem("wortlaut-theme"));
  if (chosen === "light" || chosen === "dark") root.dataset.theme = chosen;

  document.addEventListener("DOMContentLoaded", () => {
    const button = document.querySelector("button.theme");
    button.hidden = false;
    button.addEventListener("click", () => {
      const isDark = root.dataset.theme
        ? root.dataset.theme === "dark"
        : matchMedia("(prefers-color-scheme: dark)").matches;
      root.dataset.theme = isDark ? "light" : "dark";
      remembered(() => localStorage.setItem("wortlaut-theme", root.dataset.theme));
    });
  });
})();
