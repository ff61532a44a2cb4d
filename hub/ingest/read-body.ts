import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { errorCode } from "../store/errors.ts";
import { BadBody } from "./bad-body.ts";

/** Bytes of a request as sent, and of its JSON after gunzip. */
export const LARGEST_BODY = 500_000;
export const LARGEST_UNZIPPED = 5_000_000;

const inflate = promisify(gunzip);

/**
 * Reads a request's body, plain or gzip, never holding more than the limits allow.
 * @throws BadBody when it is too large, not gzip though it says so, or compressed in another way
 */
export async function readBody(request: Request): Promise<Buffer> {
  const encoding = request.headers.get("content-encoding")?.trim().toLowerCase() ?? "";
  const length = request.headers.get("content-length");
  if (length !== null && Number(length) > LARGEST_BODY) throw tooLarge();
  const bytes = await readUpTo(request, LARGEST_BODY);
  if (encoding === "" || encoding === "identity") return bytes;
  if (encoding !== "gzip" && encoding !== "x-gzip") {
    throw new BadBody("bad_request", "Send the body plain or with gzip; no other compression is understood.");
  }
  try {
    return await inflate(bytes, { maxOutputLength: LARGEST_UNZIPPED });
  } catch (error) {
    if (errorCode(error) === "ERR_BUFFER_TOO_LARGE") {
      throw new BadBody("too_large", "The body is larger than 5 MB once unpacked. Send smaller batches.");
    }
    throw new BadBody("not_json", "The body says that it is gzip, and is not.");
  }
}

async function readUpTo(request: Request, limit: number): Promise<Buffer> {
  if (request.headers.has("content-length")) {
    // The server gives no more than the length that was announced.
    const bytes = Buffer.from(await request.arrayBuffer());
    if (bytes.length > limit) throw tooLarge();
    return bytes;
  }
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size > limit) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function tooLarge(): BadBody {
  return new BadBody("too_large", "The body is larger than 500 kB. Send smaller batches.");
}
