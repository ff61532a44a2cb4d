import type { AssetKind } from "../../lib/contract/asset.ts";

/** What a version's length is made of. */
export interface Measures {
  kind: AssetKind;
  pages: number | null;
  /** Of a video. */
  seconds: number | null;
  /** Of a file, such as `image/png`. */
  type: string | null;
}

const KIND_WORDS: Record<AssetKind, string> = {
  pdf: "PDF",
  image: "Image",
  video: "Video",
  web_page: "Web page",
  snippet: "Snippet",
  unknown: "File",
};

/** "PDF, 12 pages", "Video, 4:10", "Image, PNG", "Snippet"; what is not known is left out. */
export function lengthWords({ kind, pages, seconds, type }: Measures): string {
  const words = KIND_WORDS[kind];
  if (kind === "pdf" && pages !== null) return `${words}, ${pages === 1 ? "1 page" : `${pages} pages`}`;
  if (kind === "video" && seconds !== null) return `${words}, ${clock(seconds)}`;
  if (kind === "image" && type !== null)
    return `${words}, ${type === "image/webp" ? "WebP" : formatOf(type)}`;
  return words;
}

const formatOf = (type: string) => type.slice(type.indexOf("/") + 1).toUpperCase();

/** `4:10`, `1:02:05` */
function clock(seconds: number): string {
  const all = Math.round(seconds);
  const [hours, minutes] = [Math.floor(all / 3600), Math.floor(all / 60) % 60];
  const two = (n: number) => String(n).padStart(2, "0");
  return hours > 0 ? `${hours}:${two(minutes)}:${two(all % 60)}` : `${minutes}:${two(all % 60)}`;
}
