import type { Context } from "hono";
import { downloadBody } from "../http/download-body.ts";
import type { Hub } from "../hub.ts";
import { readFileRange } from "./chunks.ts";
import { type ByteRange, readRange } from "./read-range.ts";
import { disposition } from "./safe-name.ts";
import type { FileFacts } from "./store-file.ts";

export interface FileAnswer {
  file: FileFacts;
  how: "inline" | "attachment";
  /** What it is saved as; the file's own name where there is none. */
  name?: string;
  /** How long the reader's own browser may keep it. Nobody else may. */
  keepSeconds: number;
}

/** Whatever is in a file, it is no page: it runs nothing, loads nothing and is in no page's origin. */
const HARMLESS = "sandbox; default-src 'none'; style-src 'unsafe-inline'; media-src 'self'; img-src 'self'";

/**
 * Answers with a file or the part of it that was asked for (`Range`, `If-Range`, `If-None-Match`), as a stream. Only
 * for routes of the links' host.
 */
export function answerFile(
  hub: Hub,
  context: Context,
  { file, how, name, keepSeconds }: FileAnswer,
): Response {
  const tag = `"${file.sha256}"`;
  context.header("ETag", tag);
  context.header("Accept-Ranges", "bytes");
  context.header("Cache-Control", `private, max-age=${keepSeconds}`);
  context.header("Cross-Origin-Resource-Policy", "cross-origin");
  context.header("Content-Security-Policy", HARMLESS);
  if (namesTag(context.req.header("if-none-match"), tag)) return context.body(null, 304);

  const ifRange = context.req.header("if-range");
  const range =
    ifRange === undefined || ifRange === tag ? readRange(context.req.header("range"), file.bytes) : "all";
  if (range === "none") {
    context.header("Content-Range", `bytes */${file.bytes}`);
    return context.body(null, 416);
  }
  context.header("Content-Type", file.type);
  context.header("Content-Disposition", disposition(how, name ?? file.name));
  const part = range === "all" ? { from: 0, to: file.bytes } : range;
  context.header("Content-Length", String(part.to - part.from));
  if (range !== "all") context.header("Content-Range", `bytes ${part.from}-${part.to - 1}/${file.bytes}`);
  const body = downloadBody(streamOf(hub, file.id, part), context, (reason) =>
    hub.log.warn({ reason }, "a file's answer broke off"),
  );
  return context.body(body, range === "all" ? 200 : 206);
}

const namesTag = (header: string | undefined, tag: string) =>
  header?.split(",").some((one) => one.trim() === "*" || one.trim().replace(/^W\//, "") === tag) ?? false;

/** Reads as fast as whoever asked takes it, and stops when they go away. */
function streamOf(hub: Hub, fileId: string, { from, to }: ByteRange): ReadableStream<Uint8Array> {
  const pieces = readFileRange(hub.store, fileId, from, to);
  let left = to - from;
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await pieces.next();
        left -= value?.byteLength ?? 0;
        if (!done) return controller.enqueue(value);
        if (left > 0) throw new Error("A file ended early");
        controller.close();
      },
      cancel: async () => {
        await pieces.return(undefined);
      },
    },
    { highWaterMark: 0 },
  );
}
