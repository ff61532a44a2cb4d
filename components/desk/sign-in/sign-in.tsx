import "./sign-in.css";
import "../shell/shell.css";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, type ReactNode, useEffect, useState } from "react";
import type { ReplyOf } from "../../../lib/contract/endpoints.ts";
import { callHub, type HubError } from "../../../lib/desk/call-hub.ts";
import { codeOf } from "../../../lib/desk/code-of.ts";
import { signInName } from "../../../lib/desk/sign-in-name.ts";
import { useHubWrite } from "../../../lib/desk/use-hub.ts";
import { BrandMark } from "../../ui/brand-mark.tsx";
import { Button } from "../../ui/button.tsx";
import { TextField } from "../../ui/text-field.tsx";

interface SignInProps {
  /** Of the link that was opened; undefined: none was. */
  code: string | undefined;
  onCode: (code: string | undefined) => void;
  onSignedIn: () => void;
}

/**
 * The one way into the desk: a link or code that works once. Opening the link uses nothing up, since scanners open
 * every link; the button does.
 */
export function SignIn({ code, onCode, onSignedIn }: SignInProps) {
  useEffect(() => {
    document.title = "Sign in · Leadside";
  }, []);
  const kind = useQuery<ReplyOf<"codeKind">, HubError>({
    queryKey: ["codeKind", code],
    queryFn: () => callHub("codeKind", { code: code ?? "" }),
    enabled: code !== undefined,
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (code === undefined || kind.error) return <AskForCode problem={kind.error?.message} onCode={onCode} />;
  if (!kind.data) {
    return (
      <Card title="One moment">
        <p className="sign-in-lead" role="status">
          Reading your link…
        </p>
      </Card>
    );
  }
  return <UseCode code={code} kind={kind.data} onSignedIn={onSignedIn} onOther={() => onCode(undefined)} />;
}

function Card({ title, children }: { title: string; children: ReactNode }) {
  return (
    <main className="sign-in">
      <div className="sign-in-card">
        <p className="sign-in-brand">
          <BrandMark />
          Leadside
        </p>
        <h1>{title}</h1>
        {children}
      </div>
    </main>
  );
}

function AskForCode({ problem, onCode }: { problem: string | undefined; onCode: SignInProps["onCode"] }) {
  const [text, setText] = useState("");
  function go(event: FormEvent) {
    event.preventDefault();
    const code = codeOf(text);
    if (code !== "") onCode(code);
  }
  return (
    <Card title="Sign in">
      <p className="sign-in-lead">
        You are signed out, or new here. What you had open comes back afterwards.
      </p>
      <form onSubmit={go}>
        <TextField label="Link or code" value={text} onChange={setText} error={problem} autoFocus />
        <Button type="submit" look="filled" disabled={codeOf(text) === ""}>
          Go on
        </Button>
      </form>
      <section className="sign-in-help" aria-labelledby="where-from">
        <h2 id="where-from">Where to get one</h2>
        <ul>
          <li>
            From a connected browser: Leadside's options, Add a device, or at the desk, Settings, My sign-ins.
          </li>
          <li>From an admin: an invitation, or under Settings, Members, a sign-in link.</li>
          <li>
            Nobody can sign in any more? Whoever runs Leadside makes one on its machine:
            <code>npm run leadside -- sign-in-link --email you@company.example</code>
          </li>
        </ul>
      </section>
    </Card>
  );
}

interface UseCodeProps {
  code: string;
  kind: ReplyOf<"codeKind">;
  onSignedIn: () => void;
  onOther: () => void;
}

function UseCode({ code, kind, onSignedIn, onOther }: UseCodeProps) {
  const [name, setName] = useState(kind.name ?? "");
  const [email, setEmail] = useState(kind.email ?? "");
  const open = useHubWrite("openSession");
  const setUp = kind.kind === "set_up";
  const asksName = setUp || kind.kind === "invitation";
  function signIn(event: FormEvent) {
    event.preventDefault();
    open.mutate(
      {
        code,
        device: signInName(),
        ...(asksName ? { name } : {}),
        ...(setUp ? { email } : {}),
      },
      { onSuccess: onSignedIn },
    );
  }
  const ready = (!asksName || name.trim() !== "") && (!setUp || email.trim() !== "");
  return (
    <Card title={setUp ? "Set Leadside up" : asksName ? "You are invited" : "Sign in"}>
      <p className="sign-in-lead">{leadWords(kind)}</p>
      <form onSubmit={signIn}>
        {asksName && (
          <TextField label="Your name" value={name} onChange={setName} autoComplete="name" autoFocus />
        )}
        {setUp && (
          <TextField
            label="Your e-mail"
            type="email"
            value={email}
            onChange={setEmail}
            autoComplete="email"
            hint="You become the first admin. Colleagues see your name and address."
          />
        )}
        {open.error && (
          <p className="sign-in-problem" role="alert">
            {open.error.message}
          </p>
        )}
        <Button
          type="submit"
          look="filled"
          disabled={!ready}
          aria-busy={open.isPending}
          autoFocus={!asksName}
        >
          {setUp ? "Set up" : asksName ? "Join" : "Sign in"}
        </Button>
        {open.error && (
          <Button look="text" onClick={onOther}>
            Use another link or code
          </Button>
        )}
      </form>
    </Card>
  );
}

function leadWords({ kind, email, name, role }: ReplyOf<"codeKind">): string {
  if (kind === "set_up") return "Nobody is a member yet. Whoever goes on here becomes the first admin.";
  if (kind === "invitation") {
    return `As ${role ?? "member"}, for ${email ?? "the address that it was made for"}. The invitation works once.`;
  }
  const who = name ?? email;
  return `${who ? `As ${who}. ` : ""}You stay signed in on this browser for 30 days, or until you sign out.`;
}
