import "../shell/form.css";
import { type FormEvent, useState } from "react";
import type { ReplyOf } from "../../../lib/contract/endpoints.ts";
import { deletedWords } from "../../../lib/desk/deleted-words.ts";
import {
  daysOf,
  isDays,
  kindsChange,
  type RetentionField,
  type TypedKinds,
} from "../../../lib/desk/retention-days.ts";
import { useClock } from "../../../lib/desk/use-clock.ts";
import { useHub, useHubWrite } from "../../../lib/desk/use-hub.ts";
import { momentWords } from "../../../lib/panel/time-words.ts";
import { Button } from "../../ui/button.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { Answer } from "../shell/answer.tsx";
import { RetentionKinds } from "./retention-kinds.tsx";

type Reply = ReplyOf<"retention">;
const FIELDS = [
  ["touchpoints", "Touchpoints", "What people did. Empty: for ever."],
  ["rawEvents", "Events as they came", "With them the meaning can be derived again. Empty: for ever."],
  ["rejectedEvents", "Rejected events", "Empty: for ever."],
  ["conflictingEvents", "Conflicting events", "Empty: for ever."],
  ["lookUps", "Look-ups", "90 days at most."],
  ["readings", "Who opened links", "And what pages they looked at. Empty: for ever."],
] as const satisfies readonly (readonly [RetentionField, string, string])[];

/** How long each kind of data is kept; what would go is shown before anything does. */
export function RetentionSettings() {
  const retention = useHub("retention", undefined);
  return (
    <Answer query={retention}>
      {(reply) => <RetentionForm key={JSON.stringify(reply.retention)} reply={reply} />}
    </Answer>
  );
}

function RetentionForm({ reply }: { reply: Reply }) {
  const clock = useClock();
  const { retention, last } = reply;
  const [days, setDays] = useState<Record<RetentionField, string>>(() => ({
    touchpoints: String(retention.touchpoints ?? ""),
    rawEvents: String(retention.rawEvents ?? ""),
    rejectedEvents: String(retention.rejectedEvents ?? ""),
    conflictingEvents: String(retention.conflictingEvents ?? ""),
    lookUps: String(retention.lookUps),
    readings: String(retention.readings ?? ""),
  }));
  const [kinds, setKinds] = useState<TypedKinds>(() =>
    Object.fromEntries(
      Object.entries(retention.touchpointKinds).map(([kind, days]) => [kind, String(days ?? "")]),
    ),
  );
  const preview = useHubWrite("changeRetention");
  const change = useHubWrite("changeRetention", ["retention"]);
  const changed = FIELDS.filter(([field]) => days[field].trim() !== String(retention[field] ?? ""));
  const wrong =
    FIELDS.some(([field]) => !isDays(days[field], field)) ||
    Object.values(kinds).some((text) => !isDays(text, "touchpoints"));
  const touchpointKinds = wrong ? {} : kindsChange(retention.touchpointKinds, kinds);
  const kindsChanged = Object.keys(touchpointKinds).length > 0;
  const said = {
    ...Object.fromEntries(changed.map(([field]) => [field, daysOf(days[field])])),
    ...(kindsChanged ? { touchpointKinds } : {}),
  };
  const would = preview.data?.wouldDelete;
  const problem = preview.error ?? change.error;
  function look(event: FormEvent) {
    event.preventDefault();
    preview.mutate({ ...said, preview: true });
  }
  return (
    <form onSubmit={look}>
      <p className="settings-note">
        In days. Applied once a day.
        {last && ` Last ${momentWords(last.at, clock)}: ${deletedWords(last.deleted)}.`}
      </p>
      <div className="retention-rows">
        {FIELDS.map(([field, label, hint]) => (
          <TextField
            key={field}
            label={label}
            inputMode="numeric"
            hint={hint}
            value={days[field]}
            error={isDays(days[field], field) ? undefined : "A whole number of days."}
            onChange={(text) => {
              preview.reset();
              setDays({ ...days, [field]: text });
            }}
          />
        ))}
      </div>
      <RetentionKinds
        typed={kinds}
        onChange={(typed) => {
          preview.reset();
          setKinds(typed);
        }}
      />
      {problem && (
        <p className="form-problem" role="alert">
          {problem.message}
        </p>
      )}
      {would ? (
        <div className="secret" role="status">
          <p>
            {would.some(({ rows }) => rows > 0)
              ? `With this, the next run deletes for good: ${deletedWords(would)}.`
              : "With this, nothing is old enough to go today."}
          </p>
          <div className="secret-buttons">
            <Button aria-busy={change.isPending} onClick={() => change.mutate(said)}>
              Keep so long from now on
            </Button>
            <Button look="text" onClick={() => preview.reset()}>
              Leave it
            </Button>
          </div>
        </div>
      ) : (
        <Button
          type="submit"
          disabled={(changed.length === 0 && !kindsChanged) || wrong}
          aria-busy={preview.isPending}
        >
          See what would go
        </Button>
      )}
    </form>
  );
}
