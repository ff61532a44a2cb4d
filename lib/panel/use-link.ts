import { useEffect, useState } from "react";
import type { Target } from "../bridge/messages.ts";
import type { PanelLink } from "../bridge/panel-link.ts";
import type { Failure } from "../bridge/result.ts";

export interface Linked {
  /** Undefined until the locator spoke. */
  target: Target | null | undefined;
  /** The rep can see the panel: it is unfolded, and its tab is in front. */
  visible: boolean;
  inert: Failure | undefined;
}

/** What the locator tells, as state. */
export function useLink(link: PanelLink): Linked {
  const [target, setTarget] = useState<Target | null>();
  const [shown, setShown] = useState(true);
  const [inert, setInert] = useState<Failure>();
  const [tabInFront, setTabInFront] = useState(() => document.visibilityState === "visible");

  useEffect(() => {
    const hear = () => setTabInFront(document.visibilityState === "visible");
    document.addEventListener("visibilitychange", hear);
    return () => document.removeEventListener("visibilitychange", hear);
  }, []);

  useEffect(() => {
    let listening = true;
    void link.org.then((org) => {
      if (listening && !org.ok) setInert(org.error);
    });
    const hearTarget = (next: Target | null) => {
      setTarget(next);
      // Our locator spoke after all.
      setInert(undefined);
    };
    const stops = [link.onTarget(hearTarget), link.onShown(setShown)];
    return () => {
      listening = false;
      for (const stop of stops) stop();
    };
  }, [link]);

  return { target, visible: shown && tabInFront, inert };
}
