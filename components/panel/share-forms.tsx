import { useState } from "react";
import type { Share } from "../../lib/contract/share.ts";
import { type Clock, rowWords } from "../../lib/panel/time-words.ts";
import type { ChangeShare } from "../../lib/panel/use-change-share.ts";
import { Button } from "../ui/button.tsx";
import { TextField } from "../ui/text-field.tsx";

const DAY_MS = 24 * 60 * 60_000;
const DAYS = [7, 30, 90] as const;

interface FormProps {
  share: Share;
  change: ChangeShare;
  onDone: () => void;
}

/** Until when the link opens. */
export function ShareExpiry({ share, change, clock, onDone }: FormProps & { clock: Clock }) {
  const choose = (expiresAt: string | null) => {
    const words =
      expiresAt === null ? "The link does not expire." : `The link expires ${rowWords(expiresAt, clock)}.`;
    void change(share, { expiresAt }, words);
    onDone();
  };
  return (
    <section className="share-form" aria-label={`Let the link to ${share.title} expire`}>
      <p>How long should the link open?</p>
      <div className="content-buttons">
        {DAYS.map((days, index) => (
          <Button
            key={days}
            autoFocus={index === 0}
            onClick={() => choose(new Date(clock.now.getTime() + days * DAY_MS).toISOString())}
          >
            {days} days
          </Button>
        ))}
        {share.expiresAt !== null && <Button onClick={() => choose(null)}>For ever</Button>}
        <Button look="text" onClick={onDone}>
          Cancel
        </Button>
      </div>
    </section>
  );
}

/** Who may open the link: whoever confirms one address by a code that is mailed to it. */
export function ShareLimit({ share, change, email, onDone }: FormProps & { email: string | undefined }) {
  const [address, setAddress] = useState(email ?? "");
  const [error, setError] = useState<string>();
  const limit = async () => {
    const limitedTo = address.trim();
    if (!/^[^\s@<>"]+@[^\s@<>"]+$/u.test(limitedTo)) {
      setError("This is not an e-mail address.");
      return;
    }
    if (await change(share, { limitedTo }, `Only who confirms ${limitedTo} can open the link.`)) onDone();
  };
  return (
    <form
      className="share-form"
      aria-label={`Limit the link to ${share.title}`}
      onSubmit={(event) => {
        event.preventDefault();
        void limit();
      }}
    >
      <TextField
        label="Only for who confirms this address"
        hint="Leadside mails them a code when they open the link."
        value={address}
        onChange={(value) => {
          setError(undefined);
          setAddress(value);
        }}
        error={error}
        inputMode="email"
        autoFocus
      />
      <div className="content-buttons">
        <Button look="filled" type="submit">
          Limit
        </Button>
        <Button look="text" onClick={onDone}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
