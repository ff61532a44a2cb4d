import { QueryClientProvider } from "@tanstack/react-query";
import { useState } from "react";
import { createRoot, type Root } from "react-dom/client";
import { Options } from "../../components/options/options.tsx";
import { CrashBoundary } from "../../components/panel/crash-boundary.tsx";
import { Panel } from "../../components/panel/panel.tsx";
import { Popup } from "../../components/popup/popup.tsx";
import type { PanelLink } from "../../lib/bridge/panel-link.ts";
import { ok } from "../../lib/bridge/result.ts";
import { AskProvider } from "../../lib/panel/ask-context.ts";
import { keepWheel } from "../../lib/panel/keep-wheel.ts";
import { createPanelQueryClient } from "../../lib/panel/query-client.ts";
import { RequestProvider } from "../../lib/panel/request-context.ts";
import { usePanel } from "../../lib/panel/use-panel.ts";
import { PAGES, pageAsk } from "./pages.ts";
import { type Call, standInAsk, standInLink } from "./stand-in.ts";
import { STATES } from "./states.ts";

/** Calls to the background, for tests. */
const calls: Call[] = [];

function Crash(): never {
  throw new TypeError("Maya Okafor is not a function");
}

function StandInPanel({ name, link }: { name: string; link: PanelLink }) {
  const panel = usePanel(link);
  if (name === "crash") return <Crash />;
  return <Panel panel={panel} version="0.1.0" onFocus={link.onFocus} />;
}

function Shown({ name }: { name: string }) {
  const [link] = useState(() => standInLink(STATES[name] ?? {}));
  const page = PAGES[name];
  if (page?.page === "popup") return <Popup />;
  if (page) {
    const allow = async () => ok(page.browserAllows ?? true);
    return (
      <RequestProvider value={{ families: allow, notices: allow }}>
        <Options />
      </RequestProvider>
    );
  }
  return <StandInPanel name={name} link={link} />;
}

let root: Root | undefined;

/** Shows a state as a page that is opened anew does: nothing of the one before is left. */
function show(name: string): void {
  root?.unmount();
  calls.length = 0;
  window.scrollTo(0, 0);
  const page = PAGES[name];
  root = createRoot(document.getElementById("root") as HTMLElement);
  root.render(
    <CrashBoundary version="0.1.0">
      <QueryClientProvider client={createPanelQueryClient()}>
        <AskProvider value={page ? pageAsk(page) : standInAsk(STATES[name] ?? {}, calls)}>
          <Shown name={name} />
        </AskProvider>
      </QueryClientProvider>
    </CrashBoundary>,
  );
}

Object.assign(window, { calls, show, states: Object.keys(STATES), pages: Object.keys(PAGES) });
keepWheel(window);
const query = new URLSearchParams(location.search);
document.documentElement.style.setProperty("zoom", query.get("zoom") ?? "1");
show(query.get("state") ?? "person");
