// What every page can do a little better with a script; each page reads and works without.
"use strict";

// `/` goes to the search box, as on many sites; never while somebody is typing.
document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input, textarea, select, [contenteditable]")) return;
  const box = document.querySelector('input[type="search"]');
  if (box) {
    event.preventDefault();
    box.focus();
    box.select();
  }
});

// What is wider than the screen scrolls by itself; the keyboard can do that only where it can stop there.
for (const wide of document.querySelectorAll(".text table, .text pre, table.plain")) {
  if (wide.scrollWidth > wide.clientWidth) wide.tabIndex = 0;
}

// From a disk, the search page cannot fetch an article to cut a snippet from it, so it opens it in a hidden frame and is told
// the same parts that it looks for over http (TEXT in builder/search/browser/snippets.js).
if (location.protocol === "file:" && parent !== window) {
  const parts = "article :is(.kicker, .lede, figcaption), article .text :is(p:not(.missing .note), li, h2, h3, h4, h5, h6, dt, dd, th, td, pre)";
  const paragraphs = [...document.querySelectorAll(parts)].map((part) => part.textContent.trim());
  parent.postMessage({ paragraphs }, "*");
}
