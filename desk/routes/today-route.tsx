import { createRoute } from "@tanstack/react-router";
import { Today } from "../../components/desk/today/today.tsx";
import { signedInRoute } from "./signed-in-route.tsx";

export const todayRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/",
  component: Today,
});
