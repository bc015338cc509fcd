
// The way back to the page before is one step. A page that was just opened completes its address with all that it shows,
// and Streamlit makes that a second one: whoever goes back would stay where they are.
(() => {
  if (window.curriculumMapOneStep) return;
  window.curriculumMapOneStep = true;
  const push = history.pushState;
  let isNew = true;
  history.pushState = function (state, title, address) {
    const isHere = new URL(address, location.href).pathname === location.pathname;
    const completes = isNew && isHere;
    isNew = !isHere;
    if (completes) history.replaceState(state, title, address);
    else push.call(history, state, title, address);
  };
  // What is chosen is a step of its own.
  for (const press of ["pointerdown", "keydown", "click"]) addEventListener(press, () => { isNew = false; }, true);
})();
