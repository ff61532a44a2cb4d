import type { z } from "zod";
import type { Author } from "../../../../lib/contract/person.ts";
import type { HubError } from "../../../../lib/desk/call-hub.ts";
import { dateWords, dueWords, EVERY, everyWords } from "../../../../lib/desk/content/asset-words.ts";
import { useNotice } from "../../../../lib/desk/notice.ts";
import { useMember } from "../../../../lib/desk/use-me.ts";
import { ownZone } from "../../../../lib/panel/time-words.ts";
import { useNow } from "../../../../lib/panel/use-now.ts";
import { Button } from "../../../ui/button.tsx";
import { SelectField } from "../select-field.tsx";

const DAY_MS = 24 * 3_600_000;

interface VerifiedProps {
  verified: {
    verifiedAt: string | null;
    verifiedUntil: string | null;
    verifiedBy: z.infer<typeof Author> | null;
    verifyEveryDays: number | null;
  };
  busy: boolean;
  error: HubError | null;
  /** It is still right. */
  onVerify: (onDone: () => void) => void;
  /** How often somebody has to look again; null: never. */
  onEvery: (days: number | null) => void;
}

/** Who said last that it is right, until when that holds, and the word that it still is. */
export function Verified({ verified, busy, error, onVerify, onEvery }: VerifiedProps) {
  const now = useNow(true);
  const clock = { now, zone: ownZone() };
  const member = useMember();
  const notice = useNotice();
  const { verifiedAt, verifiedUntil, verifiedBy, verifyEveryDays } = verified;
  const due = dueWords(verifiedUntil, clock);
  const by = verifiedBy?.memberId === member.id ? "you" : (verifiedBy?.name ?? "somebody who left");
  const next = verifyEveryDays && new Date(now.getTime() + verifyEveryDays * DAY_MS).toISOString();
  return (
    <section className="work-part" aria-labelledby="verified">
      <div className="part-head" data-line>
        <h2 id="verified" className="part-title">
          Verified{" "}
          {due && (
            <span className="part-due" data-tone={due.tone}>
              {due.text}
            </span>
          )}
        </h2>
      </div>
      <p>
        {verifiedAt
          ? `By ${by} on ${dateWords(verifiedAt, clock)}${verifiedUntil ? `, again by ${dateWords(verifiedUntil, clock)}` : ""}.`
          : "Nobody has said yet that it is right."}
        {due?.tone === "late" && verifiedAt && (
          <span className="quiet-text">
            {" "}
            Reps see “last verified {dateWords(verifiedAt, clock)}” until you confirm.
          </span>
        )}
      </p>
      <div className="part-buttons">
        <Button
          aria-busy={busy}
          onClick={() =>
            onVerify(() => notice({ text: next ? `Right until ${dateWords(next, clock)}.` : "Noted." }))
          }
        >
          {`${verifiedAt ? "Still right" : "It is right"}${next ? ` until ${dateWords(next, clock)}` : ""}`}
        </Button>
        <SelectField
          label="Asked again"
          value={String(verifyEveryDays ?? "")}
          options={[
            ...EVERY.map(({ days, words }) => ({ value: String(days), label: words })),
            ...(verifyEveryDays && !EVERY.some(({ days }) => days === verifyEveryDays)
              ? [{ value: String(verifyEveryDays), label: everyWords(verifyEveryDays) }]
              : []),
            { value: "", label: everyWords(null) },
          ]}
          onChange={(value) => onEvery(value === "" ? null : Number(value))}
        />
      </div>
      {error && (
        <p className="part-problem" role="alert">
          {error.message}
        </p>
      )}
    </section>
  );
}
