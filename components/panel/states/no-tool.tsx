import type { Person } from "../../../lib/contract/context.ts";
import { NO_TOOL_NOTE } from "../../../lib/panel/notes.ts";
import { shortName } from "../../../lib/panel/person-words.ts";
import { CopyButton } from "../copy-button.tsx";
import { StateMessage } from "../state-message.tsx";

export function NoTool({ person, onDone }: { person: Person | undefined; onDone: (words: string) => void }) {
  return (
    <StateMessage title="Nothing known yet">
      <p>
        No marketing tool sends to Leadside so far, so we cannot tell what{" "}
        {shortName(person?.name) ?? "this person"} did. That is not the same as nothing.
      </p>
      <CopyButton label="Copy a note to your admin" text={() => NO_TOOL_NOTE} onDone={onDone} />
    </StateMessage>
  );
}
