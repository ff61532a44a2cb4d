import "../../lib/bridge/jitless.ts";
import { QueryClientProvider } from "@tanstack/react-query";
import { createRoot } from "react-dom/client";
import { Options } from "../../components/options/options.tsx";
import { CrashBoundary } from "../../components/panel/crash-boundary.tsx";
import { ask } from "../../lib/bridge/ask.ts";
import { browser } from "../../lib/bridge/browser.ts";
import { requestFamilies } from "../../lib/bridge/crm-permission.ts";
import { requestNotices } from "../../lib/bridge/notice-permission.ts";
import { AskProvider } from "../../lib/panel/ask-context.ts";
import { createPanelQueryClient } from "../../lib/panel/query-client.ts";
import { RequestProvider } from "../../lib/panel/request-context.ts";

const root = document.getElementById("root");
if (root) {
  createRoot(root).render(
    <CrashBoundary version={browser.runtime.getManifest().version}>
      <QueryClientProvider client={createPanelQueryClient()}>
        <AskProvider value={ask}>
          <RequestProvider value={{ families: requestFamilies, notices: requestNotices }}>
            <Options />
          </RequestProvider>
        </AskProvider>
      </QueryClientProvider>
    </CrashBoundary>,
  );
}
