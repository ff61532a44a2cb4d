import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import type { ReplyOf } from "../../contract/endpoints.ts";
import { callHub, type HubError } from "../call-hub.ts";

type Watched = ReplyOf<"watchInbox">;

const IN_SIGHT_MS = 1_000;
const HIDDEN_MS = 15_000;
const AWAY_MS = 5_000;

/**
 * Asks once a second whether anything in the inbox changed and who else is at this item, and tells others that I am.
 * @param at the item that is open
 * @param writing I write its answer
 * @param onReached the hub answered
 */
export function useWatchInbox(
  at: string | null,
  writing: boolean,
  onReached: () => void,
): Watched | undefined {
  const told = useRef({ at, writing });
  told.current = { at, writing };
  const { data, refetch } = useQuery<Watched, HubError>({
    queryKey: ["watchInbox"],
    queryFn: async ({ signal }) => {
      const reply = await callHub("watchInbox", told.current, { signal });
      onReached();
      return reply;
    },
    refetchInterval: ({ state }) => {
      if (state.status === "error") return AWAY_MS;
      return document.hidden ? HIDDEN_MS : IN_SIGHT_MS;
    },
    refetchIntervalInBackground: true,
    retry: false,
    staleTime: 0,
    gcTime: 0,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: told at once when one of them changes.
  useEffect(() => {
    void refetch();
  }, [at, writing, refetch]);
  return data;
}
