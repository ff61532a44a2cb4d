import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import type { Connection, MessageReply, RecentPerson } from "../bridge/messages.ts";
import type { RecordRef } from "../contract/record.ts";
import { useAsk } from "./ask-context.ts";
import { valueOrThrow } from "./panel-failure.ts";

export type Reader = NonNullable<MessageReply<"page.mine">["readers"]>[number];

export type AnswerNotice = MessageReply<"page.mine">["answers"][number];

export interface Popup {
  /** Both undefined until the background answered. */
  connection: Connection | undefined;
  people: RecentPerson[] | undefined;
  /** Who read what the rep sent, newest first; undefined until that is known, empty also where there is no content. */
  readers: readonly Reader[] | undefined;
  /** What marketing answered to the rep's feedback, newest first. */
  answers: readonly AnswerNotice[];
  failure: boolean;
  openRecord: (record: RecordRef) => void;
  openOptions: () => void;
}

/** What the popup shows and does. It closes by itself once the browser shows something else. */
export function usePopup(): Popup {
  const ask = useAsk();
  const connection = useQuery({
    queryKey: ["connection"],
    queryFn: async () => valueOrThrow(await ask("page.connection", {})),
  });
  const recent = useQuery({
    queryKey: ["recent"],
    queryFn: async () => valueOrThrow(await ask("page.recent", {})).people,
  });
  const mine = useQuery({
    queryKey: ["mine"],
    queryFn: async () => valueOrThrow(await ask("page.mine", {})),
  });
  const answers = mine.data?.answers ?? [];
  const unseen = answers.flatMap(({ id, seen }) => (seen ? [] : [id])).join(" ");
  useEffect(() => {
    if (unseen !== "") void ask("page.seeNotices", { ids: unseen.split(" ") });
  }, [ask, unseen]);
  const thenClose = (asked: Promise<unknown>) => void asked.then(() => window.close());
  return {
    connection: connection.data,
    // Without them the connection is still worth showing.
    people: recent.isError ? [] : recent.data,
    readers: mine.isError ? [] : mine.data && (mine.data.readers ?? []),
    answers,
    failure: connection.isError,
    openRecord: (record) => thenClose(ask("page.openRecord", { record })),
    openOptions: () => thenClose(ask("panel.openOptions", {})),
  };
}
