import { deflateSync } from "node:zlib";
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
