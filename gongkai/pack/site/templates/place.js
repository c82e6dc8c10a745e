// Say where the number that was followed, or pressed, stands in its document.
const place = document.querySelector(".place");
const say = (cell) => { if (place && cell) place.textContent = cell.title || ""; };
const here = () => say(document.getElementById(location.hash.slice(1))?.closest("[title]"));
addEventListener("hashchange", here);
document.addEventListener("click", (event) => say(event.target.closest("td[title]")));
document.addEventListener("focusin", (event) => say(event.target.closest("td[title]")));
here();
