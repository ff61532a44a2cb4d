import { createRoute } from "@tanstack/react-router";
import { Page } from "../../components/desk/shell/page.tsx";
import { signedInRoute } from "./signed-in-route.tsx";

export const settingsRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "settings",
  component: () => <Page title="Settings">{null}</Page>,
});
