import "../shell/form.css";
import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { useHubWrite } from "../../../lib/desk/use-hub.ts";
import { Button } from "../../ui/button.tsx";
import { TextField } from "../../ui/text-field.tsx";

/** A talking point begins with its title, as a draft; all else is written on its page. */
export function AddClaim({ onCancel }: { onCancel: () => void }) {
  const navigate = useNavigate();
  const [title, setTitle] = useState("");
  const [missing, setMissing] = useState(false);
  const add = useHubWrite("addClaim", ["claims"]);
  function send(event: FormEvent) {
    event.preventDefault();
    setMissing(title.trim() === "");
    if (title.trim() === "") return;
    add.mutate(
      { title: title.trim() },
      {
        onSuccess: ({ claim }) =>
          void navigate({ to: "/content/talking-points/$claimId", params: { claimId: claim.id } }),
      },
    );
  }
  return (
    <form className="add-form" aria-label="Write a talking point" noValidate onSubmit={send}>
      <TextField
        label="Title"
        placeholder="Live in six weeks, without a freeze"
        hint="What you and the reps call it. It begins as a draft, which no rep sees."
        value={title}
        onChange={setTitle}
        maxLength={200}
        autoFocus
        error={missing ? "Give it a title." : add.error?.message}
      />
      <div className="form-buttons">
        <Button type="submit" look="filled" aria-busy={add.isPending}>
          Begin
        </Button>
        <Button look="text" onClick={onCancel}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
