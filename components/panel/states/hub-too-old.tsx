import type { Failure } from "../../../lib/bridge/result.ts";
import { tooOldNote } from "../../../lib/panel/notes.ts";
import { Button } from "../../ui/button.tsx";
import { CopyButton } from "../copy-button.tsx";
import { StateMessage } from "../state-message.tsx";

interface HubTooOldProps {
  failure: Failure;
  version: string;
  onDone: (words: string) => void;
  onTry: () => void;
}

export function HubTooOld({ failure, version, onDone, onTry }: HubTooOldProps) {
  return (
    <StateMessage title="Your team's Leadside needs an update">
      <p>
        This extension is newer than what your team runs, so the two do not understand each other. Only your
        admin can mend that.
      </p>
      <div className="state-message-buttons">
        <CopyButton
          label="Copy a note to your admin"
          text={() => tooOldNote(failure, version)}
          onDone={onDone}
        />
        <Button look="text" onClick={onTry}>
          Try again
        </Button>
      </div>
    </StateMessage>
  );
}
