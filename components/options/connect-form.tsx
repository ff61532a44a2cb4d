import { useState } from "react";
import type { Failure } from "../../lib/bridge/result.ts";
import { Button } from "../ui/button.tsx";
import { TextField } from "../ui/text-field.tsx";

interface ConnectFormProps {
  /** Connected before, and no longer known there. */
  signedOut: boolean;
  connect: (link: string, name: string) => Promise<Failure | undefined>;
}

type Problem = { field: "link" | "name" | "form"; words: string };

/** The one invitation link, and how marketing will know the rep. */
export function ConnectForm({ signedOut, connect }: ConnectFormProps) {
  const [link, setLink] = useState("");
  const [name, setName] = useState("");
  const [problem, setProblem] = useState<Problem>();
  const [busy, setBusy] = useState(false);

  async function submit() {
    const missing = missingWords(link, name);
    setProblem(missing);
    if (missing || busy) return;
    setBusy(true);
    const failure = await connect(link.trim(), name.trim());
    setBusy(false);
    if (failure) setProblem({ field: fieldOf(failure), words: failure.message });
  }

  return (
    <section className="card" aria-labelledby="connect">
      <h1 id="connect">Connect</h1>
      {signedOut && (
        <p className="card-note">
          Your team's Leadside no longer knows this browser. A new link connects it again.
        </p>
      )}
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
          hint="From the mail or message your admin sent. It works once, for seven days."
          error={problem?.field === "link" ? problem.words : undefined}
        />
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
        <Button look="filled" type="submit" aria-busy={busy}>
          {busy ? "Connecting…" : "Connect"}
        </Button>
        {problem?.field === "form" && <p role="alert">{problem.words}</p>}
      </form>
    </section>
  );
}

/** Where what went wrong is said: the invitation's faults at the link, the network's at neither field. */
function fieldOf({ hubCode }: Failure): Problem["field"] {
  if (hubCode === "no_name") return "name";
  return hubCode === "not_an_invitation" || hubCode?.startsWith("invite_") ? "link" : "form";
}

function missingWords(link: string, name: string): Problem | undefined {
  if (!link.trim()) return { field: "link", words: "Paste the invitation link here." };
  if (!name.trim()) return { field: "name", words: "Say your name." };
  return undefined;
}
