import type { EndpointName } from "../../../lib/contract/endpoints.ts";
import { type Line, members, writers } from "./line.ts";

export const recommendLines = {
  choices: { answers: writers },
  previewConditions: { answers: writers },
  judgedPeople: { answers: writers },
  putAway: { answers: members },
  undoPutAway: { answers: members },
} satisfies Partial<Record<EndpointName, Line>>;
