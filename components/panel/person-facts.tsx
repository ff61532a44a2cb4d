import "./person-facts.css";
import type { Person } from "../../lib/contract/context.ts";
import { personFacts } from "../../lib/panel/person-words.ts";
import { OutsideText } from "../ui/outside-text.tsx";
import { Section } from "../ui/section.tsx";

/** What a report or a tool said of the person, where there is no story to tell yet. */
export function PersonFacts({ person }: { person: Person }) {
  const facts = personFacts(person);
  if (facts.length === 0) return null;
  return (
    <Section title="Who this is">
      <dl className="person-facts">
        {facts.map(({ term, text }) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>
              <OutsideText>{text}</OutsideText>
            </dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}
