import { createRoute, notFound, Outlet, redirect } from "@tanstack/react-router";
import { isSettingsPage } from "../../lib/desk/settings-pages.ts";
import { lazyPage } from "../lazy-page.ts";
import { signedInRoute } from "./signed-in-route.tsx";

const settings = createRoute({ getParentRoute: () => signedInRoute, path: "settings", component: Outlet });

const first = createRoute({
  getParentRoute: () => settings,
  path: "/",
  beforeLoad: () => {
    throw redirect({ to: "/settings/$page", params: { page: "mine" } });
  },
});

const one = createRoute({
  getParentRoute: () => settings,
  path: "$page",
  beforeLoad: ({ params }) => {
    if (!isSettingsPage(params.page)) throw notFound();
  },
  component: lazyPage(() => import("../pages/settings-pages.tsx"), "One"),
});

export const settingsRoute = settings.addChildren([first, one]);
