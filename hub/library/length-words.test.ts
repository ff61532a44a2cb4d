import { expect, test } from "vitest";
import { lengthWords, type Measures } from "./length-words.ts";

const nothing = { pages: null, seconds: null, type: null };
test.each<[Partial<Measures> & Pick<Measures, "kind">, string]>([
  [{ kind: "pdf", pages: 12 }, "PDF, 12 pages"],
  [{ kind: "pdf", pages: 1 }, "PDF, 1 page"],
  [{ kind: "pdf" }, "PDF"],
  [{ kind: "video", seconds: 250 }, "Video, 4:10"],
  [{ kind: "video", seconds: 9.6 }, "Video, 0:10"],
  [{ kind: "video", seconds: 3_725 }, "Video, 1:02:05"],
  [{ kind: "video", type: "video/mp4" }, "Video"],
  [{ kind: "image", type: "image/png" }, "Image, PNG"],
  [{ kind: "image", type: "image/webp" }, "Image, WebP"],
  [{ kind: "web_page" }, "Web page"],
  [{ kind: "snippet" }, "Snippet"],
])("%j is %s", (measures, words) => {
  expect(lengthWords({ ...nothing, ...measures })).toBe(words);
});
