import "../shell/form.css";
import { type FormEvent, useState } from "react";
import { useNotice } from "../../../lib/desk/notice.ts";
import { useHub, useHubWrite } from "../../../lib/desk/use-hub.ts";
import { Button } from "../../ui/button.tsx";
import { TextArea } from "../content/text-area.tsx";
import { Answer } from "../shell/answer.tsx";

/** Addresses that several people read, beside those that are known by habit. */
export function Mailboxes() {
  const mailboxes = useHub("sharedMailboxes", undefined);
  return (
    <>
      <p className="settings-note">
        info@, sales@ and their like are known. Whole addresses here count the same from now on: what comes to
        them is shown on every record that has them, and makes nobody one person.
      </p>
      <Answer query={mailboxes}>{({ items }) => <MailboxForm key={items.join()} items={items} />}</Answer>
    </>
  );
}

function MailboxForm({ items }: { items: readonly string[] }) {
  const say = useNotice();
  const [text, setText] = useState(items.join("\n"));
  const change = useHubWrite("changeSharedMailboxes", ["sharedMailboxes"]);
  function save(event: FormEvent) {
    event.preventDefault();
    const lines = text.split("\n").flatMap((line) => line.trim() || []);
    change.mutate({ items: lines }, { onSuccess: () => say({ text: "Saved." }) });
  }
  return (
    <form className="form" onSubmit={save}>
      <TextArea
        label="One address a line"
        value={text}
        onChange={setText}
        rows={8}
        maxLength={100_000}
        error={change.error?.message}
      />
      <Button type="submit" disabled={text.trim() === items.join("\n")} aria-busy={change.isPending}>
        Save
      </Button>
    </form>
  );
}
