// In the CRM page, before anything else: a page that writes down all that is done to it.
if (location.protocol === "https:" && window === window.top) {
  const witness = { nodes: 0, shift: 0, longTasks: 0 };
  globalThis.witness = witness;
  new MutationObserver((records) => {
    for (const { type, addedNodes, removedNodes } of records)
      witness.nodes += type === "childList" ? addedNodes.length + removedNodes.length : 1;
  }).observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
  new PerformanceObserver((list) => {
    for (const { value } of list.getEntries()) witness.shift += value;
  }).observe({ type: "layout-shift", buffered: true });
  new PerformanceObserver((list) => {
    witness.longTasks += list.getEntries().length;
  }).observe({ type: "longtask", buffered: true });
}
