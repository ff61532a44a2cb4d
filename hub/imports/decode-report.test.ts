import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ReportDecoder, UNREADABLE } from "./decode-report.ts";

function decode(bytes: Uint8Array, piece = bytes.length || 1) {
  const decoder = new ReportDecoder();
  let text = "";
  for (let n = 0; n < bytes.length; n += piece) text += decoder.push(bytes.subarray(n, n + piece));
  text += decoder.end();
  return { text, encoding: decoder.encoding };
}

const TEXT = "Name,Ort\r\nZoë,Łódź\r\n中村,大阪\r\n😀,x\r";
const READ = "Name,Ort\nZoë,Łódź\n中村,大阪\n😀,x\n";
const marked = (hex: string, bytes: Buffer) => Buffer.concat([Buffer.from(hex, "hex"), bytes]);

describe("the encoding of a report", () => {
  it.each([
    ["plain UTF-8", Buffer.from(TEXT), READ, "UTF-8"],
    ["UTF-8 with a mark", marked("efbbbf", Buffer.from(TEXT)), READ, "UTF-8"],
    ["ASCII", Buffer.from("a,b\rc,d\r\n"), "a,b\nc,d\n", "UTF-8"],
    ["nothing", Buffer.alloc(0), "", "UTF-8"],
    ["UTF-16", marked("fffe", Buffer.from(TEXT, "utf16le")), READ, "UTF-16LE"],
    ["UTF-16 the other way round", marked("feff", Buffer.from(TEXT, "utf16le").swap16()), READ, "UTF-16BE"],
    ["UTF-16 without a mark", Buffer.from(TEXT, "utf16le"), READ, "UTF-16LE"],
    ["big-endian without a mark", Buffer.from(TEXT, "utf16le").swap16(), READ, "UTF-16BE"],
    ["Windows-1252", Buffer.from("Zo\xeb \x80 \x93q\x94", "latin1"), "Zoë € “q”", "Windows-1252"],
    ["one NUL is no UTF-16", Buffer.from("a\0b,c\n"), "a\0b,c\n", "UTF-8"],
    ["UTF-8 with a stray byte", Buffer.from("5a6fc3ab2cff2cc5812c", "hex"), `Zoë,${UNREADABLE},Ł,`, "UTF-8"],
    ["UTF-8 cut off", Buffer.from("5a6fc3abc3", "hex"), `Zoë${UNREADABLE}`, "UTF-8"],
    [
      "half a pair in UTF-16",
      marked("fffe", Buffer.from("610000d86200", "hex")),
      `a${UNREADABLE}b`,
      "UTF-16LE",
    ],
    ["an odd byte at the end", marked("fffe", Buffer.from("610062", "hex")), `a${UNREADABLE}`, "UTF-16LE"],
  ])("%s", (_case, bytes, text, encoding) => {
    expect(decode(bytes)).toEqual({ text, encoding });
    for (const piece of [1, 2, 3, 7]) expect(decode(bytes, piece)).toEqual({ text, encoding });
  });

  it("is decided late where the beginning is ASCII", () => {
    const bytes = Buffer.from(`${"a,b\n".repeat(5_000)}Zo\xeb\n`, "latin1");
    expect(decode(bytes, 4_096)).toMatchObject({ encoding: "Windows-1252" });
    expect(decode(bytes, 4_096).text.endsWith("Zoë\n")).toBe(true);
  });

  it("is read the same however the bytes come apart", () => {
    const anyText = fc
      .string({ unit: "grapheme", maxLength: 200 })
      .map((text) => text.replace(/\uFEFF|\0/g, ""));
    fc.assert(
      fc.property(anyText, fc.integer({ min: 1, max: 50 }), (text, piece) => {
        for (const bytes of [
          marked("efbbbf", Buffer.from(text)),
          marked("fffe", Buffer.from(text, "utf16le")),
        ]) {
          expect(decode(bytes, piece).text).toBe(text.replace(/\r\n?/g, "\n"));
        }
      }),
    );
  });
});
