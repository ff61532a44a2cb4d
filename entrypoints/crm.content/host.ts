import { styles } from "./styles.ts";

/** A name that no page uses, so that no rule of the page means it. */
const NAME = "leadside-host";
/** A page that removes our element this often within a minute does not want it beside this record. */
const MOST_RETURNS = 20;
const MINUTE = 60_000;

/**
 * The one element of ours in the page, with a closed root: page scripts can see that it is there, hide or
 * remove it, and nothing more. It returns when the page replaces its body.
 */
export interface Host {
  root: ShadowRoot;
  /** Puts it into the page, if it is not there, whatever the page did so far. */
  attach(): void;
}

export function createHost(signal: AbortSignal): Host {
  // Firefox starts a new locator in open tabs after an update, and leaves the old one's element behind.
  for (const old of document.querySelectorAll(NAME)) old.remove();
  const element = document.createElement(NAME);
  const root = element.attachShadow({ mode: "closed" });
  const style = document.createElement("style");
  style.textContent = styles;
  root.append(style);

  let returns = 0;
  let since = 0;
  const observer = new MutationObserver(() => {
    if (element.isConnected) return;
    if (Date.now() - since > MINUTE) attach();
    else if (returns < MOST_RETURNS) put();
  });

  function attach(): void {
    since = Date.now();
    returns = 0;
    put();
  }

  function put(): void {
    returns += 1;
    if (!element.isConnected) document.body?.append(element);
    observer.disconnect();
    // Children only, never the whole tree: this costs nothing while the page works.
    for (const node of [document, document.documentElement, document.body]) {
      if (node) observer.observe(node, { childList: true });
    }
  }

  signal.addEventListener("abort", () => observer.disconnect());
  return { root, attach };
}
