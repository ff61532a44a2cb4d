import "./apply-dialog.css";
import { Dialog } from "@base-ui/react/dialog";
import { useState } from "react";
import { useAssets } from "../../../../lib/desk/content/use-assets.ts";
import { useLater } from "../../../../lib/desk/content/use-later.ts";
import { Button } from "../../../ui/button.tsx";
import { OutsideText } from "../../../ui/outside-text.tsx";
import { Skeleton } from "../../../ui/skeleton.tsx";
import { TextField } from "../../../ui/text-field.tsx";

interface ApplyDialogProps {
  /** The asset that is being written for: it gets the guidance anyway. */
  assetId: string;
  chosen: ReadonlySet<string>;
  onChange: (chosen: ReadonlySet<string>) => void;
}

/** Publishing takes two hundred at once, the asset itself among them. */
const MOST = 199;

/** Chooses further assets that get the same guidance when it is published. */
export function ApplyDialog({ assetId, chosen, onChange }: ApplyDialogProps) {
  return (
    <Dialog.Root>
      <Dialog.Trigger
        render={<Button>{chosen.size === 0 ? "Apply to more…" : `And ${chosen.size} more…`}</Button>}
      />
      <Dialog.Portal>
        <Dialog.Backdrop className="dialog-backdrop" />
        <Dialog.Popup className="dialog">
          <Dialog.Title className="dialog-title">The same guidance for more</Dialog.Title>
          <Dialog.Description className="dialog-text">
            It is published for them together with this one, and takes the place of what they have.
          </Dialog.Description>
          <Choosing assetId={assetId} chosen={chosen} onChange={onChange} />
          <div className="dialog-buttons">
            <Dialog.Close
              render={<Button look="filled">{chosen.size === 0 ? "Close" : `Take ${chosen.size}`}</Button>}
            />
            {chosen.size > 0 && (
              <Button look="text" onClick={() => onChange(new Set())}>
                Choose none
              </Button>
            )}
          </div>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function Choosing({ assetId, chosen, onChange }: ApplyDialogProps) {
  const [query, setQuery] = useState("");
  const asked = useLater(query.trim(), 200);
  const { items, error, hasNextPage, fetchNextPage, isFetchingNextPage } = useAssets(
    asked ? { query: asked } : {},
  );
  const others = items?.filter(({ id }) => id !== assetId);
  const toggle = (id: string, on: boolean) => {
    const next = new Set(chosen);
    if (on && next.size < MOST) next.add(id);
    if (!on) next.delete(id);
    onChange(next);
  };
  return (
    <>
      <TextField label="Search" value={query} onChange={setQuery} />
      <ul className="dialog-list" aria-label="Content">
        {others?.map(({ id, title, length, hasGuidance, hasDraft }) => (
          <li key={id}>
            <label className="dialog-choice">
              <input
                type="checkbox"
                checked={chosen.has(id)}
                onChange={(event) => toggle(id, event.target.checked)}
              />
              <span>
                <OutsideText>{title}</OutsideText>{" "}
                <span className="small-text">
                  {length}
                  {hasGuidance && " · its guidance is replaced"}
                  {hasDraft && " · has a draft, which stays"}
                </span>
              </span>
            </label>
          </li>
        ))}
        {!items && !error && <Skeleton width="60%" />}
        {error && <li role="alert">{error.message}</li>}
        {others?.length === 0 && (
          <li className="quiet-text">{asked ? "Nothing matches." : "There is nothing else yet."}</li>
        )}
        {hasNextPage && (
          <li>
            <Button look="text" onClick={() => fetchNextPage()} aria-busy={isFetchingNextPage}>
              Show more
            </Button>
          </li>
        )}
      </ul>
    </>
  );
}
