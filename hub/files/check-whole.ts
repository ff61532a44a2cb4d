import type { TakenType } from "./judge-type.ts";

/** Reads a few bytes of a file, fewer at its end. */
export type ReadAt = (from: number, bytes: number) => Promise<Buffer>;

const TAIL = 8_192;
/** A recording in pieces has thousands of boxes; enough of them were seen then. */
const MOST_BOXES = 2_000;

const AGAIN = "Save or download it again, then drop it again.";
const cut = (what: string) => `This ${what} is not whole: its end is missing. ${AGAIN}`;

/**
 * Tells files that broke off on the way, as far as their form says so.
 * @returns what is wrong and what to do; undefined where nothing is
 */
export async function checkWhole(type: TakenType, bytes: number, read: ReadAt): Promise<string | undefined> {
  const tail = async () => (await read(Math.max(0, bytes - TAIL), Math.min(bytes, TAIL))).toString("latin1");
  switch (type) {
    case "application/pdf":
      return /%%EOF|startxref/.test(await tail()) ? undefined : cut("PDF");
    case "image/png":
      return (await tail()).includes("IEND") ? undefined : cut("picture");
    case "image/gif":
      return (await tail()).includes(";") ? undefined : cut("picture");
    case "image/webp":
      return (await read(4, 4)).readUInt32LE(0) + 8 <= bytes ? undefined : cut("picture");
    case "video/mp4":
      return checkBoxes(bytes, read);
    case "video/webm":
      return checkSegment(bytes, read);
    case "image/jpeg":
      // What cameras append may follow its end; a decoder tells the rest.
      return undefined;
  }
}

/** The boxes that an MP4 is made of say how long they are. */
async function checkBoxes(bytes: number, read: ReadAt): Promise<string | undefined> {
  let at = 0;
  let hasMovie = false;
  for (let n = 0; n < MOST_BOXES && at < bytes; n += 1) {
    const head = await read(at, 16);
    if (head.byteLength < 8) return cut("video");
    const short = head.readUInt32BE(0);
    hasMovie ||= head.toString("latin1", 4, 8) === "moov";
    // 0: up to the end of the file; 1: the length stands behind, in 64 bits.
    if (short === 0) break;
    if (short === 1 && head.byteLength < 16) return cut("video");
    const size = short === 1 ? Number(head.readBigUInt64BE(8)) : short;
    if (size < 8) return `This video is damaged. ${AGAIN}`;
    at += size;
    if (at > bytes) return cut("video");
  }
  return hasMovie || at < bytes ? undefined : cut("video");
}

/** A WebM says how long its one segment is, unless it was written while it was recorded. */
async function checkSegment(bytes: number, read: ReadAt): Promise<string | undefined> {
  const head = await read(0, 4_096);
  const header = readSize(head, 4);
  if (header === undefined) return undefined;
  const segment = header.end + header.size;
  if (segment + 12 > head.byteLength || head.readUInt32BE(segment) !== 0x18538067) return undefined;
  const size = readSize(head, segment + 4);
  return size !== undefined && !size.open && size.end + size.size > bytes ? cut("video") : undefined;
}

/** A number of EBML: its first byte's leading zeros say how many bytes follow. All ones: not known. */
function readSize(bytes: Buffer, at: number): { size: number; end: number; open: boolean } | undefined {
  const first = bytes[at];
  if (first === undefined || first === 0) return undefined;
  const length = Math.clz32(first) - 23;
  if (at + length > bytes.byteLength) return undefined;
  let size = first & (0xff >> length);
  let open = size === 0xff >> length;
  for (const byte of bytes.subarray(at + 1, at + length)) {
    size = size * 256 + byte;
    open &&= byte === 0xff;
  }
  return { size, end: at + length, open };
}
