// While a file is made, its button cannot be pressed, and the browser takes the keyboard away from it: back to the top of
// the page, or out of an open dialog, which then no longer hears Escape. Here the button gets it back.
(() => {
  if (window.curriculumMapKeepsPlace) return;
  window.curriculumMapKeepsPlace = true;
  let left = null;
  document.addEventListener("focusin", (event) => { left = event.target; });
  // Whoever went elsewhere meant to; a button that was taken away under somebody's hands did not.
  document.addEventListener("focusout", (event) => { if (!event.target.disabled) left = null; });
  new MutationObserver((changes) => {
    for (const {target} of changes) {
      if (target === left && !target.disabled && document.activeElement === document.body) target.focus();
    }
  }).observe(document.body, {subtree: true, attributeFilter: ["disabled"]});
})();
