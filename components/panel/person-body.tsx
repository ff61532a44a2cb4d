import { useRef } from "react";
import { recordKey } from "../../lib/contract/record-key.ts";
import { staleWords } from "../../lib/panel/match-words.ts";
import type { PanelState } from "../../lib/panel/panel-state.ts";
import { headingName } from "../../lib/panel/person-words.ts";
import type { Panel } from "../../lib/panel/use-panel.ts";
import { Colleagues } from "./colleagues.tsx";
import { ConfirmMatch } from "./confirm-match.tsx";
import { EngagementHistory } from "./engagement-history.tsx";
import { InShort } from "./in-short.tsx";
import { PersonFacts } from "./person-facts.tsx";
import { Sources } from "./sources.tsx";
import { StaleBand } from "./stale-band.tsx";
import { NoTool } from "./states/no-tool.tsx";
import { NothingYet } from "./states/nothing-yet.tsx";
import { WaitingList } from "./waiting-list.tsx";

interface PersonBodyProps {
  panel: Panel;
  state: Extract<PanelState, { kind: "person" | "nothing_yet" | "no_tool" }>;
}

/** What is known of the person, what matters now on top. A section with nothing in it is not there. */
export function PersonBody({ panel, state }: PersonBodyProps) {
  const { clock, confirmation } = panel;
  const { target, view, person, refreshing, notice } = state;
  const { context } = view;
  const history = useRef<HTMLDivElement>(null);
  const record = recordKey(target.record);
  const outOfReach = view.stale !== undefined || notice?.code === "out_of_reach";
  const stale = outOfReach ? staleWords(view.fetchedAt, clock) : notice?.message;

  return (
    <>
      {stale && <StaleBand words={stale} trying={refreshing} onTry={panel.refresh} />}
      {person && context.match.by === "email" && confirmation.noted !== record && (
        <ConfirmMatch
          email={context.match.email}
          name={headingName(person) ?? "the right person"}
          busy={confirmation.busy}
          onYes={() =>
            void confirmation.confirm(target.record, {
              id: person.id,
              name: headingName(person) ?? "this person",
            })
          }
          onNo={panel.notThisPerson}
        />
      )}
      {state.kind === "no_tool" && (
        <NoTool person={state.person} onDone={(text) => panel.announce({ text })} />
      )}
      {state.kind === "nothing_yet" && (
        <>
          <NothingYet
            person={state.person}
            sources={context.sources.map(({ name }) => name)}
            refreshing={refreshing}
            onRefresh={panel.refresh}
          />
          <PersonFacts person={state.person} />
        </>
      )}
      {state.kind === "person" && (
        <>
          <InShort context={context} clock={clock} onAll={() => jumpTo(history.current)} />
          <EngagementHistory
            record={target.record}
            person={state.person}
            view={view}
            clock={clock}
            topRef={history}
          />
        </>
      )}
      {person && <Colleagues context={context} clock={clock} onOpen={panel.openRecord} />}
      <Sources sources={context.sources} clock={clock} />
      {outOfReach && <WaitingList clock={clock} />}
    </>
  );
}

/** Brings a section to the top and the keyboard with it. */
function jumpTo(place: HTMLElement | null): void {
  const section = place?.closest("section");
  if (!section) return;
  section.tabIndex = -1;
  section.focus({ preventScroll: true });
  section.scrollIntoView({ block: "start" });
}
