import "./content-item.css";
import "./shared-content.css";
import { useState } from "react";
import type { RecordRef } from "../../lib/contract/record.ts";
import type { Clock } from "../../lib/panel/time-words.ts";
import type { Content } from "../../lib/panel/use-content.ts";
import type { Feedback } from "../../lib/panel/use-feedback.ts";
import { Button } from "../ui/button.tsx";
import { Section } from "../ui/section.tsx";
import { ShareItem } from "./share-item.tsx";

interface SharedContentProps {
  record: RecordRef;
  content: Content;
  clock: Clock;
  email: string | undefined;
  say: (text: string) => void;
  feedback: Feedback;
}

/** Before "Show all": the panel stays a panel. */
const FIRST = 5;

/** What was prepared or sent to this person, by whomever, and what came of it. */
export function SharedContent({ record, content, clock, email, say, feedback }: SharedContentProps) {
  const [all, setAll] = useState(false);
  const { shares } = content;
  if (shares.length === 0) return null;
  const mine = shares.filter((share) => share.mine).length;
  return (
    <Section title="Shared content" fact={mine === 0 ? `${shares.length} by others` : `${mine} by you`}>
      <ul aria-label="Shared content">
        {shares.slice(0, all ? undefined : FIRST).map((share) => (
          <ShareItem
            key={share.id}
            share={share}
            record={record}
            content={content}
            clock={clock}
            email={email}
            say={say}
            feedback={feedback}
          />
        ))}
      </ul>
      {!all && shares.length > FIRST && (
        <Button look="text" className="shared-all" onClick={() => setAll(true)}>
          All {shares.length}
        </Button>
      )}
    </Section>
  );
}
