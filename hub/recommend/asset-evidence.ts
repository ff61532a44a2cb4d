import type { Evidence } from "../../lib/contract/asset.ts";
import type { Hub } from "../hub.ts";
import { libraryOf } from "../library/read-library.ts";
import { prepareLibrary } from "./library-judges.ts";
import { ENOUGH_READERS } from "./rates.ts";

/** What came of reading an asset, as its recommendation says it; null while nobody whom it fits has read it. */
export async function evidenceOf(hub: Hub, assetId: string): Promise<Evidence | null> {
  const library = await libraryOf(hub);
  const counted = library.evidence.get(assetId);
  if (counted === undefined) return null;
  const isEnough = counted.readers >= ENOUGH_READERS;
  return { ...counted, interval: isEnough ? prepareLibrary(library).rateOf(counted).interval : null };
}
