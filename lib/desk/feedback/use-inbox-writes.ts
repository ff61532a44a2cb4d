import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";
import type { ReplyOf, RequestOf } from "../../contract/endpoints.ts";
import { FeedbackChanged } from "../../contract/inbox.ts";
import type { HubError } from "../call-hub.ts";
import { useNotice } from "../notice.ts";
import { useHubWrite } from "../use-hub.ts";
import { conflictWords } from "./conflict-words.ts";
import { counted } from "./inbox-words.ts";

/** An item as it stood on the screen. */
export interface Seen {
  id: string;
  revision: number;
}
/** What was just done, to be taken back where the thing was. */
export interface Done {
  ids: readonly string[];
  /** In a row: "Merged", "Answer sent". */
  text: string;
  /** What was answered; else undefined. */
  answer: RequestOf<"answerFeedback"> | undefined;
  /** Which of them the others were merged into; else undefined. */
  into: string | undefined;
  undo: () => void;
}
/** Somebody was earlier: nothing was written. */
export interface Conflict {
  ids: readonly string[];
  words: string;
  /** The same, on what is there now. */
  again: () => void;
}
interface Act {
  ids: readonly string[];
  short: string;
  answer?: RequestOf<"answerFeedback">;
  into?: string;
  /** How long it can be taken back. */
  forMs: number;
}

/** An answer's givers see it when they are over. */
export const ANSWER_UNDO_MS = 6_000;
const CHANGE_UNDO_MS = 8_000;

/** All that is done to items: what follows from it, how it is taken back, and what to do when somebody was earlier. */
export function useInboxWrites(onChanged: () => void) {
  const client = useQueryClient();
  const say = useNotice();
  const changing = useHubWrite("changeInbox");
  const merging = useHubWrite("mergeFeedback");
  const answering = useHubWrite("answerFeedback");
  const undoing = useHubWrite("undoInbox");
  const parting = useHubWrite("keepFeedbackApart");
  const [done, setDone] = useState<Done>();
  const [conflict, setConflict] = useState<Conflict>();
  const [problem, setProblem] = useState<{ ids: readonly string[]; text: string; isAway: boolean }>();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  /** What this page did last is on its way back to it. */
  const coming = useRef<Promise<void>>(Promise.resolve());
  const readAgain = useCallback(() => {
    coming.current = client.invalidateQueries({ queryKey: ["feedbackItem"] });
    for (const name of ["themes", "today", "mergedLately", "inboxChoices"])
      void client.invalidateQueries({ queryKey: [name] });
    onChanged();
  }, [client, onChanged]);
  /** Who acts twice in a second was not overtaken by somebody else: of what is open the newest revision counts then. */
  const afterMine = useCallback(
    async (items: readonly Seen[]): Promise<Seen[]> => {
      await coming.current;
      return items.map(({ id, revision }) => {
        const now = client.getQueryData<ReplyOf<"feedbackItem">>(["feedbackItem", { id }]);
        return { id, revision: Math.max(revision, now?.item.revision ?? 0) };
      });
    },
    [client],
  );

  const undo = (writeId: string, onUndone?: () => void) => {
    setDone(undefined);
    undoing.mutate(
      { id: writeId },
      {
        onSuccess: ({ undone, left }) => {
          onUndone?.();
          const kept = left > 0 ? ` ${counted(left, "item")} changed since by others stayed as now.` : "";
          say({ text: `${undone === 0 ? "Nothing was undone." : "Undone."}${kept}` });
          readAgain();
        },
        onError: (error) => say({ text: error.message }),
      },
    );
  };
  const finished = (writeId: string, text: string, act: Act, onUndone?: () => void) => {
    const { ids, forMs, short, answer, into } = act;
    const takeBack = () => undo(writeId, onUndone);
    setConflict(undefined);
    setProblem(undefined);
    setDone({ ids, text: short, answer, into, undo: takeBack });
    say({ text, undo: takeBack, forMs, stays: answer !== undefined });
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setDone(undefined), forMs);
    readAgain();
  };
  const refused = (
    error: HubError,
    ids: readonly string[],
    again: (items: ReadonlyMap<string, number>) => void,
  ) => {
    const changed = error.code === "conflict" ? FeedbackChanged.safeParse(error.details) : undefined;
    if (!changed?.success) {
      setProblem({ ids, text: error.message, isAway: error.code === "out_of_reach" });
      return;
    }
    const now = new Map(changed.data.items.map(({ id, revision }) => [id, revision]));
    setConflict({ ids, words: conflictWords(changed.data, ids.length), again: () => again(now) });
    readAgain();
  };
  const begin = () => {
    setConflict(undefined);
    setProblem(undefined);
  };

  const reached = useCallback(() => setProblem((now) => (now?.isAway ? undefined : now)), []);

  return {
    done,
    conflict,
    problem,
    busy: changing.isPending || merging.isPending || answering.isPending,
    forget: begin,
    /** The hub is there again: that it was not is no news any more. */
    reached,
    undo,

    /** State, date or assignee of items. */
    async change(asked: RequestOf<"changeInbox">, text: string, onDone?: () => void): Promise<void> {
      begin();
      const request = { ...asked, items: await afterMine(asked.items) };
      const ids = request.items.map(({ id }) => id);
      changing.mutate(request, {
        onSuccess: ({ id }) => {
          finished(id, text, { ids, short: "Done", forMs: CHANGE_UNDO_MS });
          onDone?.();
        },
        onError: (error) =>
          refused(error, ids, (now) =>
            this.change({ ...request, items: renewed(request.items, now) }, text, onDone),
          ),
      });
    },

    /** Makes one item of several. */
    async merge(main: Seen, others: readonly Seen[], onDone?: () => void): Promise<void> {
      begin();
      const [into = main, ...items] = await afterMine([main, ...others]);
      const ids = [into.id, ...items.map(({ id }) => id)];
      merging.mutate(
        { into, items },
        {
          onSuccess: ({ id }) => {
            finished(id, `${counted(ids.length, "item")} merged.`, {
              ids,
              short: "Merged",
              into: into.id,
              forMs: CHANGE_UNDO_MS,
            });
            onDone?.();
          },
          onError: (error) =>
            refused(error, ids, (now) => {
              const [first, ...more] = renewed([into, ...items], now);
              if (first) this.merge(first, more, onDone);
            }),
        },
      );
    },

    /**
     * One text to all givers.
     * @param onSent the answer is on its way
     * @param onUndone it was taken back: what was written is wanted again
     */
    async answer(
      asked: RequestOf<"answerFeedback">,
      onSent: () => void,
      onUndone: () => void,
    ): Promise<void> {
      begin();
      const request = { ...asked, items: await afterMine(asked.items) };
      const ids = request.items.map(({ id }) => id);
      answering.mutate(request, {
        onSuccess: ({ id, givers }) => {
          const text = `Answer sent to ${counted(givers, "giver")}.`;
          const into = request.merge ? ids[0] : undefined;
          const sent: Act = { ids, short: "Answer sent", forMs: ANSWER_UNDO_MS, answer: request };
          finished(id, text, into === undefined ? sent : { ...sent, into }, onUndone);
          onSent();
        },
        onError: (error) =>
          refused(error, ids, (now) =>
            this.answer({ ...request, items: renewed(request.items, now) }, onSent, onUndone),
          ),
      });
    },

    /** These are not the same: they are not offered for each other any more. */
    keepApart(id: string, from: readonly string[], undo = false): void {
      parting.mutate(
        { id, from: [...from], undo },
        {
          onSuccess: () => {
            say(
              undo
                ? { text: "Undone." }
                : { text: "They stay apart.", undo: () => this.keepApart(id, from, true) },
            );
            readAgain();
          },
          onError: (error) =>
            setProblem({ ids: [id], text: error.message, isAway: error.code === "out_of_reach" }),
        },
      );
    },
  };
}
export type InboxWrites = ReturnType<typeof useInboxWrites>;

const renewed = (items: readonly Seen[], now: ReadonlyMap<string, number>): Seen[] =>
  items.map(({ id, revision }) => ({ id, revision: now.get(id) ?? revision }));
