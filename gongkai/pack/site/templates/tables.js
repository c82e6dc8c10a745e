// Filter the rows of a table by what is typed; the number of rows that are left is told.
for (const table of document.querySelectorAll("table[data-filter]")) {
  const label = document.createElement("label");
  const box = document.createElement("input");
  const told = document.createElement("span");
  const bar = document.createElement("p");
  box.type = "search";
  told.setAttribute("role", "status");
  label.append("筛选单位 ", box);
  bar.className = "filter";
  bar.append(label, told);
  table.parentElement.before(bar);
  box.addEventListener("input", () => {
    const rows = [...table.tBodies[0].rows];
    for (const row of rows) row.hidden = !row.textContent.includes(box.value.trim());
    const left = rows.filter((row) => !row.hidden).length;
    told.textContent = box.value.trim() ? `${left} / ${rows.length} 行` : "";
  });
}
// Sort a table by the column whose title is pressed; rows without a number stay at the end.
for (const table of document.querySelectorAll("table[data-sortable]")) {
  const body = table.tBodies[0];
  const heads = [...table.tHead.rows[0].cells];
  const key = (row, i) => parseFloat(row.cells[i].textContent.replace(/,/g, ""));
  heads.forEach((head, i) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.dataset.title = button.textContent.trim(); // paper shows it instead: Chromium repeats no head with buttons
    head.append(button);
    button.addEventListener("click", () => {
      const up = head.getAttribute("aria-sort") !== "ascending";
      heads.forEach((other) => other.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", up ? "ascending" : "descending");
      const sign = up ? 1 : -1;
      body.append(...[...body.rows].sort((a, b) => {
        if (!head.classList.contains("number"))
          return sign * a.cells[i].textContent.localeCompare(b.cells[i].textContent, "zh-CN");
        const x = key(a, i), y = key(b, i);
        if (Number.isNaN(x) || Number.isNaN(y)) return Number.isNaN(x) - Number.isNaN(y);
        return sign * (x - y);
      }));
    });
  });
}
