import { useEffect, useRef, useState } from "react";
import type { CompanyPolicy, Connection } from "../../lib/bridge/messages.ts";
import type { Failure } from "../../lib/bridge/result.ts";
import { Button } from "../ui/button.tsx";
import { TextField } from "../ui/text-field.tsx";
import { ByCompany } from "./by-company.tsx";

interface ConnectFormProps {
  connection: Connection;
  policy: CompanyPolicy;
  /** Whether what was typed so far adds a device of somebody who is a member already. */
  addsDevice: (link: string) => boolean;
  /** It comes in place of a card that had the keyboard. */
  focused: boolean;
  connect: (link: string, name: string) => Promise<Failure | undefined>;
  /** Forgets the account at a Leadside that the policy does not allow. */
  onForget: () => Promise<void>;
}

type Problem = { field: "link" | "name" | "form"; words: string };

/** The one link, of an invitation or of another device, and how marketing will know the rep. */
export function ConnectForm({
  connection,
  policy,
  addsDevice,
  focused,
  connect,
  onForget,
}: ConnectFormProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (focused) heading.current?.focus();
  }, [focused]);
  const [link, setLink] = useState("");
  const [name, setName] = useState("");
  const [problem, setProblem] = useState<Problem>();
  const [busy, setBusy] = useState(false);
  const { hub, noHub } = policy;
  // Who adds a device is known by name already.
  const needsName = !addsDevice(link);

  async function submit() {
    const missing = missingWords(link, name, hub !== undefined, needsName);
    setProblem(missing);
    if (missing || busy) return;
    setBusy(true);
    const failure = await connect(link.trim(), name.trim());
    setBusy(false);
    if (failure) setProblem({ field: fieldOf(failure), words: failure.message });
  }

  return (
    <section className="card" aria-labelledby="connect">
      <h1 id="connect" ref={heading} tabIndex={-1}>
        Connect
      </h1>
      {hub && (
        <p className="card-note">
          Your company's Leadside: {hub} <ByCompany />
        </p>
      )}
      {connection.state === "signed_out" && (
        <p className="card-note">
          Your team's Leadside no longer knows this browser. A new link connects it again.
        </p>
      )}
      {noHub && (
        <p className="card-note">
          Your company's policy names its Leadside in a way that is of no use, so this browser connects to
          none. Ask your IT department. <ByCompany />
        </p>
      )}
      {connection.elsewhere && (
        <>
          <p className="card-note">
            This browser was connected to {connection.elsewhere}, which your company's policy does not allow.
            Nothing is asked or sent there any more.
            {hub && ` Ask your admin for an invitation to ${hub}.`}
          </p>
          <div className="card-buttons">
            <Button onClick={() => void onForget()}>Forget {connection.elsewhere}</Button>
          </div>
        </>
      )}
      {!noHub && (
        <form
          className="card-form"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            void submit();
          }}
        >
          <TextField
            label="Invitation link"
            value={link}
            onChange={(value) => {
              setLink(value);
              setProblem(undefined);
            }}
            hint={
              hub
                ? "From the mail or message your admin sent, or the code at its end. Or the code that another device of yours shows."
                : "From the mail or message your admin sent; it works once, for seven days. Or from another device of yours."
            }
            error={problem?.field === "link" ? problem.words : undefined}
          />
          {needsName && (
            <TextField
              label="Your name"
              autoComplete="name"
              value={name}
              onChange={(value) => {
                setName(value);
                setProblem(undefined);
              }}
              hint="Your team sees it beside what you tell marketing."
              error={problem?.field === "name" ? problem.words : undefined}
            />
          )}
          <Button look="filled" type="submit" aria-busy={busy}>
            {busy ? "Connecting…" : "Connect"}
          </Button>
          {problem?.field === "form" && <p role="alert">{problem.words}</p>}
        </form>
      )}
    </section>
  );
}

/** Where what went wrong is said: the invitation's faults at the link, the network's at neither field. */
function fieldOf({ hubCode }: Failure): Problem["field"] {
  if (hubCode === "no_name") return "name";
  return hubCode === "not_an_invitation" || hubCode?.startsWith("invite_") ? "link" : "form";
}

function missingWords(
  link: string,
  name: string,
  codeIsEnough: boolean,
  needsName: boolean,
): Problem | undefined {
  if (!link.trim()) {
    const what = codeIsEnough ? "invitation link, or its code," : "invitation link";
    return { field: "link", words: `Paste the ${what} here.` };
  }
  if (needsName && !name.trim()) return { field: "name", words: "Say your name." };
  return undefined;
}
