import type { Envelope as Contract } from "../../lib/contract/hub.ts";
import { CONTRACT, MIN_CONTRACT } from "../../lib/contract/version.ts";
import type { Hub } from "../hub.ts";

/** Which hub answers and what it speaks; part of every JSON reply. */
export type Envelope = Readonly<Contract>;

export const envelopeOf = (hub: Hub): Envelope => ({
  hubId: hub.id,
  contract: CONTRACT,
  minContract: MIN_CONTRACT,
});
