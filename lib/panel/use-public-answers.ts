import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { MessageReply } from "../bridge/messages.ts";
import type { RecordRef } from "../contract/record.ts";
import { useAsk } from "./ask-context.ts";

export type PublicAnswer = MessageReply<"feedback.answers">["items"][number];

/**
 * What marketing answered for everybody about an asset. Asked once, when the rep comes near it: opening a record asks for
 * the record only.
 */
export function usePublicAnswers(
  record: RecordRef | undefined,
  assetId: string,
  on: boolean,
): { answers: readonly PublicAnswer[]; look: () => void } {
  const ask = useAsk();
  const [near, setNear] = useState(false);
  const { data } = useQuery({
    queryKey: ["public answers", assetId],
    queryFn: async () => {
      if (!record) return [];
      const answer = await ask("feedback.answers", { record, assetId });
      return answer.ok ? answer.value.items : [];
    },
    enabled: on && near && record !== undefined,
  });
  return { answers: data ?? [], look: () => setNear(true) };
}
