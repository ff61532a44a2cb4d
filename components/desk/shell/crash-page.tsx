import "./shell.css";
import { type ErrorComponentProps, useRouter } from "@tanstack/react-router";
import { PageGone } from "../../../lib/desk/page-gone.ts";
import { Note } from "./note.tsx";
import { Page } from "./page.tsx";

/** An error of ours in one page: the way to the others stays, and so does what was typed elsewhere. */
export function CrashPage({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  if (error instanceof PageGone) return <GonePage />;
  return (
    <Page title="Something went wrong">
      <Note
        title="This page broke off"
        text={`That is a fault of Leadside, not yours. Trying again often helps; else tell whoever runs it: ${String(error).slice(0, 200)}`}
        action="Try again"
        onAction={() => {
          reset();
          router.invalidate();
        }}
      />
    </Page>
  );
}

function GonePage() {
  return (
    <Page title="This page did not come">
      <Note
        title="Reload to go on"
        text="Leadside may have been updated since this tab was opened, or your network is away."
        action="Reload"
        onAction={() => window.location.reload()}
      />
    </Page>
  );
}
