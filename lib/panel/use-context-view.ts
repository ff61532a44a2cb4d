import { skipToken, type UseQueryResult, useQuery, useQueryClient } from "@tanstack/react-query";
import type { ContextView } from "../bridge/messages.ts";
import type { Failure } from "../bridge/result.ts";
import type { RecordRef } from "../contract/record.ts";
import { recordKey } from "../contract/record-key.ts";
import { useAsk } from "./ask-context.ts";
import type { Answer, AskedEmail } from "./panel-state.ts";

/** A kept copy younger than this needs no question to the hub: a rep who goes back and forth asks once. */
const YOUNG_MS = 60_000;

interface Told {
  record: string;
  view?: ContextView | null;
  failure?: Failure;
  /** Whether it was young when it was read: growing old on screen is no reason to ask. */
  young?: boolean;
}

export interface ContextAnswers {
  kept: Answer | undefined;
  fresh: Answer | undefined;
  /** Asks the hub now. Whether it answered. */
  refresh: () => Promise<boolean>;
}

/**
 * What is known about a record's person: what the cache has, at once, and then what the hub says.
 * @param record undefined when there is nobody to ask about
 * @param visible nothing is asked for a panel that nobody sees
 * @param kept whether the cache may answer first; not after the rep changed the question
 */
export function useContextView(
  record: RecordRef | undefined,
  email: AskedEmail | undefined,
  { visible, kept: mayKeep }: { visible: boolean; kept: boolean },
): ContextAnswers {
  const ask = useAsk();
  const client = useQueryClient();
  const key = record ? recordKey(record) : null;
  const queryKey = (mode: "kept" | "fresh") => ["context", key, email?.from, email?.value, mode];

  const question = (mode: "kept" | "fresh") => {
    if (!record || key === null) return skipToken;
    return async (): Promise<Told> => {
      const along = email ?? (mode === "fresh" && mayKeep ? emailThatFound(kept.data) : undefined);
      const answer = await ask("panel.context", { record, mode, ...(along ? { email: along } : {}) });
      if (answer.ok) return { record: key, view: answer.value, young: isYoung(answer.value) };
      // What was on screen stays beside the failure; `panelState` says for which failures.
      const before = client.getQueryData<Told>(queryKey(mode));
      return { record: key, failure: answer.error, ...(before?.view ? { view: before.view } : {}) };
    };
  };

  const kept = useQuery({
    queryKey: queryKey("kept"),
    queryFn: question("kept"),
    enabled: mayKeep && visible,
  });
  const fresh = useQuery({
    queryKey: queryKey("fresh"),
    queryFn: question("fresh"),
    enabled: visible && (!mayKeep || (kept.data !== undefined && !kept.data.young)),
  });

  return {
    kept: mayKeep ? answerOf(kept) : undefined,
    fresh: answerOf(fresh),
    refresh: async () => {
      if (!record) return false;
      const { data } = await fresh.refetch();
      return data?.failure === undefined && data?.view !== undefined && data.view?.stale === undefined;
    },
  };
}

/** Before the page's e-mail was read again, the one that found the kept person goes along: asking twice is spared. */
function emailThatFound(kept: Told | undefined): AskedEmail | undefined {
  const { by, email } = kept?.view?.context.match ?? {};
  return by === "email" && email !== undefined ? { value: email, from: "page" } : undefined;
}

function isYoung(view: ContextView | null): boolean {
  return view !== null && Date.now() - new Date(view.fetchedAt).getTime() < YOUNG_MS;
}

function answerOf(query: UseQueryResult<Told>): Answer | undefined {
  const { data, isFetching } = query;
  if (!data) return undefined;
  const { young: _, ...told } = data;
  return { ...told, asking: isFetching };
}
