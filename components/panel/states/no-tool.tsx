import "./no-tool.css";
import type { Person } from "../../../lib/contract/context.ts";
import { NO_TOOL_NOTE } from "../../../lib/panel/notes.ts";
import { calledName } from "../../../lib/panel/person-words.ts";
import { OutsideText } from "../../ui/outside-text.tsx";
import { Section } from "../../ui/section.tsx";
import { CopyButton } from "../copy-button.tsx";
import { PersonFacts } from "../person-facts.tsx";

interface NoToolProps {
  person: Person;
  /** Says what came of a click. */
  onDone: (words: string) => void;
}

/** No tool sends what people do. Whom a report of the CRM named is known all the same. */
export function NoTool({ person, onDone }: NoToolProps) {
  const name = <OutsideText>{calledName(person.name) ?? "this person"}</OutsideText>;
  return (
    <>
      <PersonFacts person={person} />
      <Section title="Engagement history">
        <div className="no-tool">
          <p>
            No marketing tool is connected yet, so what {name} did with marketing cannot show here. That is
            not the same as nothing.
          </p>
          <CopyButton label="Copy a note to your admin" text={() => NO_TOOL_NOTE} onDone={onDone} />
        </div>
      </Section>
    </>
  );
}
