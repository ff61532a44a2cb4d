import { createRoute } from "@tanstack/react-router";
import { Page } from "../../components/desk/shell/page.tsx";
import { signedInRoute } from "./signed-in-route.tsx";

export const contentRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "content",
  component: () => <Page title="Content">{null}</Page>,
});
