import "./inbox.css";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import {
  filtersOf,
  type InboxSearch,
  searchWith,
  shortInboxSearch,
} from "../../../lib/desk/feedback/inbox-search.ts";
import { useChosenItems } from "../../../lib/desk/feedback/use-chosen-items.ts";
import { useInboxList } from "../../../lib/desk/feedback/use-inbox-list.ts";
import { useInboxWrites } from "../../../lib/desk/feedback/use-inbox-writes.ts";
import { useWatchInbox } from "../../../lib/desk/feedback/use-watch-inbox.ts";
import { useHub } from "../../../lib/desk/use-hub.ts";
import { Page } from "../shell/page.tsx";
import { ViewTabs } from "../shell/view-tabs.tsx";
import { AnswerMany } from "./answer/answer-many.tsx";
import { InboxFilters } from "./inbox-filters.tsx";
import { ItemPane } from "./item/item-pane.tsx";
import { ListPane } from "./list/list-pane.tsx";
import { DealsPane } from "./side/deals-pane.tsx";
import { MergedLately } from "./side/merged-lately.tsx";
import { ThemesPane } from "./themes/themes-pane.tsx";

const VIEWS = [
  ["open", "Open"],
  ["new", "New"],
  ["mine", "Mine"],
  ["planned", "Planned"],
  ["closed", "Closed"],
  ["all", "All"],
] as const;

const NOTHING_OPEN = { item: undefined, deals: undefined, merges: undefined } satisfies Partial<InboxSearch>;

/** What stands beside the list. */
function sideOf({ item, deals, merges }: InboxSearch): "merges" | "deals" | "item" | undefined {
  if (merges) return "merges";
  if (deals) return "deals";
  return item ? "item" : undefined;
}

/** The inbox in three panes; below 1024 px themes are a menu, below 720 px one pane is there at a time. */
export function Inbox({ search }: { search: InboxSearch }) {
  const navigate = useNavigate();
  const client = useQueryClient();
  const asked = JSON.stringify(filtersOf(search));
  const filters = useMemo(() => JSON.parse(asked) as ReturnType<typeof filtersOf>, [asked]);
  const { list, state, changing } = useInboxList(filters);
  // The other themes stay beside the one that is chosen.
  const { theme: _theme, ...ofThemes } = filters;
  const themes = useHub("themes", ofThemes, { keep: true });
  const [writing, setWriting] = useState(false);
  const seen = useRef<readonly [number, number]>([0, 0]);
  const chosen = useChosenItems(state.rows, asked);
  const [answeringMany, setAnsweringMany] = useState(false);

  const refresh = useCallback(() => void list.refresh(seen.current), [list]);
  const writes = useInboxWrites(refresh);
  const watched = useWatchInbox(search.item ?? null, writing, writes.reached);
  const stamp = watched?.stamp;
  const listed = useRef(state.reply?.stamp);
  listed.current = state.reply?.stamp;
  const isRead = state.reply !== undefined && !changing;
  useEffect(() => {
    // Once for each new stamp: what the list read since may be newer than what was watched.
    if (stamp !== undefined && isRead && stamp !== listed.current) refresh();
  }, [stamp, isRead, refresh]);
  // The item and the themes may have been read before the list was: each new stamp reads them again.
  useEffect(() => {
    if (stamp === undefined) return;
    for (const name of ["themes", "feedbackItem"]) void client.invalidateQueries({ queryKey: [name] });
  }, [stamp, client]);

  const go = useCallback(
    (change: Partial<InboxSearch>, replace = true) =>
      void navigate({ to: "/feedback", search: searchWith(change), replace }),
    [navigate],
  );
  const counts = JSON.stringify(state.reply?.counts);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what waits for me changes with these numbers.
  useEffect(() => {
    void client.invalidateQueries({ queryKey: ["today"] });
  }, [counts, client]);
  const { item: open } = search;
  const close = useCallback(() => {
    setAnsweringMany(false);
    go(NOTHING_OPEN);
    // Back in the list, on the row that one came from.
    requestAnimationFrame(() => document.querySelector<HTMLElement>(`[data-row="${open}"]`)?.focus());
  }, [go, open]);
  const isNoneChosen = chosen.items.size === 0;
  // Something else was opened, or nothing is selected any more; what was typed is kept for the next time.
  // biome-ignore lint/correctness/useExhaustiveDependencies: when one of them changes.
  useEffect(() => setAnsweringMany(false), [search.item, search.deals, search.merges, isNoneChosen]);
  const side = answeringMany && !isNoneChosen ? "many" : sideOf(search);
  const view = search.view ?? "open";
  const isEmpty = !side && state.reply !== undefined && state.rows.length === 0;

  return (
    <Page
      title="Feedback"
      tabs={
        <ViewTabs
          label="Views"
          tabs={VIEWS.map(([name, label]) => ({
            label,
            count: state.reply?.counts[name],
            current: view === name,
            link: { to: "/feedback", search: shortInboxSearch({ ...search, ...NOTHING_OPEN, view: name }) },
          }))}
        />
      }
      actions={<InboxFilters search={search} onChange={go} />}
    >
      <div className="inbox" data-side={side} data-empty={isEmpty || undefined}>
        <ThemesPane search={search} themes={themes} open={state.reply?.matching} onChange={go} />
        <ListPane
          search={search}
          list={list}
          state={state}
          changing={changing}
          seen={seen}
          chosen={chosen}
          writes={writes}
          onChange={go}
          onAnswer={() => setAnsweringMany(true)}
        />
        <section className="inbox-side" aria-label="What is open">
          {side === "many" && (
            <AnswerMany
              chosen={chosen}
              writes={writes}
              onWriting={setWriting}
              onDone={() => setAnsweringMany(false)}
            />
          )}
          {side === "merges" && <MergedLately writes={writes} onClose={close} />}
          {side === "deals" && search.deals && (
            <DealsPane theme={search.deals} themes={themes.data} onClose={close} />
          )}
          {side === "item" && search.item && (
            <ItemPane
              key={search.item}
              id={search.item}
              others={watched?.others ?? []}
              writes={writes}
              onWriting={setWriting}
              onClose={close}
            />
          )}
          {!side && state.rows.length > 0 && (
            <p className="inbox-nothing-open">Open one at the left to read and answer it.</p>
          )}
        </section>
      </div>
    </Page>
  );
}
