/**
 * The script of the html report: it hides what the filters leave out, and opens everything for printing. It makes no markup and
 * reads nothing but attributes of the page.
 */
export const htmlScript = `
"use strict";
const form = document.querySelector(".filters");
const found = document.querySelector(".filters output");
const groups = [...document.querySelectorAll(".group")];
const nodes = [...document.querySelectorAll(".graph [data-hosts]")];
const hostsOf = (element) => JSON.parse(element.dataset.hosts);
function apply() {
  const levels = new Set([...form.querySelectorAll("[name=severity]:checked")].map((box) => box.value));
  const category = form.elements.category.value;
  const host = form.elements.host ? form.elements.host.value : "";
  const words = form.elements.search.value.toLowerCase().trim();
  let count = 0;
  for (const group of groups) {
    let shown = 0;
    for (const item of group.querySelectorAll("li")) {
      const fits = levels.has(item.dataset.severity)
        && (category === "" || category === group.dataset.category)
        && (host === "" || hostsOf(item).includes(host))
        && (words === "" || (group.dataset.rule + " " + item.textContent).toLowerCase().includes(words));
      item.hidden = !fits;
      if (fits) shown += 1;
    }
    group.hidden = shown === 0;
    count += shown;
  }
  for (const node of nodes) node.classList.toggle("dim", host !== "" && !hostsOf(node).includes(host));
  found.textContent = count + (count === 1 ? " finding shown" : " findings shown");
}
form.addEventListener("input", apply);
form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("reset", () => setTimeout(apply));
let closed = [];
addEventListener("beforeprint", () => {
  closed = [...document.querySelectorAll("details:not([open])")];
  for (const part of closed) part.open = true;
});
addEventListener("afterprint", () => { for (const part of closed) part.open = false; });
apply();
`;
