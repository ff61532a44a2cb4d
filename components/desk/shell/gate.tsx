import "./shell.css";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { keepPlace } from "../../../lib/desk/return-to.ts";
import { useMe } from "../../../lib/desk/use-me.ts";
import { SignIn } from "../sign-in/sign-in.tsx";
import { Shell } from "./shell.tsx";
import { WholePage } from "./whole-page.tsx";

/** Lets members in; everybody else is told how to get in, and finds the same page again afterwards. */
export function Gate() {
  const me = useMe();
  const client = useQueryClient();
  const [code, setCode] = useState<string>();
  const signedOut = me.data === null;
  useEffect(() => {
    if (signedOut) keepPlace(window.location.pathname + window.location.search);
  }, [signedOut]);
  if (me.data) return <Shell member={me.data} />;
  if (signedOut) {
    return <SignIn code={code} onCode={setCode} onSignedIn={() => client.invalidateQueries()} />;
  }
  if (me.error) {
    return (
      <WholePage
        title={me.error.code === "out_of_reach" ? "Leadside is out of reach" : "That did not work"}
        text={
          me.error.code === "out_of_reach"
            ? "It may be starting again, or your network is away."
            : me.error.message
        }
        action="Try again"
        onAction={() => me.refetch()}
      />
    );
  }
  return <WholePage title="Opening Leadside…" />;
}
