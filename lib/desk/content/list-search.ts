import { z } from "zod";
import { ASSET_KINDS, ASSET_VIEWS, AUDIENCES } from "../../contract/asset.ts";
import { Uuid } from "../../contract/primitives.ts";

/** What the list shows, as it stands in its address; what it does not understand is left out. */
export const ListSearch = z.object({
  view: z.enum(ASSET_VIEWS).optional().catch(undefined),
  query: z.coerce.string().max(200).optional().catch(undefined),
  kind: z.enum(ASSET_KINDS).optional().catch(undefined),
  audience: z.enum(AUDIENCES).optional().catch(undefined),
  ownerId: Uuid.optional().catch(undefined),
});
export type ListSearch = z.infer<typeof ListSearch>;

/** Without what is not asked for, so that addresses stay short. */
export function shortSearch(search: ListSearch): ListSearch {
  return Object.fromEntries(
    Object.entries(search).filter(([name, value]) => value && !(name === "view" && value === "all")),
  );
}

export const KIND_WORDS: Record<(typeof ASSET_KINDS)[number], string> = {
  pdf: "PDF",
  image: "Image",
  video: "Video",
  web_page: "Web page",
  snippet: "Snippet",
};
export const AUDIENCE_WORDS: Record<(typeof AUDIENCES)[number], string> = {
  all: "All reps",
  teams: "Some teams",
  marketing: "Marketing only",
};
