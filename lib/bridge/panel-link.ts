import type { RecordRef } from "../contract/record.ts";
import { isCrmOrigin } from "../crm/registry.ts";
import { onAccountChanged } from "./account-signal.ts";
import { ask } from "./ask.ts";
import { FrameMessage, type Target } from "./messages.ts";
import { onNews, tellNews } from "./news-signal.ts";
import { failed, type Result } from "./result.ts";

/** What the panel hears from the locator beside it, once it has proved that our locator made its frame. */
export interface PanelLink {
  /** Settles once: the org of the CRM page, or why this frame stays inert. Pending until the locator speaks, or should have. */
  readonly org: Promise<Result<string>>;
  /** The record beside the panel, or null; called at once with the latest when there is one already. */
  onTarget(hear: (target: Target | null) => void): () => void;
  /** Whether the rep can see the panel: shown, and its tab in front. */
  onShown(hear: (shown: boolean) => void): () => void;
  /** The rep opened the panel by tab or keyboard, so it may take the focus. */
  onFocus(hear: () => void): () => void;
  /** Who is connected changed: nothing that was known before may stay. */
  onAccount(hear: () => void): () => void;
  /** Something came of a record: its person read what was sent, or marketing answered. The listener says whether the rep sees that record here now. */
  onNews(hear: (record: RecordRef) => boolean): () => void;
  /** Something came of a record here: panels in other tabs that show it ask anew. */
  tellOthers(record: RecordRef): void;
}

/** A page that keeps sending false nonces may not make us ask for ever. */
const MOST_TRIES = 5;
/** What may arrive between the nonce and the background's answer. */
const MOST_EARLY = 50;
/** After this a nonce is worth nothing any more, in milliseconds; a target that still comes is welcome. */
const PATIENCE = 6_000;

/**
 * Listens for the locator. The panel's side of the handshake that SECURITY.md describes:
 * refuses to work anywhere but directly inside a page of a CRM, takes a nonce only from the parent window,
 * and lets the background say whether the nonce is ours. Call once, before rendering.
 */
export function connectPanel(): PanelLink {
  const target = channel<Target | null>();
  const shown = channel<boolean>();
  const focus = channel<true>({ once: true });
  const tried = new Set<string>();
  let early: FrameMessage[] = [];
  let accepted: string | undefined;
  let settle: (result: Result<string>) => void = () => {};
  const org = new Promise<Result<string>>((resolve) => {
    settle = resolve;
  });

  function deliver(message: FrameMessage): void {
    if (message.say === "target") target.say(message.target);
    else if (message.say === "shown") shown.say(message.shown);
    else if (message.say === "focus") focus.say(true);
  }

  async function redeem(nonce: string): Promise<void> {
    if (tried.has(nonce) || tried.size >= MOST_TRIES) return;
    tried.add(nonce);
    const answer = await ask("panel.redeem", { nonce });
    if (accepted !== undefined) return;
    if (!answer.ok) {
      // A false nonce must not close the door on the true one; an updated extension has none any more.
      if (answer.error.code !== "not_permitted") settle(answer);
      return;
    }
    accepted = nonce;
    settle({ ok: true, value: answer.value.org });
    for (const message of early) if (message.nonce === nonce) deliver(message);
    early = [];
  }

  function hear(event: MessageEvent): void {
    if (event.source !== window.parent) return;
    const parsed = FrameMessage.safeParse(event.data);
    if (!parsed.success) return;
    const message = parsed.data;
    if (accepted !== undefined) {
      if (message.nonce === accepted) deliver(message);
    } else if (message.say === "hello") {
      void redeem(message.nonce);
    } else if (early.length < MOST_EARLY) {
      early.push(message);
    }
  }

  if (framedByCrm()) {
    window.addEventListener("message", hear);
    setTimeout(() => {
      settle(failed("not_permitted", "Leadside could not start beside this page. Reload this tab."));
    }, PATIENCE);
  } else settle(failed("not_permitted", "This page works only beside a record of your CRM."));

  return {
    org,
    onTarget: target.listen,
    onShown: shown.listen,
    onFocus: (callback) => focus.listen(() => callback()),
    onAccount: onAccountChanged,
    onNews,
    tellOthers: (record) => void tellNews(record),
  };
}

/** One ancestor, a CRM's. A browser that does not name ancestors leaves it to the nonce. */
function framedByCrm(): boolean {
  if (window.parent === window) return false;
  const ancestors = location.ancestorOrigins as DOMStringList | undefined;
  if (ancestors === undefined) return window.parent === window.top;
  const [only] = ancestors;
  return ancestors.length === 1 && only !== undefined && isCrmOrigin(only);
}

/** Keeps the latest word for who listens later; with `once`, only until somebody heard it. */
function channel<Word>({ once = false } = {}) {
  const listeners = new Set<(word: Word) => void>();
  let latest: { word: Word } | undefined;
  function tell(listener: (word: Word) => void): void {
    if (!latest) return;
    const { word } = latest;
    if (once) latest = undefined;
    listener(word);
  }
  return {
    say(word: Word): void {
      latest = { word };
      for (const listener of listeners) tell(listener);
    },
    listen(listener: (word: Word) => void): () => void {
      listeners.add(listener);
      tell(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
}
