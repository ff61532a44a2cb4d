import type {
  CompanyPolicy,
  Connection,
  CrmPlace,
  MessageReply,
  MessageRequest,
} from "../../lib/bridge/messages.ts";
import { failed, ok, type Result } from "../../lib/bridge/result.ts";
import type { Device } from "../../lib/contract/member.ts";
import type { Ask } from "../../lib/panel/ask-context.ts";
import type { Composer } from "../../lib/panel/composer.ts";
import { NOTICES } from "./feedback.ts";
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

const readers: MessageReply<"page.mine">["readers"] = [
  {
    shareId: id(401),
    id: "reading 1",
    at: ago(0.05),
    title: "Migration checklist",
    words: "Read all 3 pages, 4 min",
    person: "Jorge Peña",
    company: "Fabrikam",
    record: record(4),
  },
  {
    shareId: id(402),
    id: "reading 2",
    at: ago(2),
    title: "Security overview",
    words: "Read 5 of 12 pages, 2 min",
    person: "Anna Lindqvist",
    company: "Nordvik Energi",
    record: record(5),
  },
  {
    shareId: id(403),
    id: "reading 3",
    at: ago(5),
    title: "Pricing sheet",
    words: "Read 1 of 4 pages, 9 s",
    person: "Chidi Eze",
  },
];

const device = (number: number, more: Partial<Device>): Device => ({
  id: id(number),
  name: "Chrome on Windows",
  createdAt: ago(number),
  lastUsedAt: ago(0.1),
  current: false,
  ...more,
});
const devices = [
  device(17, { current: true }),
  device(40, { name: "Firefox on Linux", lastUsedAt: ago(9) }),
  device(90, { name: null, lastUsedAt: null }),
  device(91, { name: `<b>${"Weltraumbrowser".repeat(7)}</b>` }),
];

const usual: CrmPlace = { family: "salesforce", state: "on", byCompany: false };
const defender: CrmPlace = { family: "salesforce-defender", state: "on", byCompany: false };
const noPolicy: CompanyPolicy = { noHub: false, emailHint: true, emailHintSet: false, problems: [] };
const company: CompanyPolicy = {
  hub: "leadside.acme.example",
  hubUrl: "https://leadside.acme.example",
  noHub: false,
  emailHint: false,
  emailHintSet: true,
  problems: ['hosts names "*://*/*", which Leadside does not know.'],
};

export interface GalleryPage {
  page: "options" | "popup";
  connection: Connection;
  people?: typeof people;
  readers?: typeof readers;
  answers?: typeof NOTICES;
  /** Something was refused later. */
  refused?: boolean;
  policy?: CompanyPolicy;
  places?: CrmPlace[];
  /** What who is asked by the browser says. */
  browserAllows?: boolean;
}

export const PAGES: Record<string, GalleryPage> = {
  options_before: { page: "options", connection: { state: "not_connected" } },
  options_signed_out: { page: "options", connection: { state: "signed_out" } },
  options_connected: { page: "options", connection: connected },
  options_refused: { page: "options", connection: connected, refused: true },
  options_by_company: {
    page: "options",
    connection: { state: "not_connected", elsewhere: "other.example" },
    policy: company,
    places: [usual, { family: "salesforce-china", state: "wanted", byCompany: true }],
  },
  options_connected_by_company: {
    page: "options",
    connection: connected,
    policy: company,
    places: [usual, { ...defender, byCompany: true }],
  },
  options_places: {
    page: "options",
    connection: connected,
    browserAllows: false,
    places: [
      { ...usual, state: "taken_away" },
      defender,
      { family: "salesforce-government", state: "taken_away", byCompany: false },
    ],
  },
  popup: { page: "popup", connection: connected, people },
  popup_readers: { page: "popup", connection: connected, people, readers },
  popup_readers_only: { page: "popup", connection: connected, readers },
  popup_answers: { page: "popup", connection: connected, people, readers, answers: NOTICES },
  popup_empty: { page: "popup", connection: connected, people: [] },
  popup_not_connected: { page: "popup", connection: { state: "not_connected" } },
  popup_signed_out: { page: "popup", connection: { state: "signed_out" } },
};

/** Stands in for the background of options and popup. */
export function pageAsk(page: GalleryPage): Ask {
  const { connection, refused, people: recent = [], policy = noPolicy } = page;
  let places = page.places ?? [usual];
  let known = devices;
  let notices = false;
  let composer: Composer | null = null;
  const replies: Record<string, Result<unknown>> = {
    "page.connection": ok(connection),
    "page.policy": ok(policy),
    "page.stored": ok({
      token: connection.state === "connected",
      waiting: 1,
      people: connection.state === "connected" ? recent.length || 34 : 0,
    }),
    "page.recent": ok({ people: recent }),
    "page.mine": ok({ readers: page.readers ?? null, answers: page.answers ?? [] }),
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
    "page.addDevice": ok({
      id: id(95),
      code: "7KQF-92MD",
      link: "https://leadside.acme.example/join#7KQF-92MD",
      expiresAt: ago(0, -9.5),
    }),
    "page.diagnostics": ok({ text: "Leadside diagnostics" }),
  };
  return async (kind, request) => {
    if (kind === "panel.dismiss") replies["panel.waiting"] = ok({ items: [], refused: [], sending: false });
    if (kind === "page.revokeDevice" && "id" in request) known = known.filter(({ id }) => id !== request.id);
    if (kind === "page.crmRemove" && "family" in request) {
      places = places.filter(({ family }) => family !== request.family);
    }
    if (kind === "page.crmAllowed") places = [...places, defender];
    if (kind === "page.notices") {
      notices = (request as MessageRequest<"page.notices">).on ?? notices;
      return ok({ on: notices }) as never;
    }
    if (kind === "content.composer") {
      composer = (request as MessageRequest<"content.composer">).choose ?? composer;
      return ok({ composer }) as never;
    }
    if (kind === "page.crmPlaces") return ok({ places }) as never;
    if (kind === "page.devices") return ok({ items: known, next: null }) as never;
    return (replies[kind] ?? ok({})) as never;
  };
}
