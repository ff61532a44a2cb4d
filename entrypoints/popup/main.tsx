import "../../lib/bridge/jitless.ts";
import { QueryClientProvider } from "@tanstack/react-query";
import { createRoot } from "react-dom/client";
import { CrashBoundary } from "../../components/panel/crash-boundary.tsx";
import { Popup } from "../../components/popup/popup.tsx";
import { ask } from "../../lib/bridge/ask.ts";
import { browser } from "../../lib/bridge/browser.ts";
import { AskProvider } from "../../lib/panel/ask-context.ts";
import { createPanelQueryClient } from "../../lib/panel/query-client.ts";

const root = document.getElementById("root");
if (root) {
  createRoot(root).render(
    <CrashBoundary version={browser.runtime.getManifest().version}>
      <QueryClientProvider client={createPanelQueryClient()}>
        <AskProvider value={ask}>
          <Popup />
        </AskProvider>
      </QueryClientProvider>
    </CrashBoundary>,
  );
}
