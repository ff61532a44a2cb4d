import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { WebAddress } from "../../../../lib/contract/asset.ts";
import { titleOfAddress } from "../../../../lib/desk/content/file-title.ts";
import { useHubWrite } from "../../../../lib/desk/use-hub.ts";
import { Button } from "../../../ui/button.tsx";
import { TextField } from "../../../ui/text-field.tsx";

/** A page elsewhere, by its address. Who reads it, and how long, cannot be known. */
export function AddWebPage({ onDone }: { onDone: () => void }) {
  const navigate = useNavigate();
  const [url, setUrl] = useState("");
  const [title, setTitle] = useState<string>();
  const [problem, setProblem] = useState<string>();
  const add = useHubWrite("addAsset", ["assets", "today"]);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector("input")?.focus(), []);
  const shownTitle = title ?? titleOfAddress(url.trim());

  function submit(event: FormEvent) {
    event.preventDefault();
    const address = url.trim();
    const wrong = !WebAddress.safeParse(address).success;
    setProblem(wrong ? "Use an address that begins with https://." : undefined);
    if (wrong) return;
    add.mutate(
      { title: shownTitle || address.slice(0, 200), from: { url: address } },
      {
        onSuccess: ({ asset }) => {
          onDone();
          void navigate({ to: "/content/$assetId", params: { assetId: asset.id } });
        },
      },
    );
  }
  return (
    <form ref={form} className="add-form" aria-label="Add a web page" noValidate onSubmit={submit}>
      <TextField label="Address" value={url} onChange={setUrl} placeholder="https://" error={problem} />
      <TextField
        label="Title"
        value={shownTitle}
        onChange={setTitle}
        maxLength={200}
        hint="A link leads there. That it was opened is known, but not by whom or how long."
        error={add.error?.message}
      />
      <div className="form-buttons">
        <Button type="submit" aria-busy={add.isPending}>
          {add.isPending ? "Adding…" : "Add the page"}
        </Button>
        <Button look="text" onClick={onDone}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
