// What is drawn anew by itself would take the focus from who works in it with the keyboard. What has an id gets it back by htmx; for
// anything else the drawing waits until the keyboard has left.
document.addEventListener('htmx:beforeSwap', event => {
  const target = event.detail.target;
  const focused = document.activeElement;
  const byItself = (target.getAttribute('hx-trigger') || '').startsWith('every');
  if (byItself && target.contains(focused) && !focused.id) {
    event.detail.shouldSwap = false;
  }
});
