// What is drawn anew by itself would take the focus from who works in it with the keyboard: it waits until they have left it.
document.addEventListener('htmx:beforeSwap', event => {
  const target = event.detail.target;
  const byItself = (target.getAttribute('hx-trigger') || '').startsWith('every');
  if (byItself && target.contains(document.activeElement)) {
    event.detail.shouldSwap = false;
  }
});
