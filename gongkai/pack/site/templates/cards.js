"use strict";
// On a telephone each row of a table is a card: every cell says its column, and keeps its role.
for (const table of document.querySelectorAll("main table:not(.form)")) {
  const heads = [...table.tHead.rows[0].cells].map((head) => head.textContent.trim());
  table.classList.add("cards");
  table.setAttribute("role", "table");
  for (const part of [table.tHead, ...table.tBodies]) part.setAttribute("role", "rowgroup");
  for (const row of table.rows) {
    row.setAttribute("role", "row");
    [...row.cells].forEach((cell, i) => {
      cell.setAttribute("role", row.parentElement === table.tHead ? "columnheader" : cell.scope ? "rowheader" : "cell");
      cell.dataset.label = heads[i];
      if (i && ["", "—"].includes(cell.textContent.trim())) cell.classList.add("none");
    });
  }
}
