/** A part of a file: from its byte `from` up to and without `to`. */
export interface ByteRange {
  from: number;
  to: number;
}

/**
 * What a `Range` header asks of a file (RFC 9110, 14.2). One range is answered; what is not understood, or several,
 * counts as if it had not been asked.
 * @returns `all`, the part, or `none` where no byte of the file is in it
 */
export function readRange(header: string | undefined, bytes: number): "all" | "none" | ByteRange {
  const match = /^bytes=\s*(\d*)\s*-\s*(\d*)\s*$/i.exec(header ?? "");
  if (match === null) return "all";
  const [, first = "", last = ""] = match;
  if (first === "" && last === "") return "all";
  if (first === "") {
    const suffix = Number(last);
    return suffix === 0 || bytes === 0 ? "none" : { from: Math.max(0, bytes - suffix), to: bytes };
  }
  const from = Number(first);
  const end = last === "" ? bytes - 1 : Number(last);
  if (end < from && last !== "") return "all";
  return from >= bytes ? "none" : { from, to: Math.min(end + 1, bytes) };
}
