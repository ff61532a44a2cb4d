import "./say-first.css";
import { useState } from "react";
import type { ContextReply } from "../../lib/contract/context.ts";
import type { Clock } from "../../lib/panel/time-words.ts";
import type { Panel } from "../../lib/panel/use-panel.ts";
import { Button } from "../ui/button.tsx";
import { OutsideText } from "../ui/outside-text.tsx";
import { Section } from "../ui/section.tsx";
import { QuestionLine } from "./question-line.tsx";
import { TalkingPointItem } from "./talking-point-item.tsx";

interface SayFirstProps {
  context: ContextReply;
  panel: Panel;
  clock: Clock;
}

/** What to say to this person, the best fitting first; and a question of marketing's about one, where there is one. */
export function SayFirst({ context, panel, clock }: SayFirstProps) {
  const [more, setMore] = useState(false);
  const { sayFirst = [], ask } = context;
  const [first, ...others] = sayFirst;
  const question = ask && panel.asks ? ask : undefined;
  const answered = ask && panel.feedback.saidAt(`ask ${ask.id}`);
  if (!first && !question && !answered) return null;
  return (
    <Section title="Say first" fact={first && <OutsideText>{first.title}</OutsideText>}>
      {first && <TalkingPointItem point={first} panel={panel} clock={clock} />}
      {more && (
        <ul className="say-others" aria-label="Other talking points">
          {others.map((point) => (
            <li key={point.versionId}>
              <TalkingPointItem point={point} panel={panel} clock={clock} titled />
            </li>
          ))}
        </ul>
      )}
      {others.length > 0 && !more && (
        <Button look="text" className="say-more" onClick={() => setMore(true)}>
          {others.length === 1 ? "1 more to say" : `${others.length} more to say`}
        </Button>
      )}
      {ask && (question || answered) && <QuestionLine ask={ask} panel={panel} />}
    </Section>
  );
}
