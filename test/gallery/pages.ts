import type { Connection, MessageReply } from "../../lib/bridge/messages.ts";
import { failed, ok, type Result } from "../../lib/bridge/result.ts";
import type { Ask } from "../../lib/panel/ask-context.ts";
import { ago, id, REFUSED } from "./people.ts";

const connected: Connection = {
  state: "connected",
  address: "leadside.acme.example",
  name: "Sam Rivera",
  role: "rep",
  since: ago(17),
  lastAnswerAt: ago(0, 1),
};
const record = (number: number) => ({
  crm: "salesforce",
  org: "acme",
  object: "Lead",
  id: `00Q8d000004kTz${number}EAU`,
});
const people: MessageReply<"page.recent">["people"] = [
  {
    record: record(1),
    name: "Maya Okafor",
    company: "Initech",
    last: { title: "Asked for a demo", at: ago(0.02) },
    seenAt: ago(0, 4),
  },
  {
    record: record(2),
    name: "佐藤 由紀",
    company: "ひかり電機株式会社",
    last: { title: "Read pricing page", at: ago(1) },
    seenAt: ago(0.1),
  },
  { record: record(3), name: "Tomasz Wójcik", company: "Nordvik Energi", seenAt: ago(1.2) },
];

export interface GalleryPage {
  page: "options" | "popup";
  connection: Connection;
  people?: typeof people;
  /** Something was refused later. */
  refused?: boolean;
}

export const PAGES: Record<string, GalleryPage> = {
  options_before: { page: "options", connection: { state: "not_connected" } },
  options_signed_out: { page: "options", connection: { state: "signed_out" } },
  options_connected: { page: "options", connection: connected },
  options_refused: { page: "options", connection: connected, refused: true },
  popup: { page: "popup", connection: connected, people },
  popup_empty: { page: "popup", connection: connected, people: [] },
  popup_not_connected: { page: "popup", connection: { state: "not_connected" } },
  popup_signed_out: { page: "popup", connection: { state: "signed_out" } },
};

/** Stands in for the background of options and popup. */
export function pageAsk({ connection, refused, people: recent = [] }: GalleryPage): Ask {
  const replies: Record<string, Result<unknown>> = {
    "page.connection": ok(connection),
    "page.stored": ok({
      token: connection.state === "connected",
      waiting: 1,
      people: connection.state === "connected" ? recent.length || 34 : 0,
    }),
    "page.recent": ok({ people: recent }),
    "panel.waiting": ok({
      items: [{ id: id(81), kind: "seen", at: ago(0, 3), label: "Looked" }],
      refused: refused ? [REFUSED] : [],
      sending: false,
    }),
    "page.connect": failed(
      "refused",
      "This invitation was used already. Ask your admin for a new one.",
      "invite_used",
    ),
    "page.disconnect": ok({ revoked: true }),
    "page.diagnostics": ok({ text: "Leadside diagnostics" }),
  };
  return async (kind) => {
    if (kind === "panel.dismiss") replies["panel.waiting"] = ok({ items: [], refused: [], sending: false });
    return (replies[kind] ?? ok({})) as never;
  };
}
