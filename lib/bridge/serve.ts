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

/** Finds the org that a panel's document may ask about, or null if it never redeemed a nonce in this tab. */
export type Vouch = (documentId: string, tabId: number) => Promise<string | null>;

const EnvelopeForm = z.object({
  leadside: z.literal("ask"),
  id: z.uuid(),
  kind: z.enum(Object.keys(messages) as [MessageKind, ...MessageKind[]]),
  request: z.unknown(),
});

/**
 * Answers messages. Register in the worker's first turn: each is parsed, its speaker checked against the
 * table, and answered with a Result; an error nobody foresaw becomes one too.
 * @param orgOf the org of a CRM page's origin
 */
export function serve(handlers: Handlers, vouch: Vouch, orgOf: (origin: string) => string | null): void {
  browser.runtime.onMessage.addListener((message: unknown, sender: Sender, respond) => {
    const envelope = EnvelopeForm.safeParse(message);
    // Not ours: leave it to others, synchronously.
    if (!envelope.success) return undefined;
    const { kind, request, id } = envelope.data;
    answer(handlers, vouch, orgOf, kind, request, { ...sender }, id).then(respond, (error: unknown) => {
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
  orgOf: (origin: string) => string | null,
  kind: Kind,
  request: unknown,
  sender: Sender,
  id: string,
): Promise<Result<unknown>> {
  const from = await identify(sender, vouch, orgOf, id);
  const permitted: readonly Speaker[] = messages[kind].from;
  if (!from || !permitted.includes(from.speaker)) {
    return failed("not_permitted", `This sender may not say ${kind}.`);
  }
  const parsed = messages[kind].request.safeParse(request);
  if (!parsed.success) return failed("malformed", `A request ${kind} of a form that is not known.`);
  const handle = handlers[kind] as (request: unknown, from: From) => Promise<Result<unknown>>;
  return await handle(parsed.data, from);
}

async function identify(
  sender: Sender,
  vouch: Vouch,
  orgOf: (origin: string) => string | null,
  id: string,
): Promise<From | null> {
  const ourselves = { id: browser.runtime.id, base: browser.runtime.getURL("/") };
  const speaker = speakerOf(sender, ourselves);
  if (speaker === null) return null;
  const tabId = sender.tab?.id ?? null;
  const documentId = sender.documentId ?? null;
  if (speaker === "locator") {
    return { speaker, org: orgOf(new URL(sender.url ?? "").origin), tabId, documentId, id };
  }
  if (speaker === "panel-before-handshake" && tabId !== null && documentId !== null) {
    const org = await vouch(documentId, tabId);
    return { speaker: org === null ? speaker : "panel", org, tabId, documentId, id };
  }
  return { speaker, org: null, tabId, documentId, id };
}
