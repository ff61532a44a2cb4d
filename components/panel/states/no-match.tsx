import { NO_TOOL_NOTE } from "../../../lib/panel/notes.ts";
import type { AskedEmail } from "../../../lib/panel/panel-state.ts";
import { CopyButton } from "../copy-button.tsx";
import { FindByEmail } from "../find-by-email.tsx";
import { StateMessage } from "../state-message.tsx";

interface NoMatchProps {
  email: AskedEmail | undefined;
  busy: boolean;
  /** Why a look-up was not possible. */
  failure: string | undefined;
  /** No tool sends what people do. */
  noTool: boolean;
  onFind: (email: string) => void;
  /** Says what came of a click. */
  onDone: (words: string) => void;
}

export function NoMatch({ email, busy, failure, noTool, onFind, onDone }: NoMatchProps) {
  const typed = email?.from === "typed" ? email.value : undefined;
  const nobody =
    typed !== undefined && !busy ? `Nobody here has ${typed}. Check it letter by letter.` : undefined;
  return (
    <StateMessage title="Nobody here has this record">
      <p>
        {email?.from === "page"
          ? "The e-mail on the page matched nobody either. If you know another one, type it exactly."
          : "If you know this person's e-mail, type it exactly."}
      </p>
      <FindByEmail asked={typed} busy={busy} error={failure ?? nobody} onFind={onFind} />
      <small>
        Only an exact match is shown, and you confirm who it is. Look-ups are logged for your admin and kept
        90 days.
      </small>
      {noTool && (
        <>
          <p>
            No marketing tool sends to Leadside so far, so even of who is found here we cannot tell what they
            did. That is not the same as nothing.
          </p>
          <CopyButton label="Copy a note to your admin" text={() => NO_TOOL_NOTE} onDone={onDone} />
        </>
      )}
    </StateMessage>
  );
}
