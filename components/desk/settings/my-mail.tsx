import type { DIGESTS } from "../../../lib/contract/notice.ts";
import { useNotice } from "../../../lib/desk/notice.ts";
import { useHub, useHubWrite } from "../../../lib/desk/use-hub.ts";
import { useMay } from "../../../lib/desk/use-me.ts";
import { Answer } from "../shell/answer.tsx";

type Digest = (typeof DIGESTS)[number];

const CHOICES: Record<Digest, { label: string; note: string }> = {
  daily: { label: "Every day", note: "At eight in the morning, where something is new." },
  weekly: { label: "Every Monday", note: "All of the week before in one mail." },
  off: { label: "Never", note: "What is new stands in the panel, in the popup and at the desk." },
};

/** How often I get a digest by mail. */
export function MyMail() {
  const say = useNotice();
  const writes = useMay("answerFeedback");
  const settings = useHub("digestSettings", undefined);
  const change = useHubWrite("changeDigest", ["digestSettings"]);
  return (
    <Answer query={settings}>
      {({ digest, mail, email }) => (
        <>
          {!mail && (
            <p className="settings-note">
              No mail can be sent now: whoever runs Leadside sets LEADSIDE_SMTP_URL. What you choose here
              holds from then on.
            </p>
          )}
          <fieldset className="choices">
            <legend>
              {writes
                ? "What came in, what waits for you, and what came of it, by mail"
                : "What came of your feedback, by mail"}
            </legend>
            {(["daily", "weekly", "off"] as const).map((value) => (
              <label key={value} className="choice">
                <input
                  type="radio"
                  name="digest"
                  value={value}
                  checked={(change.isPending ? change.variables.digest : digest) === value}
                  onChange={() =>
                    change.mutate({ digest: value }, { onSuccess: () => say({ text: "Saved." }) })
                  }
                />
                <span>{CHOICES[value].label}</span>
                <small>{CHOICES[value].note}</small>
              </label>
            ))}
          </fieldset>
          {change.error && (
            <p className="form-problem" role="alert">
              {change.error.message}
            </p>
          )}
          <p className="settings-note">
            To {email}. Each mail has a link that ends them, which needs no signing in.
          </p>
        </>
      )}
    </Answer>
  );
}
