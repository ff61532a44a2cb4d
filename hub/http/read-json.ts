import { ApiError } from "./api-error.ts";

/** No call of the API needs more. */
const LARGEST = 64_000;
const DEEPEST = 16;

const decoder = new TextDecoder("utf-8", { fatal: true });
/** NUL, or half a character: no database and no screen can hold it. */
const UNFIT = /\0|\p{Surrogate}/u;

/**
 * Reads a request's body as JSON.
 * @throws ApiError `too_large`, `not_json`, `too_deep`, or `bad_request` for text that cannot be stored
 */
export async function readJson(request: Request): Promise<unknown> {
  const bytes = await readBytes(request);
  let value: unknown;
  try {
    value = JSON.parse(decoder.decode(bytes));
  } catch {
    throw new ApiError("not_json", "The body is not JSON.");
  }
  checkValue(value);
  return value;
}

async function readBytes(request: Request): Promise<Uint8Array> {
  const announced = request.headers.get("content-length");
  if (announced !== null) {
    if (Number(announced) > LARGEST) throw tooLarge();
    const bytes = new Uint8Array(await request.arrayBuffer());
    if (bytes.byteLength > LARGEST) throw tooLarge();
    return bytes;
  }
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size > LARGEST) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

const tooLarge = () => new ApiError("too_large", `The body is larger than ${LARGEST / 1000} kB.`);

/** Without recursion: a body of brackets is as deep as it is long. */
function checkValue(root: unknown): void {
  const waiting: { value: unknown; depth: number }[] = [{ value: root, depth: 0 }];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { value, depth } = next;
    if (typeof value === "string") checkText(value);
    if (typeof value !== "object" || value === null) continue;
    if (depth === DEEPEST) throw new ApiError("too_deep", `The body nests deeper than ${DEEPEST} levels.`);
    for (const [key, part] of Object.entries(value)) {
      checkText(key);
      waiting.push({ value: part, depth: depth + 1 });
    }
  }
}

function checkText(text: string): void {
  if (UNFIT.test(text)) {
    throw new ApiError("bad_request", "The body holds text with a NUL or half a character in it.");
  }
}
