import { isAscii, isUtf8 } from "node:buffer";

/** As the preview calls them. */
export type Encoding = "UTF-8" | "UTF-16LE" | "UTF-16BE" | "Windows-1252";

/**
 * Stands where bytes are no text in the file's encoding. A noncharacter, so that no honest text holds it:
 * the line that it stands in is named, and the others are taken.
 */
export const UNREADABLE = "\uFDD0";

/** So much of the beginning tells 8 from 16 bits. */
const HEAD = 4_096;

type Kind = "unknown" | "eight bits" | Encoding;

/**
 * Makes text of a report's bytes, piece by piece, with every line break as `\n`. A byte order mark decides on
 * the encoding, else NULs at every other place do (UTF-16), else the first part with letters beyond ASCII: it
 * is UTF-8 if it can be, and otherwise Windows-1252.
 */
export class ReportDecoder {
  #kind: Kind = "unknown";
  /** Bytes that are not read yet: the beginning, or half a character. */
  #rest: Buffer = Buffer.alloc(0);
  #endsWithReturn = false;

  /** What the text was read as so far; what is ASCII alone is UTF-8. */
  get encoding(): Encoding {
    return this.#kind === "unknown" || this.#kind === "eight bits" ? "UTF-8" : this.#kind;
  }

  /** Takes the next bytes and gives the text that is whole by now. */
  push(bytes: Uint8Array): string {
    return this.#read(bytes, false);
  }

  /** Gives what is left. */
  end(): string {
    return this.#read(Buffer.alloc(0), true);
  }

  #read(bytes: Uint8Array, isEnd: boolean): string {
    const all = this.#rest.length === 0 ? Buffer.from(bytes) : Buffer.concat([this.#rest, bytes]);
    this.#rest = Buffer.alloc(0);
    if (this.#kind === "unknown" && all.length < HEAD && !isEnd) {
      this.#rest = all;
      return "";
    }
    const known = this.#kind === "unknown" ? this.#look(all) : all;
    const wide = this.#kind === "UTF-16LE" || this.#kind === "UTF-16BE";
    return this.#withPlainBreaks(wide ? this.#wide(known, isEnd) : this.#narrow(known, isEnd), isEnd);
  }

  /** Decides by the beginning, and gives the bytes without their mark. */
  #look(head: Buffer): Buffer {
    const starts = (...mark: number[]) => mark.every((byte, n) => head[n] === byte);
    if (starts(0xef, 0xbb, 0xbf)) {
      this.#kind = "UTF-8";
      return head.subarray(3);
    }
    if (starts(0xff, 0xfe) || starts(0xfe, 0xff)) {
      this.#kind = starts(0xff, 0xfe) ? "UTF-16LE" : "UTF-16BE";
      return head.subarray(2);
    }
    this.#kind = widthByNuls(head.subarray(0, HEAD)) ?? "eight bits";
    return head;
  }

  #wide(bytes: Buffer, isEnd: boolean): string {
    const even = bytes.length - (bytes.length % 2);
    const units = Buffer.from(bytes.subarray(0, even));
    if (this.#kind === "UTF-16BE") units.swap16();
    let text = units.toString("utf16le");
    let used = even;
    const last = text.charCodeAt(text.length - 1);
    if (!isEnd && last >= 0xd800 && last <= 0xdbff) {
      text = text.slice(0, -1);
      used -= 2;
    }
    this.#rest = bytes.subarray(used);
    if (isEnd && this.#rest.length > 0) text += UNREADABLE;
    return text.replace(/\p{Surrogate}/gu, UNREADABLE);
  }

  #narrow(bytes: Buffer, isEnd: boolean): string {
    const end = isEnd ? bytes.length : bytes.length - halfCharacter(bytes);
    const whole = bytes.subarray(0, end);
    this.#rest = bytes.subarray(end);
    if (isAscii(whole)) return whole.toString("latin1");
    if (this.#kind === "eight bits") this.#kind = looksLikeUtf8(whole) ? "UTF-8" : "Windows-1252";
    if (this.#kind === "Windows-1252") {
      this.#rest = Buffer.alloc(0);
      return readWindows1252(bytes);
    }
    const text = whole.toString("utf8");
    return isUtf8(whole) ? text : text.replaceAll("\uFFFD", UNREADABLE);
  }

  /** A break may be `\r\n`, and its halves may come apart. */
  #withPlainBreaks(text: string, isEnd: boolean): string {
    const all = this.#endsWithReturn ? `\r${text}` : text;
    this.#endsWithReturn = !isEnd && all.endsWith("\r");
    const whole = this.#endsWithReturn ? all.slice(0, -1) : all;
    return whole.includes("\r") ? whole.replace(/\r\n?/g, "\n") : whole;
  }
}

/** One NUL may be an accident; where every line has some, all at the same side, characters have two bytes. */
function widthByNuls(head: Buffer): Encoding | undefined {
  const nuls = [0, 0];
  for (const [n, byte] of head.entries()) if (byte === 0) nuls[n % 2] = (nuls[n % 2] ?? 0) + 1;
  const [first = 0, second = 0] = nuls;
  if (Math.max(first, second) < Math.max(2, head.length / 20)) return undefined;
  if (second > 4 * first) return "UTF-16LE";
  return first > 4 * second ? "UTF-16BE" : undefined;
}

/** How many bytes at the end may be the beginning of a character in UTF-8. */
function halfCharacter(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) return back < lengthOf(byte) ? back : 0;
  }
  return 0;
}

/** How many bytes a character takes that begins so. */
function lengthOf(byte: number): number {
  return byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
}

/** Letters of Windows-1252 hardly ever look like UTF-8; a damaged file in UTF-8 still does for the most part. */
function looksLikeUtf8(bytes: Buffer): boolean {
  if (isUtf8(bytes)) return true;
  let good = 0;
  let stray = 0;
  for (let n = 0; n < bytes.length; n++) {
    const byte = bytes[n] ?? 0;
    if (byte < 0x80) continue;
    const length = lengthOf(byte);
    if (length > 1 && isUtf8(bytes.subarray(n, n + length))) {
      good += 1;
      n += length - 1;
    } else stray += 1;
  }
  return good > 0 && good >= stray;
}

// Some releases of Node read Windows-1252 as Latin-1, which has no letters here (nodejs/node#56542).
const FROM_80 = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";

function readWindows1252(bytes: Buffer): string {
  return bytes
    .toString("latin1")
    .replace(/[\x80-\x9f]/g, (letter) => FROM_80.charAt(letter.charCodeAt(0) - 0x80));
}
