import type { AssetKind } from "../contract/asset.ts";

const WORDS: Record<AssetKind, string> = {
  pdf: "PDF",
  image: "Image",
  video: "Video",
  web_page: "Web page",
  snippet: "Snippet",
  unknown: "Content",
};

/** "PDF, v3" */
export function kindWords(kind: AssetKind, version: number | null): string {
  return version === null || version === 1 ? WORDS[kind] : `${WORDS[kind]}, v${version}`;
}
