import { type FormEvent, useState } from "react";
import type { Claim } from "../../../lib/contract/claim.ts";
import type { usePublishClaim } from "../../../lib/desk/claims/use-publish-claim.ts";
import { useNotice } from "../../../lib/desk/notice.ts";
import { Button } from "../../ui/button.tsx";
import { Checkbox } from "../../ui/checkbox.tsx";
import { TextField } from "../../ui/text-field.tsx";

interface PublishFormProps {
  claim: Claim;
  /** Of the version that this becomes. */
  number: number;
  /** Nothing differs from what reps see. */
  unchanged: boolean;
  /** Two drafts stand against each other. */
  undecided: boolean;
  publishing: ReturnType<typeof usePublishClaim>;
  /** Says what is missing where something is. */
  canPublish: () => boolean;
  onDone: () => void;
}

/** What changed, and out. */
export function PublishForm({
  claim,
  number,
  unchanged,
  undecided,
  publishing,
  canPublish,
  onDone,
}: PublishFormProps) {
  const notice = useNotice();
  const first = number === 1;
  const [whatChanged, setWhatChanged] = useState(first ? "First version" : "");
  const [unsaid, setUnsaid] = useState(false);
  const [compare, setCompare] = useState(false);
  const running = claim.comparing;
  function publish(event: FormEvent) {
    event.preventDefault();
    if (undecided) return notice({ text: "Choose first which of the two drafts is kept." });
    if (unchanged) return notice({ text: "Nothing has changed since it was published." });
    const said = whatChanged.trim();
    setUnsaid(said === "");
    if (!canPublish() || said === "") return;
    void publishing.publish(said, compare && !first && !running, onDone);
  }
  return (
    <form className="publish-form" aria-label={`Publish version ${number}`} noValidate onSubmit={publish}>
      {publishing.problem && (
        <p className="part-problem" role="alert">
          Not published: {publishing.problem}
        </p>
      )}
      <TextField
        label="What changed"
        placeholder="A range and a plan instead of one number"
        hint="Whose feedback it answers reads this beside your answer."
        value={whatChanged}
        onChange={setWhatChanged}
        maxLength={400}
        error={unsaid ? "Say what changed." : undefined}
      />
      {!first &&
        (running ? (
          <p className="small-text">
            It is being compared already. Stop that first to compare version {number} with what there is.
          </p>
        ) : (
          <Checkbox
            label={`Compare with version ${number - 1}: each fitting lead sees one of them, by chance`}
            checked={compare}
            onChange={setCompare}
          />
        ))}
      <div className="form-buttons">
        <Button type="submit" look={unchanged ? "outlined" : "filled"} aria-busy={publishing.busy}>
          {publishing.busy ? "Publishing…" : `Publish version ${number}`}
        </Button>
      </div>
    </form>
  );
}
