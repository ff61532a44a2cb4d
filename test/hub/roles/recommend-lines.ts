import type { EndpointName } from "../../../lib/contract/endpoints.ts";
import { type Line, members, NOBODY, none, RECORD, writers } from "./line.ts";

const nobody = { to: [], joint: "and", when: [], except: [{ fact: "unsubscribed" }] };

export const recommendLines = {
  choices: { answers: writers, ask: () => ({ part: "when", query: "stage" }) },
  previewConditions: { answers: writers, ask: () => ({ conditions: nobody }) },
  judgedPeople: { answers: writers, ask: () => ({ conditions: nobody, which: "fits" }) },
  putAway: {
    answers: none(members),
    ask: async ({ lookedUp }, caller) => ({
      record: RECORD,
      assetId: (await lookedUp(caller)) && NOBODY,
    }),
    by: /no such content/,
  },
  undoPutAway: { answers: none(members), ask: () => ({ id: NOBODY }), by: /put away/ },
} satisfies Partial<Record<EndpointName, Line>>;
