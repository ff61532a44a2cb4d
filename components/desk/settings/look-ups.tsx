import "../shell/form.css";
import { type FormEvent, useState } from "react";
import type { LookUp } from "../../../lib/contract/privacy.ts";
import { useNotice } from "../../../lib/desk/notice.ts";
import { saveLookUps } from "../../../lib/desk/save-look-ups.ts";
import { useClock } from "../../../lib/desk/use-clock.ts";
import { useHub } from "../../../lib/desk/use-hub.ts";
import { useHubPages } from "../../../lib/desk/use-hub-pages.ts";
import { momentWords } from "../../../lib/panel/time-words.ts";
import { Button } from "../../ui/button.tsx";
import { OutsideText } from "../../ui/outside-text.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { SelectField } from "../content/select-field.tsx";
import { Answer } from "../shell/answer.tsx";
import { Row, RowList } from "../shell/rows.tsx";
import { ShowMore } from "../shell/show-more.tsx";

const HOW: Record<LookUp["by"], string> = {
  record: "by record",
  email_from_page: "by the e-mail on the page",
  email_typed: "by e-mail",
  unknown: "looked up",
};

/** Who looked up whom, when and how. */
export function LookUps() {
  const clock = useClock();
  const say = useNotice();
  const members = useHub("members", undefined);
  const [memberId, setMemberId] = useState("");
  const [text, setText] = useState("");
  const [email, setEmail] = useState("");
  const [saving, setSaving] = useState(false);
  const filter = { ...(memberId ? { memberId } : {}), ...(email ? { email } : {}) };
  const lookUps = useHubPages(
    "lookUps",
    { ...filter, limit: 100 },
    { nextOf: ({ next }) => next, keep: true },
  );
  function search(event: FormEvent) {
    event.preventDefault();
    setEmail(text.trim());
  }
  async function save() {
    setSaving(true);
    const problem = await saveLookUps(filter);
    setSaving(false);
    say({ text: problem ?? "Saved as look-ups.csv." });
  }
  const filtered = memberId !== "" || email !== "";
  return (
    <>
      <p className="settings-note">Kept 90 days at most. Admins read it; reps are told that it is kept.</p>
      <form className="form" data-inline onSubmit={search} style={{ marginBottom: 20 }}>
        <SelectField
          label="Who looked"
          value={memberId}
          options={[
            { value: "", label: "Everybody" },
            ...(members.data?.items.map(({ id, name }) => ({ value: id, label: name })) ?? []),
          ]}
          onChange={setMemberId}
        />
        <TextField label="At whom, by e-mail" value={text} onChange={setText} data-search />
        <Button type="submit">Filter</Button>
        <Button onClick={save} aria-busy={saving}>
          Save as CSV
        </Button>
      </form>
      <Answer query={lookUps}>
        {(pages) => {
          const items = pages.flatMap((page) => page.items);
          return (
            <>
              <RowList
                title="Look-ups"
                empty={
                  items.length === 0 &&
                  (filtered ? (
                    <>
                      Nothing matches.{" "}
                      <Button
                        look="text"
                        onClick={() => {
                          setMemberId("");
                          setText("");
                          setEmail("");
                        }}
                      >
                        Clear filters
                      </Button>
                    </>
                  ) : (
                    "Nobody looked anybody up yet."
                  ))
                }
              >
                {items.map((one) => (
                  <Row
                    key={one.id}
                    title={
                      <>
                        <OutsideText>{one.member.name}</OutsideText> looked at{" "}
                        <OutsideText>{one.person?.name ?? one.email ?? "nobody who is known"}</OutsideText>
                      </>
                    }
                    note={[HOW[one.by], one.record, one.person?.name ? one.email : ""]
                      .filter(Boolean)
                      .join(" · ")}
                    facts={momentWords(one.at, clock)}
                  />
                ))}
              </RowList>
              <ShowMore pages={lookUps} />
            </>
          );
        }}
      </Answer>
    </>
  );
}
