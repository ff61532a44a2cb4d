import { buffer } from "node:stream/consumers";
import { lookAtPicture } from "./draw-picture.ts";
import { lookAtPdf } from "./look-at-pdf.ts";
import type { Looked } from "./looked.ts";

// A process of its own: a file that blows up takes this one along and nothing else. The file comes in by the standard
// input, its type stands in the argument, and what was found goes back as the only message.
const type = process.argv[2] ?? "";
const bytes = await buffer(process.stdin);
const looked: Looked =
  type === "application/pdf" ? await lookAtPdf(new Uint8Array(bytes)) : await lookAtPicture(bytes);
process.send?.(looked, () => process.exit(0));
