import { useInfiniteQuery } from "@tanstack/react-query";
import type { ReplyOf } from "../../contract/endpoints.ts";
import { callHub, type HubError } from "../call-hub.ts";

export type AssetShare = ReplyOf<"shares">["items"][number];

/** To whom an asset was sent, the newest first, page by page. */
export function useAssetShares(assetId: string, onlyRead: boolean) {
  return useInfiniteQuery<ReplyOf<"shares">, HubError, AssetShare[], unknown[], string | undefined>({
    queryKey: ["shares", { assetId, onlyRead }],
    queryFn: ({ pageParam, signal }) =>
      callHub(
        "shares",
        { assetId, ...(onlyRead ? { read: "true" } : {}), ...(pageParam ? { cursor: pageParam } : {}) },
        { signal },
      ),
    initialPageParam: undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    select: ({ pages }) => pages.flatMap(({ items }) => items),
    placeholderData: (before) => before,
  });
}
