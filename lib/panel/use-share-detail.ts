import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import type { MessageReply } from "../bridge/messages.ts";
import type { RecordRef } from "../contract/record.ts";
import type { Share } from "../contract/share.ts";
import { useAsk } from "./ask-context.ts";
import { PanelFailure, valueOrThrow } from "./panel-failure.ts";

export interface ShareDetail {
  /** Undefined until the hub answered. */
  detail: MessageReply<"content.views"> | undefined;
  problem: string | undefined;
  again: () => void;
}

/** Pages and views of one link, asked for when they are opened, and again when the panel heard of another reading. */
export function useShareDetail(record: RecordRef, share: Share, keep: (share: Share) => void): ShareDetail {
  const ask = useAsk();
  const { data, error, refetch } = useQuery({
    queryKey: ["share detail", share.id],
    queryFn: async () => {
      const answer = valueOrThrow(await ask("content.views", { record, id: share.id }));
      // Of a newer reading than the panel knew, the line above then says the same.
      keep(answer.share);
      return answer;
    },
  });
  const told = data?.share.reading.words;
  const newer = told !== undefined && told !== share.reading.words;
  useEffect(() => {
    if (newer) void refetch();
  }, [newer, refetch]);
  return {
    detail: data,
    problem: error instanceof PanelFailure ? error.failure.message : undefined,
    again: () => void refetch(),
  };
}
