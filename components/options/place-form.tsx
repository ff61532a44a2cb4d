import { useState } from "react";
import type { CrmPlace } from "../../lib/bridge/messages.ts";
import { crmAddress } from "../../lib/panel/crm-address-words.ts";
import type { CrmPlaces } from "../../lib/panel/use-crm-places.ts";
import { Button } from "../ui/button.tsx";
import { TextField } from "../ui/text-field.tsx";

interface PlaceFormProps {
  places: readonly CrmPlace[];
  allow: CrmPlaces["allow"];
  /** Allowed, with what to say about it. */
  onDone: (words: string) => void;
  onCancel: () => void;
}

/**
 * Any page's address of a CRM: says at once whose it is and what the browser will ask, before it asks. The browser is
 * asked in the click, so nothing may be looked up in between.
 */
export function PlaceForm({ places, allow, onDone, onCancel }: PlaceFormProps) {
  const [text, setText] = useState("");
  const [pressed, setPressed] = useState(false);
  const [refused, setRefused] = useState<string>();
  const address = crmAddress(text, places);
  const asks = address.kind === "ask" ? address : undefined;
  // Half an address is not wrong yet: only what was pasted whole, or tried, is judged.
  const wrong =
    address.kind === "empty"
      ? "Paste the address of a page of your CRM here."
      : "words" in address && address.words;
  const error = refused ?? (pressed && !asks && address.kind !== "there" ? wrong || undefined : undefined);

  return (
    <form
      className="card-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setPressed(true);
        setRefused(undefined);
        if (!asks) return;
        void allow([asks.family]).then(({ allowed, words }) => (allowed ? onDone(words) : setRefused(words)));
      }}
    >
      <TextField
        label="Address of your CRM"
        type="url"
        inputMode="url"
        autoFocus
        value={text}
        onChange={(value) => {
          setText(value);
          setPressed(false);
          setRefused(undefined);
        }}
        hint="Any page of it, as it stands in the browser's address bar."
        error={error}
      />
      <p role="status" className="card-note">
        {(asks || address.kind === "there") && "words" in address ? address.words : null}
      </p>
      <div className="card-buttons">
        <Button look="filled" type="submit">
          Allow
        </Button>
        <Button onClick={onCancel}>Cancel</Button>
      </div>
    </form>
  );
}
