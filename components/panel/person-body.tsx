import { type RefObject, useEffect, useRef, useState } from "react";
import { recordKey } from "../../lib/contract/record-key.ts";
import { staleWords } from "../../lib/panel/match-words.ts";
import type { PanelState } from "../../lib/panel/panel-state.ts";
import { headingName, shortName } from "../../lib/panel/person-words.ts";
import type { Panel } from "../../lib/panel/use-panel.ts";
import { AnswerBand } from "./answer-band.tsx";
import { Colleagues } from "./colleagues.tsx";
import { ConfirmMatch } from "./confirm-match.tsx";
import { EngagementHistory } from "./engagement-history.tsx";
import { FindContent } from "./find-content.tsx";
import { InShort } from "./in-short.tsx";
import { PanelFoot } from "./panel-foot.tsx";
import { PersonFacts } from "./person-facts.tsx";
import { RecommendedContent } from "./recommended-content.tsx";
import { SayFirst } from "./say-first.tsx";
import { SharedContent } from "./shared-content.tsx";
import { Sources } from "./sources.tsx";
import { StaleBand } from "./stale-band.tsx";
import { NoTool } from "./states/no-tool.tsx";
import { NothingYet } from "./states/nothing-yet.tsx";
import { WaitingList } from "./waiting-list.tsx";
import { YourFeedback } from "./your-feedback.tsx";

interface PersonBodyProps {
  panel: Panel;
  /** The rep looks for content: the search stands in place of everything else. */
  finding: boolean;
  onFind: (finding: boolean) => void;
  state: Extract<PanelState, { kind: "person" | "nothing_yet" | "no_tool" }>;
}

/** What is known of the person, what matters now on top. A section with nothing in it is not there. */
export function PersonBody({ panel, state, finding, onFind }: PersonBodyProps) {
  const { clock, confirmation, content, feedback } = panel;
  const { target, view, person, refreshing, notice } = state;
  const { context } = view;
  const history = useRef<HTMLDivElement>(null);
  const record = recordKey(target.record);
  const outOfReach = view.stale !== undefined || notice?.code === "out_of_reach";
  const stale = outOfReach ? staleWords(view.fetchedAt, clock) : notice?.message;

  const say = (text: string) => panel.announce({ text });
  const typed = useState("");
  const findButton = useRef<HTMLButtonElement>(null);
  useFocusAfter(finding, findButton);

  if (finding) {
    return (
      <FindContent
        record={target.record}
        typed={typed}
        content={content}
        clock={clock}
        say={say}
        onBack={() => onFind(false)}
      />
    );
  }
  const sections = (
    <>
      <SayFirst context={context} panel={panel} clock={clock} />
      <RecommendedContent
        content={content}
        clock={clock}
        name={shortName(person?.name)}
        say={say}
        onFind={() => onFind(true)}
        findRef={findButton}
        record={target.record}
        feedback={feedback}
      />
      <SharedContent
        record={target.record}
        content={content}
        clock={clock}
        email={person?.emails[0]}
        say={say}
        feedback={feedback}
      />
    </>
  );
  return (
    <>
      {panel.answers.map((item) => (
        <AnswerBand key={item.id} item={item} panel={panel} clock={clock} />
      ))}
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
        <>
          <NoTool person={state.person} onDone={say} />
          {sections}
        </>
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
          {sections}
        </>
      )}
      {state.kind === "person" && (
        <>
          <InShort
            context={context}
            shares={content.shares}
            clock={clock}
            onAll={() => jumpTo(history.current)}
          />
          {sections}
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
      <YourFeedback context={context} record={target.record} panel={panel} clock={clock} />
      <Sources sources={context.sources} clock={clock} />
      {outOfReach && <WaitingList clock={clock} />}
      <PanelFoot feedback={feedback} />
    </>
  );
}

/** Who comes back from the search finds the keyboard where they left it. */
function useFocusAfter(away: boolean, place: RefObject<HTMLElement | null>): void {
  const was = useRef(away);
  useEffect(() => {
    if (was.current && !away) place.current?.focus();
    was.current = away;
  }, [away, place]);
}

/** Brings a section to the top and the keyboard with it. */
function jumpTo(place: HTMLElement | null): void {
  const section = place?.closest("section");
  if (!section) return;
  section.tabIndex = -1;
  section.focus({ preventScroll: true });
  section.scrollIntoView({ block: "start" });
}
