import { expect, test } from "vitest";
import { type Judged, judgeType } from "./judge-type.ts";

const hex = (text: string) => Buffer.from(text.replaceAll(" ", ""), "hex");
const latin = (text: string) => Buffer.from(text, "latin1");
const padded = (bytes: Buffer) => Buffer.concat([bytes, Buffer.alloc(600)]);
const zip = (name: string) =>
  Buffer.concat([hex("504b0304 1400 0000 0800 0000 0000"), Buffer.alloc(12), hex("1300 0000"), latin(name)]);
const refused = (words: RegExp) => ({ refused: expect.stringMatching(words) as unknown as string });

const cases: [string, Buffer, Judged][] = [
  ["a PDF", latin("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"), { type: "application/pdf" }],
  [
    "a PNG",
    padded(hex("89504e470d0a1a0a 0000000d 49484452 00000001 00000001 0806000000 1f15c489 0000000a 49444154")),
    { type: "image/png" },
  ],
  ["a JPEG", padded(hex("ffd8ffe0 0010 4a46494600")), { type: "image/jpeg" }],
  ["a WebP", padded(latin("RIFF\x24\0\0\0WEBPVP8 ")), { type: "image/webp" }],
  ["a GIF", padded(latin("GIF89a\x01\0\x01\0")), { type: "image/gif" }],
  ["an MP4", padded(latin("\0\0\0\x18ftypisom\0\0\x02\0isommp41")), { type: "video/mp4" }],
  [
    "an MP4 for Apple's players",
    padded(latin("\0\0\0\x18ftypM4V \0\0\x02\0isommp42")),
    { type: "video/mp4" },
  ],
  [
    "a Word file",
    zip("word/document.xml"),
    refused(/^Office files can carry programs\. Save it as PDF and drop/),
  ],
  ["an Excel file", zip("[Content_Types].xml"), refused(/^Office files/)],
  ["an OpenDocument file", zip("mimetypeapplication/vnd.oasis.opendocument.text"), refused(/^Office files/)],
  ["an old Office file", padded(hex("d0cf11e0a1b11ae1")), refused(/^Office files/)],
  ["rich text", latin("{\\rtf1\\ansi hello}"), refused(/^Office files/)],
  ["an archive", zip("holiday/beach.jpg"), refused(/^Archives are not taken/)],
  ["gzip", padded(hex("1f8b0800")), refused(/^Archives are not taken/)],
  ["a program for Windows", padded(latin("MZ\x90\0")), refused(/^Programs are not taken/)],
  ["a program for Linux", padded(latin("\x7fELF\x02\x01\x01")), refused(/^Programs are not taken/)],
  ["a script", latin("#!/bin/sh\necho"), refused(/^Programs are not taken/)],
  ["HTML", latin("<!DOCTYPE html><html>"), refused(/^Files of web pages/)],
  ["HTML behind a mark and spaces", latin("\xef\xbb\xbf \n<html lang=en>"), refused(/^Files of web pages/)],
  ["HTML behind a comment", latin("<!-- hello -->\n<body onload=alert(1)>"), refused(/^Files of web pages/)],
  ["a script element", latin("<script>alert(1)</script>"), refused(/^Files of web pages/)],
  ["SVG", latin('<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg">'), refused(/^SVG files/)],
  ["SVG with a doctype", latin('<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN">'), refused(/^SVG files/)],
  ["PostScript", latin("%!PS-Adobe-3.0"), refused(/^PostScript/)],
  ["HEIC", padded(latin("\0\0\0\x18ftypheic\0\0\0\0mif1heic")), refused(/^Not every browser shows/)],
  ["TIFF", padded(hex("49492a00 08000000")), refused(/^Not every browser shows/)],
  ["QuickTime", padded(latin("\0\0\0\x14ftypqt  \0\0\x02\0qt  ")), refused(/^Not every browser plays/)],
  ["MP3", padded(latin("ID3\x04\0\0\0\0\0\0\xff\xfb\x90\x64")), refused(/^Sound alone/)],
  ["text", latin("Hello,\r\nworld"), refused(/^Text is added as a snippet/)],
  ["nothing known", Buffer.alloc(600, 3), refused(/^It is not known what kind of file/)],
  ["one byte", Buffer.from([0]), refused(/^It is not known what kind of file/)],
];

test.each(cases)("%s", async (_what, bytes, expected) => {
  expect(await judgeType(bytes)).toEqual(expected);
});
