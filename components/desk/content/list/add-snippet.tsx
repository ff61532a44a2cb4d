import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { MOST_SNIPPET } from "../../../../lib/contract/asset.ts";
import { useHubWrite } from "../../../../lib/desk/use-hub.ts";
import { Button } from "../../../ui/button.tsx";
import { TextField } from "../../../ui/text-field.tsx";
import { TextArea } from "../text-area.tsx";

/** A text to be sent as it is: an answer to an objection, a paragraph for a mail. */
export function AddSnippet({ onDone }: { onDone: () => void }) {
  const navigate = useNavigate();
  const [title, setTitle] = useState("");
  const [text, setText] = useState("");
  const [tried, setTried] = useState(false);
  const add = useHubWrite("addAsset", ["assets", "today"]);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector("input")?.focus(), []);

  function submit(event: FormEvent) {
    event.preventDefault();
    setTried(true);
    if (!title.trim() || !text.trim()) return;
    add.mutate(
      { title, from: { text } },
      {
        onSuccess: ({ asset }) => {
          onDone();
          void navigate({ to: "/content/$assetId", params: { assetId: asset.id } });
        },
      },
    );
  }
  return (
    <form ref={form} className="add-form" aria-label="Write a snippet" noValidate onSubmit={submit}>
      <TextField
        label="Title"
        value={title}
        onChange={setTitle}
        maxLength={200}
        spellCheck
        placeholder="“We already have a catalogue”"
        error={tried && !title.trim() ? "Give it a title." : undefined}
      />
      <TextArea
        label="Text"
        value={text}
        onChange={setText}
        rows={7}
        maxLength={MOST_SNIPPET}
        hint="Plain text or Markdown. Reps copy it as it stands here."
        error={tried && !text.trim() ? "Write the text." : add.error?.message}
      />
      <div className="form-buttons">
        <Button type="submit" aria-busy={add.isPending}>
          {add.isPending ? "Adding…" : "Add the snippet"}
        </Button>
        <Button look="text" onClick={onDone}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
