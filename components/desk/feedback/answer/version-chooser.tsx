import { useState } from "react";
import type { FeedbackItem } from "../../../../lib/contract/inbox.ts";
import { useLater } from "../../../../lib/desk/content/use-later.ts";
import type { AnswerDraft } from "../../../../lib/desk/feedback/answer-drafts.ts";
import { useHub } from "../../../../lib/desk/use-hub.ts";
import { cutText } from "../../../../lib/panel/cut-text.ts";
import { Button } from "../../../ui/button.tsx";
import { Icon } from "../../../ui/icon.tsx";
import { IconButton } from "../../../ui/icon-button.tsx";
import { Menu } from "../../../ui/menu.tsx";
import { TextField } from "../../../ui/text-field.tsx";

type Chosen = AnswerDraft["resolvedBy"];

interface VersionChooserProps {
  newer: FeedbackItem["newer"];
  chosen: Chosen;
  onChoose: (chosen: Chosen) => void;
}

const KIND = { asset: "Content", claim: "Talking point", unknown: "Version" } as const;

/** Which version answers it: a newer one of what it is about, or anything else that was made because of it. */
export function VersionChooser({ newer, chosen, onChoose }: VersionChooserProps) {
  const [searching, setSearching] = useState(false);
  if (searching)
    return (
      <FindVersion
        onChoose={(found) => {
          onChoose(found);
          setSearching(false);
        }}
        onCancel={() => setSearching(false)}
      />
    );
  return (
    <span className="answered-by">
      <span className="quiet-text">Answered by</span>
      <Menu
        trigger={
          <Button>
            {chosen ? <bdi>{`${cutText(chosen.title)}, version ${chosen.version}`}</bdi> : "no version"}
            <Icon name="down" size={14} />
          </Button>
        }
        actions={[
          ...newer.flatMap(({ what, versionId, title, version }) =>
            what === "unknown"
              ? []
              : [
                  {
                    label: `${KIND[what]}: ${cutText(title)}, version ${version}`,
                    onSelect: () => onChoose({ what, versionId, title, version }),
                  },
                ],
          ),
          { label: "Something else…", onSelect: () => setSearching(true) },
        ]}
      />
      {chosen && (
        <IconButton label="No version answers it" onClick={() => onChoose(null)}>
          <Icon name="close" size={14} />
        </IconButton>
      )}
    </span>
  );
}

const MOST_FOUND = 6;

/** Content and talking points by their titles; the newest version of what is taken answers it. */
function FindVersion({ onChoose, onCancel }: { onChoose: (chosen: Chosen) => void; onCancel: () => void }) {
  const [text, setText] = useState("");
  const query = useLater(text.trim(), 150);
  const enabled = query !== "";
  const assets = useHub("assets", { query }, { enabled, keep: true });
  const claims = useHub("claims", { query }, { enabled, keep: true });
  const found: NonNullable<Chosen>[] = enabled
    ? [
        ...(claims.data?.items ?? []).flatMap(({ title, version }) =>
          version ? [{ what: "claim" as const, versionId: version.id, title, version: version.number }] : [],
        ),
        ...(assets.data?.items ?? []).map(({ title, version }) => ({
          what: "asset" as const,
          versionId: version.id,
          title,
          version: version.number,
        })),
      ].slice(0, MOST_FOUND)
    : [];
  return (
    <div className="find-version">
      <TextField
        label="Answered by: content or talking point"
        value={text}
        onChange={setText}
        autoFocus
        onKeyDown={(event) => {
          if (event.key !== "Escape") return;
          event.preventDefault();
          onCancel();
        }}
      />
      <ul>
        {found.map((one) => (
          <li key={one.versionId}>
            <Button look="text" className="find-version-choice" onClick={() => onChoose(one)}>
              {KIND[one.what]}: <bdi>{cutText(one.title)}</bdi>, version {one.version}
            </Button>
          </li>
        ))}
      </ul>
      {enabled && found.length === 0 && assets.data && (
        <p className="small-text">No title has “{query}” in it.</p>
      )}
      <Button look="text" className="find-version-choice" onClick={onCancel}>
        Cancel
      </Button>
    </div>
  );
}
