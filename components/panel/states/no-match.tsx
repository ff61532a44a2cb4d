import type { AskedEmail } from "../../../lib/panel/panel-state.ts";
import { FindByEmail } from "../find-by-email.tsx";
import { StateMessage } from "../state-message.tsx";

interface NoMatchProps {
  email: AskedEmail | undefined;
  busy: boolean;
  /** Why a look-up was not possible. */
  failure: string | undefined;
  onFind: (email: string) => void;
}

export function NoMatch({ email, busy, failure, onFind }: NoMatchProps) {
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
    </StateMessage>
  );
}
