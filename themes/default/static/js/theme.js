// Runs before the page is painted, so that a reader's choice of colours shows at once, and room is kept for what scripts show.
(() => {
  document.documentElement.dataset.scripts = "";
  let choice = null;
  try {
    choice = localStorage.getItem("fieldbook.theme");
  } catch {
    // Storage is refused: the system's colours hold.
  }
  if (choice === "dark" || choice === "light") document.documentElement.dataset.theme = choice;
})();
