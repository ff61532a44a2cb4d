/** How often to look where the browser tells nothing, in milliseconds. */
const POLL = 1_000;

/**
 * Calls back after each change of the page's address, once it has committed: what is told earlier still
 * names the record before. Changes of the same address are told once.
 */
export function watchAddress(changed: (href: string) => void, signal: AbortSignal): void {
  let last = location.href;
  const look = (): void => {
    if (location.href === last) return;
    last = location.href;
    changed(last);
  };
  const navigation = realNavigation();
  if (navigation) {
    navigation.addEventListener("navigatesuccess", look, { signal });
    navigation.addEventListener("currententrychange", look, { signal });
  } else {
    const timer = setInterval(look, POLL);
    signal.addEventListener("abort", () => clearInterval(timer));
  }
  window.addEventListener("popstate", look, { signal });
  window.addEventListener("hashchange", look, { signal });
  // A page that comes back from the back/forward cache tells no navigation.
  window.addEventListener("pageshow", look, { signal });
}

/** The browser's own Navigation API: a page may have an element or a variable of that name instead. */
function realNavigation(): EventTarget | null {
  const candidate: unknown = (window as { navigation?: unknown }).navigation;
  const real =
    candidate instanceof EventTarget && !(candidate instanceof Node) && "currentEntry" in candidate;
  return real ? candidate : null;
}
