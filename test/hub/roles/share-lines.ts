import { randomUUID } from "node:crypto";
import type { EndpointName } from "../../../lib/contract/endpoints.ts";
import { admins, type Line, members, NOBODY, none, RECORD } from "./line.ts";

export const shareLines = {
  // Whom they looked up, and an asset that is not there.
  prepareShare: {
    answers: none(members),
    ask: async ({ lookedUp }, caller) => {
      await lookedUp(caller);
      return { record: RECORD, assetId: randomUUID(), tracked: true };
    },
    by: /no such content/,
  },
  noteShare: {
    answers: none(members),
    ask: () => ({ shareId: NOBODY, did: "copied", at: "2026-03-02T09:00:00.000Z" }),
    by: /no such link/,
  },
  changeShare: { answers: none(members), ask: () => ({ id: NOBODY, revoked: true }), by: /no such link/ },
  shares: { answers: members, ask: () => ({}) },
  shareViews: { answers: none(members), ask: () => ({ id: NOBODY }), by: /no such link/ },
  mine: { answers: members },
  readingSettings: { answers: members },
  changeReadingSettings: { answers: admins, ask: () => ({ companyName: "Acme" }) },
} satisfies Partial<Record<EndpointName, Line>>;
