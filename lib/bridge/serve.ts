import { z } from "zod";
import { browser } from "./browser.ts";
import { type MessageKind, type MessageReply, messages, type Speaker } from "./messages.ts";
import { failed, type Result } from "./result.ts";
import { type Sender, speakerOf } from "./speaker.ts";

/** Who asks: told by the browser and by a redeemed nonce, never by the message. */
export interface From {
  speaker: Speaker;
  /** The org of the CRM page, for the locator and for a panel that its locator vouched for. */
  org: string | null;
  /** That page's origin, such as `https://acme.example`. */
  origin: string | null;
  tabId: number | null;
  documentId: string | null;
  /** The uuid made at the click: the idempotency key of what this message writes. */
  id: string;
}

export type Handlers = {
  [Kind in MessageKind]: (
    request: z.output<(typeof messages)[Kind]["request"]>,
    from: From,
  ) => Promise<Result<MessageReply<Kind>>>;
};

/** Finds the origin of the page whose locator made this panel, or null if it never redeemed a nonce in this tab. */
export type Vouch = (documentId: string, tabId: number) => Promise<string | null>;
/** The org of a CRM's page that the browser lets us into now, else null. */
export type Admit = (origin: string) => Promise<string | null>;

const EnvelopeForm = z.object({
  leadside: z.literal("ask"),
  id: z.uuid(),
  kind: z.enum(Object.keys(messages) as [MessageKind, ...MessageKind[]]),
  request: z.unknown(),
});

/**
 * Answers messages. Register in the worker's first turn: each is parsed, its speaker checked against the
 * table, and answered with a Result; an error nobody foresaw becomes one too.
 */
export function serve(handlers: Handlers, vouch: Vouch, admit: Admit): void {
  browser.runtime.onMessage.addListener((message: unknown, sender: Sender, respond) => {
    const envelope = EnvelopeForm.safeParse(message);
    // Not ours: leave it to others, synchronously.
    if (!envelope.success) return undefined;
    const { kind, request, id } = envelope.data;
    answer(handlers, vouch, admit, kind, request, { ...sender }, id).then(respond, (error: unknown) => {
      respond(
        failed("refused", error instanceof Error ? error.message : "Leadside failed inside the browser."),
      );
    });
    return true;
  });
}

async function answer<Kind extends MessageKind>(
  handlers: Handlers,
  vouch: Vouch,
  admit: Admit,
  kind: Kind,
  request: unknown,
  sender: Sender,
  id: string,
): Promise<Result<unknown>> {
  const from = await identify(sender, vouch, admit, id);
  const permitted: readonly Speaker[] = messages[kind].from;
  if (!from || !permitted.includes(from.speaker)) {
    return failed("not_permitted", "Leadside may not work at this address. Reload this tab.");
  }
  const parsed = messages[kind].request.safeParse(request);
  if (!parsed.success) return failed("malformed", `A request ${kind} of a form that is not known.`);
  const handle = handlers[kind] as (request: unknown, from: From) => Promise<Result<unknown>>;
  return await handle(parsed.data, from);
}

async function identify(sender: Sender, vouch: Vouch, admit: Admit, id: string): Promise<From | null> {
  const ourselves = { id: browser.runtime.id, base: browser.runtime.getURL("/") };
  const speaker = speakerOf(sender, ourselves);
  if (speaker === null) return null;
  const tabId = sender.tab?.id ?? null;
  const documentId = sender.documentId ?? null;
  const from = { speaker, org: null, origin: null, tabId, documentId, id };
  if (speaker === "locator") {
    const { origin } = new URL(sender.url ?? "");
    const org = await admit(origin);
    return org === null ? null : { ...from, org, origin };
  }
  if (speaker === "panel-before-handshake" && tabId !== null && documentId !== null) {
    const origin = await vouch(documentId, tabId);
    if (origin === null) return from;
    // What was allowed when the panel came may have been taken away since.
    const org = await admit(origin);
    return org === null ? null : { ...from, speaker: "panel", org, origin };
  }
  return from;
}
