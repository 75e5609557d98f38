"use strict";

// A click on a column's head sorts its table: numbers from the largest, names from A.
function sort(head) {
  const table = head.closest("table");
  const column = head.cellIndex;
  const falling = head.getAttribute("aria-sort") === "descending";
  const rising = head.classList.contains("name")
    ? head.getAttribute("aria-sort") !== "ascending"
    : falling;
  const key = (row) => {
    const cell = row.cells[column];
    return "value" in cell.dataset ? Number(cell.dataset.value) : cell.textContent;
  };
  const compare = (a, b) =>
    typeof a === "number" ? a - b : a.localeCompare(b, undefined, { numeric: true });
  const rows = Array.from(table.tBodies[0].rows, (row) => [key(row), row]);
  rows.sort(([a], [b]) => (rising ? compare(a, b) : compare(b, a)));
  table.tBodies[0].append(...rows.map(([, row]) => row));
  for (const other of head.parentElement.cells) other.removeAttribute("aria-sort");
  head.setAttribute("aria-sort", rising ? "ascending" : "descending");
}

document.addEventListener("click", (event) => {
  const head = event.target.closest("th button")?.closest("th");
  if (head) sort(head);
});

// Escape puts a card away until its mark is pointed at or focused again.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const found of document.querySelectorAll(".finding:hover, .finding:focus-within")) {
    found.classList.add("dismissed");
  }
});
for (const left of ["focusout", "mouseout"]) {
  document.addEventListener(left, (event) => {
    const found = event.target.closest?.(".finding");
    if (found && !found.contains(event.relatedTarget)) found.classList.remove("dismissed");
  });
}
