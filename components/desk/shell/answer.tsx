import "./answer.css";
import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { HubError } from "../../../lib/desk/call-hub.ts";
import { Skeleton } from "../../ui/skeleton.tsx";
import { Note } from "./note.tsx";

interface AnswerProps<Reply> {
  query: UseQueryResult<Reply, HubError>;
  /** Bars while it loads, about as many as rows will come. */
  rows?: number;
  children: (reply: Reply) => ReactNode;
}

/** What the hub answered; until then bars, and where it refused or cannot be reached, why and the way on. */
export function Answer<Reply>({ query, rows = 4, children }: AnswerProps<Reply>) {
  // What was read before stays; the band above says how old it is.
  if (query.data !== undefined) return <>{children(query.data)}</>;
  if (query.error) {
    return (
      <Note
        title={query.error.code === "out_of_reach" ? "Out of reach" : "That did not work"}
        text={query.error.message}
        action="Try again"
        onAction={() => query.refetch()}
      />
    );
  }
  return (
    <div className="answer-waiting">
      <p className="visually-hidden" role="status">
        Loading
      </p>
      {Array.from({ length: rows }, (_, n) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: bars are all alike.
        <Skeleton key={n} width={`${[60, 45, 70, 52][n % 4]}%`} />
      ))}
    </div>
  );
}
