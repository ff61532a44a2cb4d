import { useQuery } from "@tanstack/react-query";
import type { MessageReply } from "../bridge/messages.ts";
import { useAsk } from "./ask-context.ts";

/** What the rep did that was not sent yet. That they looked is no deed worth listing. */
export function useWaiting(): MessageReply<"panel.waiting">["items"] {
  const ask = useAsk();
  const { data } = useQuery({
    queryKey: ["waiting"],
    queryFn: async () => {
      const answer = await ask("panel.waiting", {});
      return answer.ok ? answer.value.items.filter(({ kind }) => kind !== "seen") : [];
    },
  });
  return data ?? [];
}
