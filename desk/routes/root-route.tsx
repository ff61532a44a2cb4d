import { createRootRoute, Outlet } from "@tanstack/react-router";
import { NotFound } from "../../components/desk/shell/not-found.tsx";

export const rootRoute = createRootRoute({ component: Outlet, notFoundComponent: NotFound });
