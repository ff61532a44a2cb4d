import type { Person } from "../../../lib/contract/context.ts";
import { calledName } from "../../../lib/panel/person-words.ts";
import { Button } from "../../ui/button.tsx";
import { OutsideText } from "../../ui/outside-text.tsx";
import { StateMessage } from "../state-message.tsx";

interface NothingYetProps {
  person: Person;
  /** Names of the tools that would tell us. */
  sources: readonly string[];
  refreshing: boolean;
  onRefresh: () => void;
}

export function NothingYet({ person, sources, refreshing, onRefresh }: NothingYetProps) {
  const name = <OutsideText>{calledName(person.name) ?? "this person"}</OutsideText>;
  return (
    <StateMessage title="Nothing known yet">
      <p>
        {list(sources)} would tell us, and told nothing of {name} so far. What {name} did elsewhere, we cannot
        know.
      </p>
      <Button onClick={onRefresh} aria-busy={refreshing}>
        {refreshing ? "Looking…" : "Look again"}
      </Button>
    </StateMessage>
  );
}

function list(names: readonly string[]): string {
  return new Intl.ListFormat("en-GB", { type: "conjunction" }).format(names.slice(0, 5));
}
