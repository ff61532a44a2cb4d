import type { EndpointName } from "../../../lib/contract/endpoints.ts";
import { type Line, members, NOBODY, none, RECORD, writers } from "./line.ts";

const noClaim = { answers: none(writers), by: /no talking point of that id/ };
const body = {
  say: "You can be live in six weeks.",
  proof: [],
  conditions: { to: [{ fact: "country", any: ["Norway"] }], joint: "and", when: [], except: [] },
  toGet: "",
};

export const claimLines = {
  claims: { answers: writers, ask: () => ({}) },
  claim: { ...noClaim, ask: () => ({ id: NOBODY }) },
  addClaim: { answers: writers, ask: () => ({ title: "Live in six weeks" }) },
  changeClaim: { ...noClaim, ask: () => ({ id: NOBODY, retired: true }) },
  saveClaimDraft: { ...noClaim, ask: () => ({ claimId: NOBODY, body }) },
  discardClaimDraft: { answers: writers, ask: () => ({ claimId: NOBODY }) },
  publishClaim: { ...noClaim, ask: () => ({ claimId: NOBODY, body, whatChanged: "First version" }) },
  verifyClaim: { ...noClaim, ask: () => ({ id: NOBODY }) },
  startComparison: {
    answers: none(writers),
    by: /no such version/,
    ask: () => ({ aVersionId: NOBODY, bVersionId: NOBODY.replace(/0$/, "1") }),
  },
  stopComparison: { answers: none(writers), by: /no such comparison/, ask: () => ({ id: NOBODY }) },
  askReps: {
    answers: none(writers),
    by: /no such version/,
    ask: () => ({ versionId: NOBODY, question: "Do they believe it?" }),
  },
  closeAsk: { answers: none(writers), by: /no such question/, ask: () => ({ id: NOBODY }) },
  showAsk: { answers: none(members), by: /no such question/, ask: () => ({ id: NOBODY, record: RECORD }) },
  skipAsk: { answers: none(members), by: /no such question/, ask: () => ({ id: NOBODY }) },
} satisfies Partial<Record<EndpointName, Line>>;
