import "./today.css";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { TodayReply } from "../../../lib/contract/today.ts";
import { inviteMessage, type Step, setUpSteps } from "../../../lib/desk/set-up-steps.ts";
import { useMay, useMember } from "../../../lib/desk/use-me.ts";
import { Icon } from "../../ui/icon.tsx";
import { CopyTextButton } from "../shell/copy-text-button.tsx";

/** A new hub: three numbered steps, one primary button. Done ones stay with their result until all three are. */
export function FirstSteps({ setUp }: { setUp: TodayReply["setUp"] }) {
  const member = useMember();
  const mayInvite = useMay("manageMembers");
  const steps = setUpSteps(setUp);
  const first = steps.find(({ done }) => !done)?.name;
  const look = (step: Step) => (step.name === first ? "filled" : "outlined");
  const [admin] = setUp.admins;

  const act: Record<Step["name"], (step: Step) => ReactNode> = {
    people: (step) => (
      <Link to="/people/import" className="button" data-look={look(step)}>
        Choose a CSV
      </Link>
    ),
    content: (step) => (
      <Link to="/content" className="button" data-look={look(step)}>
        Add content
      </Link>
    ),
    reps: (step) =>
      mayInvite ? (
        <Link to="/settings/$page" params={{ page: "members" }} className="button" data-look={look(step)}>
          Invite
        </Link>
      ) : (
        admin && (
          <CopyTextButton
            label={`Copy a message to ${admin.name.split(" ", 1)[0]}`}
            text={inviteMessage(admin.name, member.name)}
          />
        )
      ),
  };
  return (
    <section className="steps" aria-labelledby="first-steps">
      <h2 id="first-steps">
        {setUp.sources === 0 ? "Useful today, with nothing connected" : "Three steps that make it useful"}
      </h2>
      <p className="steps-lead">Each step shows in the reps’ panel at once.</p>
      <ol>
        {steps.map((step, n) => (
          <li key={step.name} className="step" data-done={step.done || undefined}>
            <span className="step-number">
              {step.done ? (
                <>
                  <Icon name="check" />
                  <span className="visually-hidden">Done</span>
                </>
              ) : (
                n + 1
              )}
            </span>
            <div>
              <h3>{step.title}</h3>
              <p>{step.done ? step.result : wordsOf(step, mayInvite, admin?.name)}</p>
            </div>
            {!step.done && act[step.name](step)}
          </li>
        ))}
      </ol>
      {setUp.sources === 0 && (
        <p className="steps-later">
          Later, an admin can connect the website, webinars or mail under Settings. What people do then
          appears beside every lead.
        </p>
      )}
    </section>
  );
}

function wordsOf(step: Step, mayInvite: boolean, admin: string | undefined): string {
  if (step.name !== "reps" || mayInvite) return step.words;
  return `Only an admin can invite.${admin === undefined ? "" : ` Yours is ${admin}.`}`;
}
