import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { Ask as Question } from "../contract/claim.ts";
import type { RecordRef } from "../contract/record.ts";
import { recordKey } from "../contract/record-key.ts";
import { useAsk } from "./ask-context.ts";

/**
 * Whether a question of marketing's may be shown here: it has five places, and other reps may have been earlier. Asked
 * once, when the panel is in sight.
 * @returns also how the rep says "Not now", after which it does not come again
 */
export function useAskPlace(
  record: RecordRef | undefined,
  question: Question | undefined,
  visible: boolean,
): { asks: boolean; skipAsk: () => void } {
  const ask = useAsk();
  const client = useQueryClient();
  const queryKey = ["ask place", question?.id, record && recordKey(record)];
  const { data } = useQuery({
    queryKey,
    queryFn: async () => {
      if (!question || !record) return false;
      const answer = await ask("feedback.showAsk", { id: question.id, record });
      return answer.ok && answer.value.yours;
    },
    enabled: visible && question !== undefined && record !== undefined,
    // A record that is come back to has the place that it had.
    gcTime: Number.POSITIVE_INFINITY,
  });
  return {
    asks: data ?? false,
    skipAsk: () => {
      if (!question || !record) return;
      client.setQueryData(queryKey, false);
      const request = { id: question.id, record };
      void ask("feedback.skipAsk", { key: crypto.randomUUID(), label: "Not now", request });
    },
  };
}
