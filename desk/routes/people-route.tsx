import { createRoute } from "@tanstack/react-router";
import { Page } from "../../components/desk/shell/page.tsx";
import { signedInRoute } from "./signed-in-route.tsx";

export const peopleRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "people",
  component: () => <Page title="People">{null}</Page>,
});
