import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import type { MessageKind, MessageRequest } from "../bridge/messages.ts";
import type { Failure } from "../bridge/result.ts";
import type { AnswerTimes, MyFeedback } from "../contract/feedback.ts";
import type { RecordRef } from "../contract/record.ts";
import { useAsk } from "./ask-context.ts";
import { PanelFailure, valueOrThrow } from "./panel-failure.ts";
import { stateOf } from "./said.ts";
import type { Announcement } from "./use-announcement.ts";
import { WAITING_KEY } from "./use-waiting.ts";

/** The key under which the rep's own feedback is kept, to ask anew after something was said. */
export const MINE_KEY = ["my feedback"];

type Word = "feedback.change" | "feedback.takeBack" | "feedback.reopen" | "feedback.credit";
type RequestOf<Kind extends MessageKind> =
  MessageRequest<Kind> extends { request: infer Request } ? Request : never;

export interface MyFeedbackList {
  /** Undefined until the hub answered. */
  items: readonly MyFeedback[] | undefined;
  times: AnswerTimes | undefined;
  failure: Failure | undefined;
  hasMore: boolean;
  more: () => void;
  again: () => void;
}

/** All that the rep said, asked for when it is opened. */
export function useMyFeedback(record: RecordRef): MyFeedbackList {
  const ask = useAsk();
  const { data, error, hasNextPage, fetchNextPage, refetch } = useInfiniteQuery({
    queryKey: MINE_KEY,
    queryFn: async ({ pageParam }) =>
      valueOrThrow(
        await ask("feedback.mine", { record, ...(pageParam === null ? {} : { cursor: pageParam }) }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
  });
  return {
    items: data?.pages.flatMap(({ items }) => items),
    times: data?.pages[0]?.times,
    failure: error instanceof PanelFailure ? error.failure : undefined,
    hasMore: hasNextPage,
    more: () => void fetchNextPage(),
    again: () => void refetch(),
  };
}

/** Whether it is kept, so that a form may close. What came of it is announced. */
export type SayOfMine = (
  item: Pick<MyFeedback, "id">,
  label: string,
  word: MineWord,
  done: Announcement,
) => Promise<boolean>;
export type MineWord =
  | { kind: "add"; note: string }
  | { kind: "reopen"; note: string }
  | { kind: "take_back"; undone?: boolean }
  | { kind: "credit"; named: boolean };

/** What a rep does about what they said before: a further sentence, opening it again, taking it back, being named or not. */
export function useSayOfMine(
  record: RecordRef | undefined,
  announce: (announcement: Announcement) => void,
): SayOfMine {
  const ask = useAsk();
  const client = useQueryClient();

  async function tell<Kind extends Word>(kind: Kind, label: string, request: RequestOf<Kind>) {
    const written = { key: crypto.randomUUID(), label, request } as unknown as MessageRequest<Kind>;
    return ask(kind, written);
  }

  return async ({ id }, label, word, done) => {
    if (!record) return false;
    const at = { id, record };
    const answer = await (word.kind === "add"
      ? tell("feedback.change", `Added to: ${label}`, {
          ...at,
          at: new Date().toISOString(),
          note: word.note,
          further: true,
        })
      : word.kind === "reopen"
        ? tell("feedback.reopen", `Opened again: ${label}`, { ...at, note: word.note })
        : word.kind === "take_back"
          ? tell("feedback.takeBack", `${word.undone ? "Given again" : "Taken back"}: ${label}`, {
              ...at,
              ...(word.undone ? { undone: true } : {}),
            })
          : tell("feedback.credit", `${word.named ? "May be named" : "Not named"}: ${label}`, {
              ...at,
              named: word.named,
            }));
    if (!answer.ok) {
      announce({ text: answer.error.message });
      return false;
    }
    const waits = stateOf(answer.value) === "sent" ? "" : " Sent when the connection is back.";
    announce({ ...done, text: `${done.text}${waits}` });
    for (const queryKey of [MINE_KEY, WAITING_KEY]) void client.invalidateQueries({ queryKey });
    return true;
  };
}
