import { fileTypeFromBuffer } from "file-type";
import type { AssetKind, FILE_TYPES } from "../../lib/contract/asset.ts";

export type TakenType = (typeof FILE_TYPES)[number];

/** What a file is, or why it is not taken and what to do. */
export type Judged = { type: TakenType } | { refused: string };

/** How much of a file's beginning is looked at, in bytes. */
export const HEAD_BYTES = 16_384;

const TAKEN: Readonly<Record<string, TakenType>> = {
  "application/pdf": "application/pdf",
  "image/png": "image/png",
  "image/apng": "image/png",
  "image/jpeg": "image/jpeg",
  "image/webp": "image/webp",
  "image/gif": "image/gif",
  "video/mp4": "video/mp4",
  "video/x-m4v": "video/mp4",
  "video/webm": "video/webm",
};

export const KIND_OF_TYPE: Readonly<Record<TakenType, AssetKind>> = {
  "application/pdf": "pdf",
  "image/png": "image",
  "image/jpeg": "image",
  "image/webp": "image",
  "image/gif": "image",
  "video/mp4": "video",
  "video/webm": "video",
};

const OFFICE = "Office files can carry programs. Save it as PDF and drop it again.";
const ARCHIVE = "Archives are not taken. Unpack it and drop the files that are in it.";
const WEB_FILE =
  "Files of web pages can carry programs. Save it as PDF, or add the page's address as a web page.";
const SVG = "SVG files can carry programs. Save it as PNG or PDF and drop it again.";
const POSTSCRIPT = "PostScript files are programs. Save it as PDF and drop it again.";
const PROGRAM = "Programs are not taken, since nobody should have to run one to read it.";
const PICTURE =
  "Not every browser shows this kind of picture. Save it as PNG, JPEG, WebP or GIF and drop it again.";
const MOVIE = "Not every browser plays this kind of video. Save it as MP4 or WebM and drop it again.";
const SOUND =
  "Sound alone is not taken. Save it as a video (MP4 or WebM), or add the address where it can be heard.";
const TEXT =
  "Text is added as a snippet: copy it into “Write a snippet”. Or save it as PDF and drop it again.";
const UNKNOWN =
  "It is not known what kind of file this is. Leadside takes PDF, PNG, JPEG, WebP, GIF, MP4 and WebM: save it as one of these.";

/** What files begin with that a library for types either reads too much of or does not know. */
const BEGINNINGS: readonly [string, string][] = [
  ["PK\x03\x04", ARCHIVE],
  ["PK\x05\x06", ARCHIVE],
  ["PK\x07\x08", ARCHIVE],
  ["\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", OFFICE],
  ["\x1f\x8b", ARCHIVE],
  ["{\\rtf", OFFICE],
  ["%!PS", POSTSCRIPT],
  ["\xc5\xd0\xd3\xc6", POSTSCRIPT],
  ["MZ", PROGRAM],
  ["\x7fELF", PROGRAM],
  ["\xca\xfe\xba\xbe", PROGRAM],
  ["\xcf\xfa\xed\xfe", PROGRAM],
  ["\xce\xfa\xed\xfe", PROGRAM],
  ["#!", PROGRAM],
];
/** What stands in the first entries of an Office file, which is an archive. */
const IN_OFFICE =
  /\[Content_Types\]\.xml|(?:word|xl|ppt|visio)\/|mimetypeapplication\/vnd\.|Index\/Document\.iwa/;
const MARKUP = /^(?:<\?xml[^>]*>\s*|<!--[\s\S]*?-->\s*)*<(!doctype\s+\w+|[a-z][\w:-]*)/i;

/** Says by its first bytes, and by nothing else, what a file is and whether it is taken. */
export async function judgeType(head: Uint8Array): Promise<Judged> {
  const bytes = Buffer.from(head.buffer, head.byteOffset, Math.min(head.byteLength, HEAD_BYTES));
  const text = bytes.toString("latin1");
  const beginning = BEGINNINGS.find(([bytes]) => text.startsWith(bytes))?.[1];
  if (beginning === ARCHIVE && IN_OFFICE.test(text)) return { refused: OFFICE };
  if (beginning !== undefined) return { refused: beginning };
  const markup = MARKUP.exec(text.replace(/^(?:\xef\xbb\xbf)?\s*/, ""))?.[1]?.toLowerCase();
  if (markup !== undefined) return { refused: /svg$/.test(markup) ? SVG : WEB_FILE };

  // A beginning that breaks off in the middle of something is an error there; it then is of no known kind.
  const found = await fileTypeFromBuffer(bytes).catch(() => undefined);
  const taken = TAKEN[found?.mime ?? ""];
  if (taken !== undefined) return { type: taken };
  return { refused: found === undefined ? (isText(bytes) ? TEXT : UNKNOWN) : refusalOf(found.mime) };
}

function refusalOf(mime: string): string {
  if (/zip|compress|x-(?:7z|rar|tar|bzip2|gtar|xz|lzip)|gzip|zstd|cpio|x-archive/.test(mime)) return ARCHIVE;
  if (/officedocument|opendocument|msword|ms-|x-cfb|iwork|epub/.test(mime)) return OFFICE;
  if (/svg/.test(mime)) return SVG;
  if (/html|xml/.test(mime)) return WEB_FILE;
  if (/executable|x-elf|x-mach|x-msdownload|java|wasm|x-deb|x-rpm/.test(mime)) return PROGRAM;
  if (mime.startsWith("image/")) return PICTURE;
  if (mime.startsWith("video/")) return MOVIE;
  if (mime.startsWith("audio/")) return SOUND;
  return UNKNOWN;
}

/** Whether this reads as text: no control characters but those of lines. */
function isText(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte >= 0x20 || byte === 0x09 || byte === 0x0a || byte === 0x0d);
}
