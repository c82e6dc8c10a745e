const graph = document.getElementById("graph");
const edges = [...graph.querySelectorAll("path")];
const names = [...graph.querySelectorAll("text")];
function way(start, from, to) {
  const seen = new Set([start]);
  for (const name of seen)
    for (const edge of edges)
      if (edge.dataset[from] === name) { edge.classList.add("on"); seen.add(edge.dataset[to]); }
  return seen;
}
function pick(name) {
  for (const part of [...edges, ...names]) part.classList.remove("on");
  graph.classList.toggle("picked", name !== null);
  if (name === null) return;
  const on = new Set([...way(name, "to", "from"), ...way(name, "from", "to")]);
  for (const text of names) text.classList.toggle("on", on.has(text.dataset.name));
}
let picked = null;
function toggle(event) {
  const name = event.target.dataset.name ?? null;
  picked = name === picked ? null : name;
  pick(picked);
}
graph.addEventListener("click", toggle);
graph.addEventListener("keydown", (event) => { if (event.key === "Enter") toggle(event); });
const rows = [...document.querySelectorAll("#fields tbody tr")];
const texts = rows.map((row) => row.textContent.toLowerCase());
const search = document.getElementById("search");
function filter() {
  const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
  let shown = 0;
  rows.forEach((row, n) => {
    row.hidden = !words.every((word) => texts[n].includes(word));
    shown += !row.hidden;
  });
  document.getElementById("count").textContent = `${shown} / ${rows.length}`;
}
search.addEventListener("input", filter);
filter();
