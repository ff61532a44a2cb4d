import { createRoute } from "@tanstack/react-router";
import { InboxSearch } from "../../lib/desk/feedback/inbox-search.ts";
import { lazyPage } from "../lazy-page.ts";
import { signedInRoute } from "./signed-in-route.tsx";

/** The inbox: view, filters and what is open stand in the address. */
export const feedbackRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "feedback",
  validateSearch: (search) => InboxSearch.parse(search),
  component: lazyPage(() => import("../pages/feedback-pages.tsx"), "Inbox"),
});
