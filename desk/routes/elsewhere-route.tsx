import { createRoute } from "@tanstack/react-router";
import { NotFound } from "../../components/desk/shell/not-found.tsx";
import { signedInRoute } from "./signed-in-route.tsx";

/** Every address that no page has. */
export const elsewhereRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "$",
  component: NotFound,
});
