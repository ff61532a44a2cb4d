import { useState } from "react";
import type { FoundContent } from "../../../lib/contract/asset.ts";
import { useLater } from "../../../lib/desk/content/use-later.ts";
import { useOpenVersion } from "../../../lib/desk/content/use-open-version.ts";
import { useHub } from "../../../lib/desk/use-hub.ts";
import { Button } from "../../ui/button.tsx";
import { OutsideText } from "../../ui/outside-text.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { Answer } from "../shell/answer.tsx";
import { Note } from "../shell/note.tsx";
import { Page } from "../shell/page.tsx";

/** For who sends content and does not write it: whom to ask, and all that they may send. */
export function OnlyMarketing() {
  const today = useHub("today", undefined);
  const [query, setQuery] = useState("");
  const asked = useLater(query.trim(), 150);
  const found = useHub("searchContent", { query: asked }, { keep: true });
  const { open, problem } = useOpenVersion();
  const [admin] = today.data?.setUp.admins ?? [];
  return (
    <Page title="Content">
      <Note
        title="Content is written by marketing"
        text={
          admin ? (
            <>
              To write it too, ask <OutsideText>{admin.name}</OutsideText>,{" "}
              <a href={`mailto:${encodeURI(admin.email)}`}>{admin.email}</a>. You send it from the panel
              beside a lead.
            </>
          ) : (
            "You send it from the panel beside a lead."
          )
        }
      />
      <div className="find-content">
        <TextField
          label="Search what you may send"
          value={query}
          onChange={setQuery}
          data-search
          placeholder="Words in it"
        />
      </div>
      {problem && (
        <p className="part-problem" role="alert">
          {problem}
        </p>
      )}
      <Answer query={found}>
        {({ items, next }) =>
          items.length === 0 ? (
            <p className="quiet-text">
              {asked ? `Nothing has “${asked}” in it.` : "There is nothing to send yet."}
            </p>
          ) : (
            <>
              <ul className="found-content">
                {items.map((item) => (
                  <FoundItem key={item.assetId} item={item} onOpen={open} />
                ))}
              </ul>
              {next && <p className="list-foot">There is more. Type a word that is in it.</p>}
            </>
          )
        }
      </Answer>
    </Page>
  );
}

interface FoundItemProps {
  item: FoundContent;
  onOpen: (versionId: string) => void;
}

function FoundItem({ item: { title, length, whenToUse, versionId }, onOpen }: FoundItemProps) {
  return (
    <li className="found-item">
      <div>
        <strong>
          <OutsideText>{title}</OutsideText>
        </strong>{" "}
        <span className="quiet-text">{length}</span>
        {whenToUse && <p className="small-text">{whenToUse}</p>}
      </div>
      {versionId && (
        <Button look="text" aria-label={`Look at ${title}`} onClick={() => onOpen(versionId)}>
          Look
        </Button>
      )}
    </li>
  );
}
