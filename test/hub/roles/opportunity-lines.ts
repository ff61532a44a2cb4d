import type { EndpointName } from "../../../lib/contract/endpoints.ts";
import { type Line, marketers, members, writers } from "./line.ts";

export const opportunityLines = {
  putOpportunities: {
    answers: marketers,
    ask: () => ({ items: [{ id: "0065g00000A1b2CAAR", stage: "Evaluation" }] }),
  },
  importOpportunities: {
    answers: marketers,
    ask: () => ({}),
    file: "Opportunity ID,Opportunity Name,Account Name,Stage,Amount\n0065g00000A1b2CAAR,A deal,Initech,Evaluation,100\n",
  },
  opportunities: { answers: writers, ask: () => ({}) },
  seeNotices: { answers: members, ask: () => ({ ids: ["00000000-0000-4000-8000-000000000000"] }) },
  digestSettings: { answers: members },
  changeDigest: { answers: members, ask: () => ({ digest: "weekly" }) },
} satisfies Partial<Record<EndpointName, Line>>;
