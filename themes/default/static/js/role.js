// Runs before the home page is painted, so that the block of the reader's function is there at once and nothing shifts.
(() => {
  const root = document.documentElement;
  try {
    const role = JSON.parse(localStorage.getItem(`fieldbook:${root.dataset.root}:role`) ?? "null");
    if (typeof role === "string") root.dataset.role = role;
  } catch {
    // Storage is refused, or holds something else: home is as for everybody.
  }
})();
