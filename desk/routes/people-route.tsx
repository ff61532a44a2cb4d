import { createRoute, notFound, Outlet } from "@tanstack/react-router";
import { z } from "zod";
import { isPeopleView } from "../../lib/desk/people-views.ts";
import { lazyPage } from "../lazy-page.ts";
import { signedInRoute } from "./signed-in-route.tsx";

const pages = () => import("../pages/people-pages.tsx");

const people = createRoute({ getParentRoute: () => signedInRoute, path: "people", component: Outlet });

/** What was asked for stays in the address, so that going back finds it again. */
const find = createRoute({
  getParentRoute: () => people,
  path: "/",
  validateSearch: z.object({ who: z.string().max(500).optional().catch(undefined) }),
  component: lazyPage(pages, "Find"),
});

const newImport = createRoute({
  getParentRoute: () => people,
  path: "import",
  component: lazyPage(pages, "NewImport"),
});

const oneImport = createRoute({
  getParentRoute: () => people,
  path: "imports/$importId",
  component: lazyPage(pages, "OneImport"),
});

const person = createRoute({
  getParentRoute: () => people,
  path: "person/$personId",
  component: lazyPage(pages, "Person"),
});

const opportunities = createRoute({
  getParentRoute: () => people,
  path: "opportunities",
  component: lazyPage(pages, "Opportunities"),
});

const view = createRoute({
  getParentRoute: () => people,
  path: "$view",
  beforeLoad: ({ params }) => {
    if (!isPeopleView(params.view)) throw notFound();
  },
  component: lazyPage(pages, "View"),
});

export const peopleRoute = people.addChildren([find, newImport, oneImport, person, opportunities, view]);
