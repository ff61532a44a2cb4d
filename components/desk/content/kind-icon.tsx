import type { AssetKind } from "../../../lib/contract/asset.ts";

const PATHS: Record<AssetKind, string> = {
  pdf: "M4 2.2h5.2L12.4 5.4v8.4H4zM9 2.4v3.2h3.2",
  image: "M2.5 3h11v10h-11zM2.5 11l3.4-3.4 2.6 2.6 1.8-1.8 3.2 3.2M10.6 5.9h.01",
  video: "M2.2 3.5h11.6v9H2.2zM7 6.2v3.6L10 8z",
  web_page:
    "M8 2.2a5.8 5.8 0 1 1 0 11.6A5.8 5.8 0 0 1 8 2.2zM2.4 8h11.2M8 2.2c4 3.6 4 8 0 11.6M8 2.2c-4 3.6-4 8 0 11.6",
  snippet: "M2.6 4.2h10.8M2.6 8h10.8M2.6 11.8h6.4",
  unknown: "M4 2.2h8.4v11.6H4z",
};

/** The kind of an asset, drawn; the words stand beside it. */
export function KindIcon({ kind }: { kind: AssetKind }) {
  return (
    <svg
      width="16"
      height="16"
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.4"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
      className="kind-icon"
    >
      <path d={PATHS[kind]} />
    </svg>
  );
}
