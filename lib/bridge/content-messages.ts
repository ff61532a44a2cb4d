import { z } from "zod";
import { SearchContentReply } from "../contract/asset.ts";
import { Notice } from "../contract/notice.ts";
import { Instant, Uuid } from "../contract/primitives.ts";
import { RecordRef } from "../contract/record.ts";
import {
  ChangeShareReply,
  ChangeShareRequest,
  COMPOSERS,
  MineReply,
  PrepareShareReply,
  ReadingSettings,
  ShareViewsReply,
} from "../contract/share.ts";
import type { Speaker } from "./messages.ts";

const PANEL = ["panel"] as const satisfies readonly Speaker[];
const record = RecordRef;
const Nothing = z.object({});
/** Of what went through the outbox. Not sent: `sending` while it is on its way, else it waits for the connection. */
const Left = z.object({ sent: z.boolean(), sending: z.boolean() });
/** Of an asset, so that what waits can be told by name. */
const title = z.string().max(400);

export const ComposerName = z.enum(COMPOSERS);
export type ComposerName = z.infer<typeof ComposerName>;

/** Messages about content: what to send, what was sent, what came of it. */
export const contentMessages = {
  /** A link for an asset and the record's person. Needs the hub now: a link that nobody knows would be a dead one. */
  "content.prepare": {
    from: PANEL,
    request: z.object({ record, assetId: Uuid, tracked: z.boolean() }),
    reply: PrepareShareReply,
  },
  /** The link was copied, or opened in a mail program. Through the outbox. */
  "content.note": {
    from: PANEL,
    request: z.object({
      record,
      shareId: Uuid,
      title,
      did: z.enum(["copied", "opened_in"]),
      composer: ComposerName.optional(),
    }),
    reply: Left.extend({ at: Instant }),
  },
  /** Not for this lead. Through the outbox; `id` takes it back. */
  "content.putAway": {
    from: PANEL,
    request: z.object({ record, assetId: Uuid, title }),
    reply: Left.extend({ id: Uuid }),
  },
  "content.undoPutAway": { from: PANEL, request: z.object({ record, id: Uuid, title }), reply: Left },
  /** Let a link expire, revoke, pin or limit it: all of it can be taken back by another change. */
  "content.change": {
    from: PANEL,
    request: z.object({ record, change: ChangeShareRequest }),
    reply: ChangeShareReply,
  },
  /** Pages and views of one link, when asked. */
  "content.views": { from: PANEL, request: z.object({ record, id: Uuid }), reply: ShareViewsReply },
  "content.find": {
    from: PANEL,
    request: z.object({ record, query: z.string().max(200), cursor: z.string().optional() }),
    reply: SearchContentReply,
  },
  /** Shows a version in a tab of its own. */
  "content.look": { from: PANEL, request: z.object({ record, versionId: Uuid }), reply: Nothing },
  /** Opens where the rep writes mail in a tab of its own. The address is made in the background, of these parts only. */
  "content.compose": {
    from: PANEL,
    request: z.object({
      record,
      composer: ComposerName,
      to: z.string().max(400).optional(),
      subject: z.string().max(2_000),
      text: z.string().max(40_000),
    }),
    reply: Nothing,
  },
  /** Where the rep writes mail, as they chose last; with `choose`, from now on. */
  "content.composer": {
    from: ["panel", "options"],
    request: z.object({ choose: ComposerName.optional() }),
    reply: z.object({ composer: ComposerName.nullable() }),
  },
  "content.settings": { from: PANEL, request: Nothing, reply: ReadingSettings },

  /**
   * Who read what the rep sent, and what marketing answered: what the alarm brought, asked anew only if that is old.
   * Readers null: a hub without content.
   */
  "page.mine": {
    from: ["popup"],
    request: Nothing,
    reply: z.object({ readers: MineReply.shape.readers.nullable(), answers: z.array(Notice) }),
  },
  /** With `on`, whether the browser may notify from now on; it was asked by the options page, in the click. */
  "page.notices": {
    from: ["options"],
    request: z.object({ on: z.boolean().optional() }),
    reply: z.object({ on: z.boolean() }),
  },
} as const;
