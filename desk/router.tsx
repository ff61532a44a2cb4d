import { createRouter } from "@tanstack/react-router";
import { CrashPage } from "../components/desk/shell/crash-page.tsx";
import { contentRoutes } from "./routes/content-route.tsx";
import { elsewhereRoute } from "./routes/elsewhere-route.tsx";
import { feedbackRoute } from "./routes/feedback-route.tsx";
import { peopleRoute } from "./routes/people-route.tsx";
import { rootRoute } from "./routes/root-route.tsx";
import { settingsRoute } from "./routes/settings-route.tsx";
import { signedInRoute } from "./routes/signed-in-route.tsx";
import { startRoute } from "./routes/start-route.tsx";
import { todayRoute } from "./routes/today-route.tsx";

/** The desk's pages and their addresses below /desk. */
export const router = createRouter({
  basepath: "/desk",
  routeTree: rootRoute.addChildren([
    startRoute,
    signedInRoute.addChildren([
      todayRoute,
      peopleRoute,
      ...contentRoutes,
      feedbackRoute,
      settingsRoute,
      elsewhereRoute,
    ]),
  ]),
  defaultPreload: false,
  defaultErrorComponent: CrashPage,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
