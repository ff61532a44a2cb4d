import type { EndpointName } from "../../../lib/contract/endpoints.ts";
import { admins, type Line, members } from "./line.ts";

export const shareLines = {
  prepareShare: { answers: members },
  noteShare: { answers: members },
  changeShare: { answers: members },
  shares: { answers: members },
  shareViews: { answers: members },
  mine: { answers: members },
  readingSettings: { answers: members },
  changeReadingSettings: { answers: admins },
} satisfies Partial<Record<EndpointName, Line>>;
