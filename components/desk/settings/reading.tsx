import "../shell/form.css";
import { type FormEvent, useState } from "react";
import type { ReplyOf } from "../../../lib/contract/endpoints.ts";
import { useNotice } from "../../../lib/desk/notice.ts";
import { useHub, useHubWrite } from "../../../lib/desk/use-hub.ts";
import { useMay } from "../../../lib/desk/use-me.ts";
import { Button } from "../../ui/button.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { Answer } from "../shell/answer.tsx";

type Settings = ReplyOf<"readingSettings">;
type Tracking = Exclude<Settings["tracking"], "unknown">;

const CHOICES: readonly { value: Tracking; label: string; note: string }[] = [
  { value: "person", label: "Per person", note: "Who was sent the link sees what was read, page by page." },
  { value: "counts", label: "Counts only", note: "How often and how far, of all readers together." },
  { value: "off", label: "Off", note: "Only that a link was opened." },
];

/** What is noted of readers; the reader's page says which. */
export function Reading() {
  const settings = useHub("readingSettings", undefined);
  return (
    <Answer query={settings}>
      {(reply) => <ReadingForm key={JSON.stringify(reply)} settings={reply} />}
    </Answer>
  );
}

function ReadingForm({ settings }: { settings: Settings }) {
  const say = useNotice();
  const may = useMay("protectPeople");
  const [tracking, setTracking] = useState(settings.tracking);
  const [company, setCompany] = useState(settings.companyName);
  const change = useHubWrite("changeReadingSettings", ["readingSettings"]);
  function save(event: FormEvent) {
    event.preventDefault();
    change.mutate(
      { companyName: company.trim(), ...(tracking === "unknown" ? {} : { tracking }) },
      { onSuccess: () => say({ text: "Saved. It holds for what is opened from now on." }) },
    );
  }
  return (
    <form onSubmit={save}>
      <fieldset className="choices" disabled={!may}>
        <legend>What is noted of who opens a link</legend>
        {CHOICES.map(({ value, label, note }) => (
          <label key={value} className="choice">
            <input
              type="radio"
              name="tracking"
              value={value}
              checked={tracking === value}
              onChange={() => setTracking(value)}
            />
            <span>{label}</span>
            <small>{note}</small>
          </label>
        ))}
      </fieldset>
      {may ? (
        <div className="form">
          <TextField
            label="How the reader calls your company"
            value={company}
            onChange={setCompany}
            maxLength={120}
            error={change.error?.message}
          />
          <Button
            type="submit"
            aria-busy={change.isPending}
            disabled={tracking === settings.tracking && company.trim() === settings.companyName}
          >
            Save
          </Button>
        </div>
      ) : (
        <p className="settings-note">An admin can change it.</p>
      )}
      <p className="settings-note" style={{ marginTop: 20 }}>
        Cookies are never set on readers, and their network addresses are kept only as hashes whose key
        changes each day.
        {!settings.mail &&
          " No mail can be sent, so a link cannot be limited to one address: whoever runs Leadside sets LEADSIDE_SMTP_URL."}
        {settings.linksAreLocal &&
          " Links point at this machine, so a prospect cannot open them: whoever runs Leadside sets LEADSIDE_LINKS_URL."}
      </p>
    </form>
  );
}
