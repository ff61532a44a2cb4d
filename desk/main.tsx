import "../lib/desk/jitless.ts";
import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { createRoot } from "react-dom/client";
import { createDeskQueryClient } from "../lib/desk/query-client.ts";
import { router } from "./router.tsx";

createRoot(document.getElementById("desk") as HTMLElement).render(
  <QueryClientProvider client={createDeskQueryClient()}>
    <RouterProvider router={router} />
  </QueryClientProvider>,
);
