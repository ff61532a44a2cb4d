import "../shell/form.css";
import { Link } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import type { ListedPerson } from "../../../lib/contract/person.ts";
import { useHub, useHubWrite } from "../../../lib/desk/use-hub.ts";
import { Button } from "../../ui/button.tsx";
import { Checkbox } from "../../ui/checkbox.tsx";
import { TextField } from "../../ui/text-field.tsx";

/** Erases a person everywhere, for good: what goes is shown first, and their address is typed. */
export function ErasePerson({ person }: { person: ListedPerson }) {
  const email = person.identities.find(({ kind }) => kind === "email")?.value;
  const [open, setOpen] = useState(false);
  return (
    <section className="aside-part" aria-labelledby="erase-title">
      <h2 id="erase-title">Erase</h2>
      {email === undefined ? (
        <p className="form-note">A person is erased by an e-mail address, and none of theirs is known.</p>
      ) : open ? (
        <EraseForm email={email} />
      ) : (
        <>
          <p className="form-note">
            Everything of this person goes, everywhere and for good, and the next event does not bring them
            back.
          </p>
          <p>
            <Button onClick={() => setOpen(true)}>See what would go</Button>
          </p>
        </>
      )}
    </section>
  );
}

function EraseForm({ email }: { email: string }) {
  const [typed, setTyped] = useState("");
  const [also, setAlso] = useState(false);
  const preview = useHub("previewErasure", { email });
  const erase = useHubWrite("erasePerson", ["erasures", "findPeople", "today"]);
  if (preview.error) {
    return (
      <p className="form-problem" role="alert">
        {preview.error.message}
      </p>
    );
  }
  if (!preview.data) return <p role="status">Counting…</p>;
  const { addresses, names, touchpoints, notHeldOff } = preview.data;
  const several = addresses.length > 1;
  function start(event: FormEvent) {
    event.preventDefault();
    erase.mutate(several ? { email, alsoAddresses: also } : { email });
  }
  if (erase.data) {
    return (
      <>
        <p role="status">Being erased. It goes on if you close this page.</p>
        <p>
          <Link to="/people/$view" params={{ view: "erased" }}>
            The receipt stands under Erased
          </Link>
        </p>
      </>
    );
  }
  const others = names.map(({ kind, count }) => `${count} ${NAMES[kind]}${count === 1 ? "" : "s"}`);
  return (
    <form className="form" onSubmit={start}>
      <p>
        {touchpoints.toLocaleString("en-GB")} touchpoints, {addresses.join(", ")}
        {others.length > 0 && `, ${others.join(", ")}`}.
        {notHeldOff > 0 &&
          ` ${notHeldOff} names came with several addresses and may be named again by a tool.`}
      </p>
      {several && (
        <Checkbox
          label={`All ${addresses.length} addresses are this one person's`}
          checked={also}
          onChange={setAlso}
        />
      )}
      <TextField label={`Type ${email} to erase them`} value={typed} onChange={setTyped} />
      {erase.error && (
        <p className="form-problem" role="alert">
          {erase.error.message}
        </p>
      )}
      <Button
        type="submit"
        aria-busy={erase.isPending}
        disabled={typed.trim().toLowerCase() !== email.toLowerCase() || (several && !also)}
      >
        Erase for good
      </Button>
    </form>
  );
}

const NAMES = {
  user_id: "user id",
  anonymous_id: "browser",
  crm_record: "CRM record",
  unknown: "other name",
} as const;
