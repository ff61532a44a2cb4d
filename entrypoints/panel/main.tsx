import "../../lib/bridge/jitless.ts";
import { QueryClientProvider } from "@tanstack/react-query";
import { createRoot } from "react-dom/client";
import { CrashBoundary } from "../../components/panel/crash-boundary.tsx";
import { Panel } from "../../components/panel/panel.tsx";
import { ask } from "../../lib/bridge/ask.ts";
import { browser } from "../../lib/bridge/browser.ts";
import { connectPanel } from "../../lib/bridge/panel-link.ts";
import { AskProvider } from "../../lib/panel/ask-context.ts";
import { keepWheel } from "../../lib/panel/keep-wheel.ts";
import { createPanelQueryClient } from "../../lib/panel/query-client.ts";
import { usePanel } from "../../lib/panel/use-panel.ts";

const link = connectPanel();
const client = createPanelQueryClient();
const { version } = browser.runtime.getManifest();

function ConnectedPanel() {
  return <Panel panel={usePanel(link)} version={version} onFocus={link.onFocus} />;
}

keepWheel(window);
const root = document.getElementById("root");
if (root) {
  createRoot(root).render(
    <CrashBoundary version={version}>
      <QueryClientProvider client={client}>
        <AskProvider value={ask}>
          <ConnectedPanel />
        </AskProvider>
      </QueryClientProvider>
    </CrashBoundary>,
  );
}
