import type { Conditions } from "../../lib/contract/condition.ts";
import { type AssetTitles, guidanceWords } from "../../lib/contract/condition-words.ts";
import type { GuidanceWords } from "../../lib/contract/guidance.ts";
import type { Library, LibraryAsset } from "./library.ts";
import { mayUse, type Reader } from "./may-use.ts";

/** Titles of the assets that conditions name, as this reader may know them. */
export function titlesFor(
  { assets }: Pick<Library, "assets">,
  { to, when, except }: Conditions,
  reader: Reader,
): AssetTitles {
  const titles = new Map<string, string>();
  for (const condition of [...to, ...when, ...except]) {
    if (condition.fact !== "asset") continue;
    for (const id of condition.ids) {
      const asset = assets.get(id);
      if (asset !== undefined) titles.set(id, mayUse(asset, reader) ? asset.title : "other content");
    }
  }
  return titles;
}

/** An asset's guidance as this reader may read it; undefined of an asset that has none. */
export function guidanceFor(
  library: Pick<Library, "assets">,
  { guidance }: Pick<LibraryAsset, "guidance">,
  reader: Reader,
): GuidanceWords | undefined {
  if (guidance === null) return undefined;
  return guidanceWords(guidance.body, titlesFor(library, guidance.body.conditions, reader));
}
