import "./engagement-history.css";
import { type Ref, useEffect, useMemo, useRef, useState } from "react";
import type { ContextView } from "../../lib/bridge/messages.ts";
import type { Person } from "../../lib/contract/context.ts";
import type { RecordRef } from "../../lib/contract/record.ts";
import type { TouchpointKind } from "../../lib/contract/touchpoint.ts";
import { firstRows, historyEntries } from "../../lib/panel/history-groups.ts";
import { kindChoices, total } from "../../lib/panel/kind-words.ts";
import { shortName } from "../../lib/panel/person-words.ts";
import { type Clock, dayMoment, dayNumber, written } from "../../lib/panel/time-words.ts";
import { type History, useHistory } from "../../lib/panel/use-history.ts";
import { Button } from "../ui/button.tsx";
import { Checkbox } from "../ui/checkbox.tsx";
import { ChoiceMenu } from "../ui/choice-menu.tsx";
import { OutsideText } from "../ui/outside-text.tsx";
import { Section } from "../ui/section.tsx";
import { Skeleton } from "../ui/skeleton.tsx";
import { HistoryRows } from "./history-rows.tsx";
import { WeekChart } from "./week-chart.tsx";

interface EngagementHistoryProps {
  record: RecordRef;
  person: Person;
  view: ContextView;
  clock: Clock;
  /** Where "All 47" jumps to. */
  topRef: Ref<HTMLDivElement>;
}

/** Rows before "Show earlier": enough for a story, and what is folded below stays in reach. */
const FIRST_ROWS = 14;
const ALL = "all";

/** Everything this person did with marketing, newest first; what we sent only when asked. */
export function EngagementHistory({ record, person, view, clock, topRef }: EngagementHistoryProps) {
  const { kinds, weeks, unseen } = view.context;
  const [kind, setKind] = useState<TouchpointKind | null>(null);
  const [passive, setPassive] = useState(false);
  const [whole, setWhole] = useState(false);
  const history = useHistory(record, person.id, view, { kind, passive });

  const all = useEntries(history.touchpoints, unseen.since, clock);
  const entries = whole ? all : firstRows(all, FIRST_ROWS);
  const more = entries.length < all.length || history.hasEarlier;
  const name = shortName(person.name);
  const choices = [
    { value: ALL, label: "All kinds", count: total(kinds, false) + (passive ? total(kinds, true) : 0) },
    ...kindChoices(kinds, passive).map((choice) => ({
      value: choice.kind,
      label: choice.words,
      count: choice.count,
    })),
  ];

  function showEarlier() {
    setWhole(true);
    if (entries.length === all.length || whole) history.loadEarlier();
  }

  return (
    <Section title="Engagement history" fact={`${weeks.length} weeks`}>
      <div ref={topRef}>
        <WeekChart weeks={weeks} name={name} />
      </div>
      <div className="history-tools">
        <ChoiceMenu
          label="Kind"
          choices={choices}
          value={kind ?? ALL}
          onChange={(value) => setKind(value === ALL ? null : (value as TouchpointKind))}
        />
        <Checkbox
          label="Show what we sent"
          checked={passive}
          onChange={(checked) => {
            setPassive(checked);
            if (!checked && !kindChoices(kinds, false).some((choice) => choice.kind === kind)) setKind(null);
          }}
        />
      </div>
      {history.loading ? (
        <div className="history-waiting">
          <Skeleton width="70%" />
          <Skeleton width="50%" />
          <Skeleton width="60%" />
        </div>
      ) : (
        <HistoryRows key={`${kind} ${passive}`} entries={entries} open={more} clock={clock} />
      )}
      {entries.length === 0 && !history.loading && !history.failure && (
        <p className="history-note">
          Nothing by {name ? <OutsideText>{name}</OutsideText> : "this person"} that we know of.
          {!passive && sentWords(total(kinds, true))}
        </p>
      )}
      <HistoryEnd
        history={history}
        more={more}
        endless={whole && entries.length === all.length}
        onEarlier={showEarlier}
        clock={clock}
      />
    </Section>
  );
}

/** Laid out anew when rows come or the day changes, not with every half minute: there may be ten thousand. */
function useEntries(touchpoints: History["touchpoints"], since: string | null, { now, zone }: Clock) {
  const day = dayNumber(now, zone);
  const today = useRef(now);
  today.current = now;
  // biome-ignore lint/correctness/useExhaustiveDependencies: of `now`, only its day counts.
  return useMemo(
    () => historyEntries(touchpoints, since, { now: today.current, zone }),
    [touchpoints, since, day, zone],
  );
}

function sentWords(sent: number): string {
  return sent === 0 ? "" : ` We sent ${sent.toLocaleString("en-GB")} in all.`;
}

interface HistoryEndProps {
  history: History;
  more: boolean;
  /** The rep asked for the whole history: further rows come by scrolling. */
  endless: boolean;
  onEarlier: () => void;
  clock: Clock;
}

/** The way further back, what hinders it, or that there is no further back. */
function HistoryEnd({ history, more, endless, onEarlier, clock }: HistoryEndProps) {
  const end = useRef<HTMLDivElement>(null);
  const { hasEarlier, loadingEarlier, failure, touchpoints } = history;
  const reach = useRef(history.loadEarlier);
  useEffect(() => {
    reach.current = history.loadEarlier;
  });
  const rows = touchpoints.length;
  useEffect(() => {
    // Observed anew after every page: an end that is still in sight calls for the next one.
    if (!end.current || !endless || !hasEarlier || loadingEarlier || failure || rows === 0) return;
    const observer = new IntersectionObserver(
      // Of several changes told at once, the last is how it stands.
      (changes) => {
        if (changes.at(-1)?.isIntersecting) reach.current();
      },
      { rootMargin: "800px" },
    );
    observer.observe(end.current);
    return () => observer.disconnect();
  }, [endless, hasEarlier, loadingEarlier, failure, rows]);

  const oldest = touchpoints.at(-1);
  return (
    <div ref={end} className="history-end">
      {failure && <p className="history-note">{failure.message}</p>}
      {failure ? (
        <Button onClick={history.loadEarlier}>Try again</Button>
      ) : more ? (
        <Button look="text" onClick={onEarlier} aria-busy={loadingEarlier}>
          {loadingEarlier ? "Loading earlier ones…" : "Show earlier"}
        </Button>
      ) : (
        endless &&
        oldest && <p className="section-fact">That is all, back to {dayWords(oldest.at, clock)}.</p>
      )}
    </div>
  );
}

function dayWords(instant: string, { zone }: Clock): string {
  return written("longDayOfYear", dayMoment(dayNumber(new Date(instant), zone)), "UTC");
}
