import { useInfiniteQuery } from "@tanstack/react-query";
import type { z } from "zod";
import type { Conditions, JudgedPeopleRequest } from "../../contract/condition.ts";
import type { ReplyOf } from "../../contract/endpoints.ts";
import { callHub, type HubError } from "../call-hub.ts";

export type Which = z.infer<typeof JudgedPeopleRequest>["which"];

/** The people behind a figure of the preview, page by page. */
export function useJudgedPeople(conditions: Conditions, assetId: string | undefined, which: Which) {
  return useInfiniteQuery<
    ReplyOf<"judgedPeople">,
    HubError,
    ReplyOf<"judgedPeople">["items"],
    unknown[],
    string | undefined
  >({
    queryKey: ["judgedPeople", { conditions, assetId, which }],
    queryFn: ({ pageParam, signal }) =>
      callHub(
        "judgedPeople",
        {
          conditions,
          which,
          ...(assetId === undefined ? {} : { assetId }),
          ...(pageParam ? { cursor: pageParam } : {}),
        },
        { signal },
      ),
    initialPageParam: undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    select: ({ pages }) => pages.flatMap(({ items }) => items),
  });
}
