import { z } from "zod";
import { BriefReply, ConfirmationReply, ContextReply } from "../contract/context.ts";
import { DeviceCodeReply, DevicesReply, RevokeDeviceRequest } from "../contract/member.ts";
import { Instant, Uuid } from "../contract/primitives.ts";
import { RecordRef } from "../contract/record.ts";
import { TouchpointPage, TouchpointsRequest } from "../contract/touchpoint.ts";
import { contentMessages } from "./content-messages.ts";
import { feedbackMessages } from "./feedback-messages.ts";
import { OUTBOX_KINDS } from "./outbox-kinds.ts";

/**
 * Who may say a thing to the background, told by what the browser says of the sender:
 * `locator` is our content script in the top frame of a CRM host that the browser grants, `panel` a frame that redeemed
 * a nonce, `options` and `popup` these pages of ours, in a tab or popup of their own.
 */
export type Speaker = "locator" | "panel" | "panel-before-handshake" | "options" | "popup";

const Nothing = z.object({});

const within = (least: number, most: number) =>
  z.number().overwrite((value) => Math.min(most, Math.max(least, value)));

/**
 * How the rep left the panel, per org. `tab` is the tab's middle, as a share of the window's height. A figure
 * out of its bounds is drawn into them: refused, it would be lost together with the rest.
 */
export const Placement = z.object({ open: z.boolean(), width: within(320, 720), tab: within(0, 1) });
export type Placement = z.infer<typeof Placement>;

/** What the locator tells the panel it stands beside. */
export const Target = z.object({
  record: RecordRef,
  sandbox: z.boolean(),
  /** "person": has an engagement history. "later": an account or opportunity, which comes with a later release. */
  subject: z.enum(["person", "later"]),
  /** The object's name as the rep knows it: Lead, Contact, Account, Opportunity. */
  label: z.string(),
  hint: z.object({ email: z.string() }).optional(),
});
export type Target = z.infer<typeof Target>;

export const Connection = z.object({
  state: z.enum(["not_connected", "connected", "signed_out"]),
  /** Host and port as shown to the rep. */
  address: z.string().optional(),
  name: z.string().optional(),
  role: z.string().optional(),
  since: Instant.optional(),
  lastAnswerAt: Instant.optional(),
  /** There is an account, but at a Leadside that the company's policy does not allow: its host and port. */
  elsewhere: z.string().optional(),
});
export type Connection = z.infer<typeof Connection>;

/** A context with where it came from. `fetchedAt` is the hub's answer's time by this computer's clock. */
export const ContextView = z.object({
  context: ContextReply,
  fetchedAt: Instant,
  /** Set when this is a kept copy because the hub could not be asked now. */
  stale: z.object({ reason: z.enum(["out_of_reach"]), message: z.string() }).optional(),
});
export type ContextView = z.infer<typeof ContextView>;

export const RecentPerson = z.object({
  record: RecordRef,
  name: z.string(),
  company: z.string().optional(),
  /** Their newest active touchpoint when last shown. */
  last: z.object({ title: z.string(), at: Instant }).optional(),
  seenAt: Instant,
});
export type RecentPerson = z.infer<typeof RecentPerson>;

export const Waiting = z.object({
  id: Uuid,
  kind: z.enum(OUTBOX_KINDS),
  at: Instant,
  label: z.string(),
});

/** What the rep did and the hub refused when it came. `words`: what they had written, which is nowhere else now. */
export const Refused = Waiting.extend({ message: z.string(), words: z.string().optional() });

/** What an IT department decided for this browser. */
export const CompanyPolicy = z.object({
  /** Host and port of the only Leadside that this browser may connect to. */
  hub: z.string().optional(),
  /** The policy names one in a way that is of no use: this browser may connect to none. */
  noHub: z.boolean(),
  /** Its whole address, without a slash at its end. */
  hubUrl: z.string().optional(),
  /** Whether the person's e-mail address may be read from the page. */
  emailHint: z.boolean(),
  /** That the policy says so. */
  emailHintSet: z.boolean(),
  /** What in the policy is of no use, in words for who wrote it. */
  problems: z.array(z.string()),
});
export type CompanyPolicy = z.infer<typeof CompanyPolicy>;

/**
 * Whether Leadside works beside the records of a family of hosts. `on`: the browser grants it. `taken_away`: somebody
 * took away in the browser what was granted. `wanted`: the company's policy names it, and the browser was not asked yet.
 */
export const CrmPlace = z.object({
  /** The family's id, see `lib/crm/hosts.ts`. */
  family: z.string(),
  state: z.enum(["on", "taken_away", "wanted"]),
  byCompany: z.boolean(),
});
export type CrmPlace = z.infer<typeof CrmPlace>;
const CrmPlaces = z.object({ places: z.array(CrmPlace) });
const Families = z.array(z.string().max(100)).max(20);

interface Message {
  from: readonly Speaker[];
  request: z.ZodType;
  reply: z.ZodType;
}

/** Every message to the background: who may send it, its form, its answer's form. */
export const messages = {
  /** The locator starts, or its address changed: keeps the tab's record and org; answers how the panel was left there. */
  "locator.at": {
    from: ["locator"],
    request: z.object({ target: Target.nullable() }),
    reply: z.object({ placement: Placement, readHint: z.boolean(), connected: z.boolean() }),
  },
  "locator.brief": { from: ["locator"], request: z.object({ record: RecordRef }), reply: BriefReply },
  "locator.place": { from: ["locator"], request: Placement, reply: Nothing },
  /** One nonce for one load of the frame. */
  "locator.nonce": { from: ["locator"], request: Nothing, reply: z.object({ nonce: z.string() }) },

  "panel.redeem": {
    from: ["panel-before-handshake"],
    request: z.object({ nonce: z.string().min(20).max(200) }),
    reply: z.object({ org: z.string() }),
  },
  "panel.connection": { from: ["panel"], request: Nothing, reply: Connection },
  /** `kept`: what the cache has, at once, or null. `fresh`: ask the hub; a kept copy, marked stale, if it cannot be reached. */
  "panel.context": {
    from: ["panel"],
    request: z.object({
      record: RecordRef,
      email: z.object({ value: z.string(), from: z.enum(["page", "typed"]) }).optional(),
      mode: z.enum(["kept", "fresh"]),
    }),
    reply: ContextView.nullable(),
  },
  "panel.touchpoints": {
    from: ["panel"],
    request: TouchpointsRequest.required({ record: true }),
    reply: TouchpointPage,
  },
  /** Recorded after two visible seconds. Goes through the outbox. */
  "panel.seen": {
    from: ["panel"],
    request: z.object({ record: RecordRef, newest: z.string().nullable() }),
    reply: Nothing,
  },
  /** Through the outbox. Not sent: `sending` while it is on its way, else it waits for the connection. */
  "panel.confirm": {
    from: ["panel"],
    request: z.object({ record: RecordRef, personId: Uuid }),
    reply: z.object({ confirmation: ConfirmationReply, sent: z.boolean(), sending: z.boolean() }),
  },
  "panel.undoConfirm": {
    from: ["panel"],
    request: z.object({ record: RecordRef, id: Uuid }),
    /** `id` is that of the undo itself, as it waits. */
    reply: z.object({ id: Uuid, sent: z.boolean(), sending: z.boolean() }),
  },
  "panel.waiting": {
    from: ["panel", "options"],
    request: Nothing,
    /** `sending`: some of it is on its way now. */
    reply: z.object({ items: z.array(Waiting), refused: z.array(Refused), sending: z.boolean() }),
  },
  /** The rep read that this was refused. */
  "panel.dismiss": { from: ["panel", "options"], request: z.object({ id: Uuid }), reply: Nothing },
  /** The rep pressed close or Escape: the locator folds the frame away and takes the focus to its tab. */
  "panel.close": { from: ["panel"], request: Nothing, reply: Nothing },
  "panel.reloadTab": { from: ["panel"], request: Nothing, reply: Nothing },
  /** Shows a record in the panel's own tab (a colleague's). */
  "panel.openRecord": { from: ["panel"], request: z.object({ record: RecordRef }), reply: Nothing },
  "panel.openOptions": { from: ["panel", "popup"], request: Nothing, reply: Nothing },

  "page.connection": { from: ["options", "popup"], request: Nothing, reply: Connection },
  "page.policy": { from: ["options"], request: Nothing, reply: CompanyPolicy },
  "page.connect": {
    from: ["options"],
    request: z.object({ link: z.string().max(2000), name: z.string().max(200) }),
    reply: Connection,
  },
  /** Revokes the token at the hub if it can be reached, forgets it here in any case. */
  "page.disconnect": { from: ["options"], request: Nothing, reply: z.object({ revoked: z.boolean() }) },
  "page.devices": { from: ["options"], request: Nothing, reply: DevicesReply },
  "page.addDevice": { from: ["options"], request: Nothing, reply: DeviceCodeReply },
  "page.revokeDevice": { from: ["options"], request: RevokeDeviceRequest, reply: Nothing },
  "page.crmPlaces": { from: ["options"], request: Nothing, reply: CrmPlaces },
  /** The browser granted these families just now: starts there, also in tabs that are open. */
  "page.crmAllowed": { from: ["options"], request: z.object({ families: Families }), reply: CrmPlaces },
  /** Ends there, and gives the permission back. */
  "page.crmRemove": { from: ["options"], request: z.object({ family: z.string() }), reply: CrmPlaces },
  "page.stored": {
    from: ["options"],
    request: Nothing,
    reply: z.object({ token: z.boolean(), waiting: z.int(), people: z.int() }),
  },
  "page.clear": { from: ["options"], request: Nothing, reply: Nothing },
  "page.recent": { from: ["popup"], request: Nothing, reply: z.object({ people: z.array(RecentPerson) }) },
  "page.openRecord": { from: ["popup"], request: z.object({ record: RecordRef }), reply: Nothing },
  /** Versions, times and error codes as text; no personal data. */
  "page.diagnostics": { from: ["options"], request: Nothing, reply: z.object({ text: z.string() }) },
  ...contentMessages,
  ...feedbackMessages,
} as const satisfies Record<string, Message>;

export type MessageKind = keyof typeof messages;
export type MessageRequest<Kind extends MessageKind> = z.input<(typeof messages)[Kind]["request"]>;
export type MessageReply<Kind extends MessageKind> = z.output<(typeof messages)[Kind]["reply"]>;

/** From the background to the locator of one tab, frame 0 only. */
export const LocatorCommand = z.object({
  leadside: z.literal("locator"),
  do: z.enum(["close", "toggle"]),
});
export type LocatorCommand = z.infer<typeof LocatorCommand>;

/**
 * From the locator to its frame by `postMessage`, with the extension's own origin as target. `nonce` first
 * proves who made the frame, then marks every further message of this locator.
 */
export const FrameMessage = z.discriminatedUnion("say", [
  z.object({ leadside: z.literal("frame"), nonce: z.string(), say: z.literal("hello") }),
  z.object({
    leadside: z.literal("frame"),
    nonce: z.string(),
    say: z.literal("target"),
    target: Target.nullable(),
  }),
  z.object({ leadside: z.literal("frame"), nonce: z.string(), say: z.literal("shown"), shown: z.boolean() }),
  z.object({ leadside: z.literal("frame"), nonce: z.string(), say: z.literal("focus") }),
]);
export type FrameMessage = z.infer<typeof FrameMessage>;
