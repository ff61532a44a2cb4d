export interface Size {
  width: number;
  height: number;
}

/** What a picture's head says of its size, before anything of it is unpacked; undefined where it says nothing. */
export function pictureSize(bytes: Buffer): Size | undefined {
  const begins = (text: string, at = 0) => bytes.toString("latin1", at, at + text.length) === text;
  try {
    if (begins("\x89PNG")) return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
    if (begins("GIF8")) return { width: bytes.readUInt16LE(6), height: bytes.readUInt16LE(8) };
    if (begins("RIFF") && begins("WEBP", 8)) return webpSize(bytes, begins);
    if (begins("\xff\xd8")) return jpegSize(bytes);
  } catch {
    // It ends before it says its size.
  }
  return undefined;
}

function webpSize(bytes: Buffer, begins: (text: string, at: number) => boolean): Size | undefined {
  if (begins("VP8X", 12)) return { width: bytes.readUIntLE(24, 3) + 1, height: bytes.readUIntLE(27, 3) + 1 };
  if (begins("VP8L", 12)) {
    const bits = bytes.readUInt32LE(21);
    return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
  }
  if (begins("VP8 ", 12))
    return { width: bytes.readUInt16LE(26) & 0x3fff, height: bytes.readUInt16LE(28) & 0x3fff };
  return undefined;
}

/** The size stands in the frame's head (SOF), behind segments of any length. */
function jpegSize(bytes: Buffer): Size | undefined {
  for (let at = 2; at < bytes.byteLength; ) {
    if (bytes[at] !== 0xff) return undefined;
    const mark = bytes[at + 1] ?? 0;
    if (mark === 0xff) {
      at += 1;
      continue;
    }
    const isFrame = mark >= 0xc0 && mark <= 0xcf && mark !== 0xc4 && mark !== 0xc8 && mark !== 0xcc;
    if (isFrame) return { height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7) };
    at += 2 + bytes.readUInt16BE(at + 2);
  }
  return undefined;
}
