import { useQuery } from "@tanstack/react-query";
import type { MessageReply } from "../bridge/messages.ts";
import { isTold } from "../bridge/outbox-kinds.ts";
import { useAsk } from "./ask-context.ts";
import { valueOrThrow } from "./panel-failure.ts";

/** How often what waits is looked at, in milliseconds, while something does: a question inside this browser only. */
const LOOK_MS = 2_000;

export type WaitingReply = MessageReply<"panel.waiting">;

/** The key under which what waits is kept, to ask anew after something was done. */
export const WAITING_KEY = ["waiting"];

/**
 * What the rep did that was not sent yet, and what was refused later. That they looked is no deed worth listing.
 * @param watched whether to ask, and to follow what becomes of it; else what another asked is shown
 * @returns undefined until the background answered
 */
export function useWaiting(watched: boolean): WaitingReply | undefined {
  const ask = useAsk();
  const { data } = useQuery({
    queryKey: WAITING_KEY,
    queryFn: async () => {
      const { items, refused, sending } = valueOrThrow(await ask("panel.waiting", {}));
      return { items: items.filter(({ kind }) => isTold(kind)), refused, sending };
    },
    enabled: watched,
    refetchInterval: (query) => (query.state.data?.items.length ? LOOK_MS : false),
  });
  return data;
}
