import { QueryClientProvider } from "@tanstack/react-query";
import { createRoot } from "react-dom/client";
import { Options } from "../../components/options/options.tsx";
import { CrashBoundary } from "../../components/panel/crash-boundary.tsx";
import { Panel } from "../../components/panel/panel.tsx";
import { Popup } from "../../components/popup/popup.tsx";
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
Object.assign(window, { calls, states: Object.keys(STATES), pages: Object.keys(PAGES) });

const query = new URLSearchParams(location.search);
const name = query.get("state") ?? "person";
document.documentElement.style.setProperty("zoom", query.get("zoom") ?? "1");

const state = STATES[name] ?? {};
const page = PAGES[name];
const link = standInLink(state);

function Crash(): never {
  throw new TypeError("Maya Okafor is not a function");
}

function Shown() {
  if (page?.page === "popup") return <Popup />;
  if (page) {
    const allow = async () => ok(page.browserAllows ?? true);
    return (
      <RequestProvider value={{ families: allow, notices: allow }}>
        <Options />
      </RequestProvider>
    );
  }
  return <StandInPanel />;
}

function StandInPanel() {
  const panel = usePanel(link);
  if (name === "crash") return <Crash />;
  return <Panel panel={panel} version="0.1.0" onFocus={link.onFocus} />;
}

keepWheel(window);
const root = document.getElementById("root");
if (root) {
  createRoot(root).render(
    <CrashBoundary version="0.1.0">
      <QueryClientProvider client={createPanelQueryClient()}>
        <AskProvider value={page ? pageAsk(page) : standInAsk(state, calls)}>
          <Shown />
        </AskProvider>
      </QueryClientProvider>
    </CrashBoundary>,
  );
}
