import "../../panel/engagement-history.css";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { ReplyOf } from "../../../lib/contract/endpoints.ts";
import { callHub, type HubError } from "../../../lib/desk/call-hub.ts";
import { useClock } from "../../../lib/desk/use-clock.ts";
import { historyEntries } from "../../../lib/panel/history-groups.ts";
import { TouchpointRow } from "../../panel/touchpoint-row.tsx";
import { Button } from "../../ui/button.tsx";
import { Checkbox } from "../../ui/checkbox.tsx";
import { Answer } from "../shell/answer.tsx";

/** All that this person did with marketing, newest first, as the panel shows it. */
export function PersonHistory({ personId }: { personId: string }) {
  const clock = useClock();
  const [passive, setPassive] = useState(false);
  const history = useInfiniteQuery<
    ReplyOf<"touchpoints">,
    HubError,
    ReplyOf<"touchpoints">["items"],
    unknown[],
    string | undefined
  >({
    queryKey: ["touchpoints", personId, passive],
    queryFn: ({ pageParam, signal }) =>
      callHub(
        "touchpoints",
        { personId, passive, limit: 100, ...(pageParam ? { cursor: pageParam } : {}) },
        { signal },
      ),
    initialPageParam: undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
    select: ({ pages }) => pages.flatMap(({ items }) => items),
  });
  return (
    <section className="row-list person-history" style={{ marginTop: 28 }} aria-labelledby="history">
      <div className="row-list-head">
        <h2 id="history">Engagement history</h2>
        <Checkbox label="Show what we sent" checked={passive} onChange={setPassive} />
      </div>
      <Answer query={history}>
        {(items) =>
          items.length === 0 ? (
            <p className="row-list-empty">Nothing that we know of.</p>
          ) : (
            <>
              <ul>
                {historyEntries(items, null, clock).map((entry) => (
                  <li key={entry.key}>
                    {entry.kind === "week" ? (
                      <h3 className="history-week">{entry.title}</h3>
                    ) : (
                      entry.kind === "touchpoint" && <TouchpointRow row={entry} late={false} clock={clock} />
                    )}
                  </li>
                ))}
              </ul>
              {history.hasNextPage && (
                <Button
                  look="text"
                  onClick={() => history.fetchNextPage()}
                  aria-busy={history.isFetchingNextPage}
                >
                  {history.isFetchingNextPage ? "Loading earlier ones…" : "Show earlier"}
                </Button>
              )}
            </>
          )
        }
      </Answer>
    </section>
  );
}
