import type { Conditions } from "../../lib/contract/condition.ts";
import { type AssetTitles, guidanceWords } from "../../lib/contract/condition-words.ts";
import type { GuidanceWords } from "../../lib/contract/guidance.ts";
import type { Library } from "./library.ts";
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

/** Of an asset, or what a talking point has of it. */
type Body = Parameters<typeof guidanceWords>[0];
const said = new WeakMap<Body, GuidanceWords>();

/** Guidance as this reader may read it. */
export function guidanceFor(
  library: Pick<Library, "assets">,
  { body }: { body: Body },
  reader: Reader,
): GuidanceWords {
  const titles = titlesFor(library, body.conditions, reader);
  if (titles.size > 0) return guidanceWords(body, titles);
  // It names no content, so it is the same for all readers.
  const words = said.get(body) ?? guidanceWords(body, titles);
  said.set(body, words);
  return words;
}
