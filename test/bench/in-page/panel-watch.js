// In the panel's frame, before anything else: says when a person's name and history have been painted.
if (location.protocol === "chrome-extension:") {
  let name = "";
  let painted = { name: "", at: 0 };
  let wanted;
  const settle = () => {
    if (wanted && painted.name === wanted.name) wanted.resolve(painted.at);
  };
  const look = () => {
    const hasHistory = document.querySelector('ul[aria-label="Engagement history"] li') !== null;
    const now = hasHistory ? (document.querySelector("h1")?.textContent ?? "") : "";
    if (now === name) return;
    name = now;
    requestAnimationFrame(() =>
      // The next task after a frame begins when it has been drawn.
      setTimeout(() => {
        painted = { name: now, at: Date.now() };
        settle();
      }),
    );
  };
  new MutationObserver(look).observe(document, { subtree: true, childList: true, characterData: true });
  /** The moment, in milliseconds of the clock, when this person stood there; waits for it. */
  globalThis.paintedWith = (expected) =>
    new Promise((resolve) => {
      wanted = { name: expected, resolve };
      settle();
    });
} else {
  addEventListener(
    "click",
    () => {
      globalThis.clickedAt = Date.now();
    },
    true,
  );
}
