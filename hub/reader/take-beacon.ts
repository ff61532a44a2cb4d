import type { Context } from "hono";
import { Beacon } from "../../lib/contract/reading.ts";
import { ApiError } from "../http/api-error.ts";
import type { ClientAddress } from "../http/client-address.ts";
import { invalidRequest } from "../http/error-answer.ts";
import { readJson } from "../http/read-json.ts";
import type { Hub } from "../hub.ts";
import type { Told } from "../shares/record-views.ts";
import { TooManyTold } from "../shares/view-writer.ts";
import { asksForPrivacy, hashesOf } from "./asker.ts";
import { readView } from "./view-id.ts";

/**
 * Takes what an open page tells. Answered once it is committed.
 * @throws ApiError forbidden for a page that this hub did not show, or more than a day ago
 */
export async function takeBeacon(
  hub: Hub,
  context: Context,
  parts: { clientAddress: ClientAddress; keep: (told: Told) => Promise<boolean> },
): Promise<Response> {
  const parsed = Beacon.safeParse(await readJson(context.req.raw));
  if (!parsed.success) throw invalidRequest(parsed.error);
  const view = await readView(hub, parsed.data.view);
  if (view === undefined) throw new ApiError("forbidden", "This page is too old. Open the link again.");
  const told: Told = {
    ...view,
    toldAt: hub.now(),
    limited: view.limited || asksForPrivacy(context),
    hashes: await hashesOf(hub, context, parts.clientAddress),
    beacon: parsed.data,
  };
  const kept = await parts.keep(told).catch((error: unknown) => {
    if (error instanceof TooManyTold) throw new ApiError("unavailable", "Too many read at once. Try again.");
    throw error;
  });
  if (!kept) throw new ApiError("not_found", "This link is not there any more.");
  return context.body(null, 204);
}
