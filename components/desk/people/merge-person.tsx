import "../shell/form.css";
import { type FormEvent, useState } from "react";
import type { ListedPerson } from "../../../lib/contract/person.ts";
import { askedPerson } from "../../../lib/desk/asked-person.ts";
import { personLine, personName } from "../../../lib/desk/identity-words.ts";
import { useNotice } from "../../../lib/desk/notice.ts";
import { useHub, useHubWrite } from "../../../lib/desk/use-hub.ts";
import { useUndoMerge } from "../../../lib/desk/use-undo-merge.ts";
import { Button } from "../../ui/button.tsx";
import { OutsideText } from "../../ui/outside-text.tsx";
import { TextField } from "../../ui/text-field.tsx";

/** Somebody else is this person too: find them, say why, merge. */
export function MergePerson({ person }: { person: ListedPerson }) {
  const say = useNotice();
  const undo = useUndoMerge();
  const [text, setText] = useState("");
  const [asked, setAsked] = useState("");
  const [why, setWhy] = useState("");
  const request = askedPerson(asked);
  const found = useHub("findPeople", request ?? {}, { enabled: request !== undefined, once: true });
  const merge = useHubWrite("mergePeople", ["findPeople", "merges", "conflicts", "today", "touchpoints"]);
  const other = request && found.data?.items.find(({ id }) => id !== person.id);
  function find(event: FormEvent) {
    event.preventDefault();
    setAsked(text.trim());
  }
  function mergeThem(event: FormEvent) {
    event.preventDefault();
    if (!other) return;
    merge.mutate(
      { from: other.id, into: person.id, why: why.trim() },
      {
        onSuccess: ({ id }) => {
          setText("");
          setAsked("");
          setWhy("");
          say({ text: `${personName(other)} is ${personName(person)} now.`, undo: () => undo(id) });
        },
      },
    );
  }
  const nobody =
    asked !== "" &&
    (request === undefined
      ? "Give a whole e-mail address, or the address of their page in your CRM."
      : found.data && !other
        ? "Nobody else is known by that."
        : found.error?.message);
  return (
    <section className="aside-part" aria-labelledby="merge-title">
      <h2 id="merge-title">Merge with somebody</h2>
      <form className="form" onSubmit={find}>
        <TextField
          label="Their e-mail, or the address of their CRM page"
          value={text}
          onChange={setText}
          error={nobody || undefined}
        />
        <Button type="submit" disabled={text.trim() === ""}>
          Find
        </Button>
      </form>
      {other && (
        <form className="form" onSubmit={mergeThem}>
          <p>
            <strong>
              <OutsideText>{personName(other)}</OutsideText>
            </strong>
            <br />
            <OutsideText>{personLine(other) || "Title and company not known"}</OutsideText>
            {`, ${other.touchpoints.toLocaleString("en-GB")} touchpoints`}
          </p>
          <TextField label="Why are they one person?" value={why} onChange={setWhy} maxLength={500} />
          {merge.error && (
            <p className="form-problem" role="alert">
              {merge.error.message}
            </p>
          )}
          <Button type="submit" look="filled" disabled={why.trim() === ""} aria-busy={merge.isPending}>
            Merge
          </Button>
          <p className="form-note">All that they have comes here. It can be undone under Merged.</p>
        </form>
      )}
    </section>
  );
}
