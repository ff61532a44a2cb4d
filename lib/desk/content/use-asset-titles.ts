import { useQueries } from "@tanstack/react-query";
import type { Conditions } from "../../contract/condition.ts";
import type { AssetTitles } from "../../contract/condition-words.ts";
import { callHub } from "../call-hub.ts";

/** Titles of the assets that a sentence names; "…" while one is being read. */
export const useAssetTitles = ({ to, when, except }: Conditions): AssetTitles =>
  useTitles([...to, ...when, ...except].flatMap((one) => (one.fact === "asset" ? one.ids : [])));

/** Titles of assets by their ids; "…" while one is being read. */
export function useTitles(wanted: readonly string[]): AssetTitles {
  const ids = [...new Set(wanted)];
  return useQueries({
    queries: ids.map((id) => ({
      queryKey: ["asset", { id }],
      queryFn: ({ signal }: { signal: AbortSignal }) => callHub("asset", { id }, { signal }),
      retry: false,
    })),
    combine: (reads) =>
      new Map(
        reads.flatMap(({ data, isPending }, at): [string, string][] => {
          const id = ids[at] ?? "";
          if (data) return [[id, data.asset.title]];
          return isPending ? [[id, "…"]] : [];
        }),
      ),
  });
}
