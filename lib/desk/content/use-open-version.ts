import { useState } from "react";
import { callHub, HubError } from "../call-hub.ts";

/** Shows a version in a tab of its own, at a short-lived address of the links' host. */
export function useOpenVersion() {
  const [problem, setProblem] = useState<string>();
  const open = async (versionId: string): Promise<void> => {
    setProblem(undefined);
    // In the click itself: later the browser would take it for an advertisement.
    const tab = window.open("about:blank", "_blank");
    if (tab) tab.opener = null;
    try {
      const { url } = await callHub("openVersion", { versionId, what: "original" });
      if (tab) tab.location.replace(url);
      else setProblem("Your browser does not let this page open a tab. Allow it, and press again.");
    } catch (error) {
      tab?.close();
      setProblem(error instanceof HubError ? error.message : "It could not be opened. Try again.");
    }
  };
  return { open, problem };
}
