import { useState } from "react";
import { useLater } from "../../../lib/desk/content/use-later.ts";
import { useHub } from "../../../lib/desk/use-hub.ts";
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
  const [admin] = today.data?.setUp.admins ?? [];
  return (
    <Page title="Content">
      <Note
        title="Content is written by marketing"
        text={
          admin ? (
            <>
              To write it too, ask <OutsideText>{admin.name}</OutsideText>,{" "}
              <a href={`mailto:${encodeURIComponent(admin.email)}`}>{admin.email}</a>. You send it from the
              panel beside a lead.
            </>
          ) : (
            "You send it from the panel beside a lead."
          )
        }
      />
      <div className="find-content">
        <TextField
          label="What you may send"
          value={query}
          onChange={setQuery}
          data-search
          placeholder="Words in it"
        />
      </div>
      <Answer query={found}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="quiet-text">
              {asked ? `Nothing has “${asked}” in it.` : "There is nothing to send yet."}
            </p>
          ) : (
            <ul className="found-content">
              {items.map((item) => (
                <li key={item.assetId}>
                  <strong>
                    <OutsideText>{item.title}</OutsideText>
                  </strong>{" "}
                  <span className="quiet-text">{item.length}</span>
                  {item.whenToUse && <p className="small-text">{item.whenToUse}</p>}
                </li>
              ))}
            </ul>
          )
        }
      </Answer>
    </Page>
  );
}
