import type { Claim } from "../../../lib/contract/claim.ts";
import type { RequestOf } from "../../../lib/contract/endpoints.ts";
import { useNotice } from "../../../lib/desk/notice.ts";
import { useHubWrite } from "../../../lib/desk/use-hub.ts";
import { Button } from "../../ui/button.tsx";
import { OwnerField } from "../content/asset/owner-field.tsx";
import { TitleField } from "../content/asset/title-field.tsx";

type Change = Omit<RequestOf<"changeClaim">, "id">;

/** What is said of a talking point; each change is kept at once and can be taken back. */
export function ClaimAbout({ claim }: { claim: Claim }) {
  const notice = useNotice();
  const change = useHubWrite("changeClaim", ["claim", "claims", "today"]);
  const save = (next: Change, before: Change, text: string) =>
    change.mutate(
      { id: claim.id, ...next },
      { onSuccess: () => notice({ text, undo: () => change.mutate({ id: claim.id, ...before }) }) },
    );
  const retired = claim.retiredAt !== null;
  return (
    <section className="work-part" aria-labelledby="about">
      <div className="part-head" data-line>
        <h2 id="about" className="part-title">
          About
        </h2>
      </div>
      <div className="fields">
        <TitleField
          title={claim.title}
          label="Title"
          onSave={(title) => save({ title }, { title: claim.title }, `Called “${title}” from now on.`)}
        />
        <OwnerField owner={claim.owner} onSave={save} />
      </div>
      {change.error && (
        <p className="part-problem" role="alert">
          {change.error.message}
        </p>
      )}
      <div className="part-buttons">
        <Button
          onClick={() =>
            save(
              { retired: !retired },
              { retired },
              retired ? "Reps see it again." : "Retired: no rep sees it any more.",
            )
          }
        >
          {retired ? "Restore" : "Retire"}
        </Button>
        <span className="small-text">
          {retired
            ? "No rep sees it. What was said of it stays."
            : "Then no rep sees it any more. What was said of it stays."}
        </span>
      </div>
    </section>
  );
}
