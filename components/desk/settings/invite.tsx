import "../shell/form.css";
import { type FormEvent, useState } from "react";
import { ROLES, type Role } from "../../../lib/contract/member.ts";
import { roleWords } from "../../../lib/desk/role-words.ts";
import { useHubWrite } from "../../../lib/desk/use-hub.ts";
import { Button } from "../../ui/button.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { SelectField } from "../content/select-field.tsx";
import { CopyTextButton } from "../shell/copy-text-button.tsx";

/** Invites one person: the link is shown once, to be sent by whatever channel. */
export function Invite() {
  const [email, setEmail] = useState("");
  const [role, setRole] = useState<Role>("rep");
  const invite = useHubWrite("invite", ["invites"]);
  function send(event: FormEvent) {
    event.preventDefault();
    invite.mutate({ email: email.trim(), role }, { onSuccess: () => setEmail("") });
  }
  const made = invite.data;
  return (
    <section aria-label="Invite" style={{ marginBottom: 28 }}>
      <form className="form" data-inline onSubmit={send}>
        <TextField
          label="E-mail of whom to invite"
          type="email"
          value={email}
          onChange={setEmail}
          error={invite.error?.message}
        />
        <SelectField
          label="Role"
          value={role}
          options={ROLES.map((value) => ({ value, label: roleWords(value) }))}
          onChange={(value) => setRole(value as Role)}
        />
        <Button type="submit" look="filled" disabled={email.trim() === ""} aria-busy={invite.isPending}>
          Invite
        </Button>
      </form>
      {made?.link && (
        <div className="secret" role="status">
          <p>
            Send this link to {made.email}. It works once, for seven days, and is shown only now. Leadside
            sends no mail.
          </p>
          <pre>{made.link}</pre>
          <div className="secret-buttons">
            <CopyTextButton label="Copy link" text={made.link} />
          </div>
        </div>
      )}
    </section>
  );
}
