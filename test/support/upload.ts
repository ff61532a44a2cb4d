import type { ReplyOf } from "../../lib/contract/endpoints.ts";
import type { TestHub } from "./hub.ts";

/** What one call of it holds. */
const PIECE = 4_194_304;

/** Uploads a file in pieces and finishes it, as the desk does. */
export async function upload(
  hub: TestHub,
  token: string,
  bytes: Uint8Array<ArrayBuffer>,
  name = "a.pdf",
): Promise<ReplyOf<"finishUpload">> {
  const { id } = await hub.call("beginUpload", { name, bytes: bytes.byteLength }, { token });
  for (let offset = 0; offset < bytes.byteLength; ) {
    const file = bytes.subarray(offset, offset + PIECE);
    offset = (await hub.call("uploadBytes", { id, offset }, { token, file })).received;
  }
  return hub.call("finishUpload", { id }, { token });
}
