import { createRoute } from "@tanstack/react-router";
import { CrashPage } from "../../components/desk/shell/crash-page.tsx";
import { Gate } from "../../components/desk/shell/gate.tsx";
import { NotFound } from "../../components/desk/shell/not-found.tsx";
import { rootRoute } from "./root-route.tsx";

/** Everything that only members see. */
export const signedInRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: "signed-in",
  component: Gate,
  errorComponent: CrashPage,
  notFoundComponent: NotFound,
});
