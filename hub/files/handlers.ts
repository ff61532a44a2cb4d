import type { Handlers } from "../http/handler.ts";
import type { Hub } from "../hub.ts";
import { beginUpload } from "./begin-upload.ts";
import { finishUpload } from "./finish-upload.ts";
import { takeBytes } from "./take-bytes.ts";
import { findUpload, memberOf, shownUpload } from "./upload.ts";

/** Files, in pieces. */
export function fileHandlers(
  hub: Hub,
): Pick<Handlers, "beginUpload" | "uploadState" | "uploadBytes" | "finishUpload"> {
  return {
    beginUpload: (request, call) => beginUpload(hub, call, request),

    async uploadState({ id }, call) {
      return shownUpload(await findUpload(hub.store, id, memberOf(call)));
    },

    uploadBytes: ({ id, offset }, call) =>
      takeBytes(hub, { id, memberId: memberOf(call), offset }, call.upload ?? new Blob([]).stream()),

    finishUpload: ({ id }, call) => finishUpload(hub, id, memberOf(call)),
  };
}
