"use strict";
// The page works without this: it adds sorting, Escape, and whole sessions in print.

// Sorting: the words of a heading become a button.
for (const table of document.querySelectorAll("table.sortable")) {
  const body = table.tBodies[0];
  table.querySelectorAll("thead th").forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = head.textContent;
    head.replaceChildren(button);
    button.addEventListener("click", () => {
      const down = head.getAttribute("aria-sort") !== "descending";
      for (const other of table.querySelectorAll("thead th")) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      const key = (row) => row.cells[column].dataset.key;
      const compare = (a, b) =>
        key(a) === undefined
          ? b.cells[column].textContent.localeCompare(a.cells[column].textContent, undefined, { numeric: true })
          : key(b) - key(a);
      const rows = [...body.rows].sort((a, b) => (down ? compare(a, b) : compare(b, a)));
      body.append(...rows);
    });
  });
}

// Escape closes the reason that stands open, until the words are left.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const mark of document.querySelectorAll(".mark[tabindex]:is(:hover, :focus)")) {
    mark.classList.add("closed");
    const open = () => mark.classList.remove("closed");
    mark.addEventListener("blur", open, { once: true });
    mark.addEventListener("pointerleave", open, { once: true });
  }
});

// Paper cannot be unfolded.
let folded = [];
window.addEventListener("beforeprint", () => {
  folded = [...document.querySelectorAll("details.session:not([open]), details.rest:not([open])")];
  for (const details of folded) details.open = true;
});
window.addEventListener("afterprint", () => {
  for (const details of folded) details.open = false;
});
