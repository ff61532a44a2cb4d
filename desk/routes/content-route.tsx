import { createRoute } from "@tanstack/react-router";
import { z } from "zod";
import { ClaimSearch, ClaimsSearch } from "../../lib/desk/claims/claims-search.ts";
import { ListSearch } from "../../lib/desk/content/list-search.ts";
import { lazyPage } from "../lazy-page.ts";
import { signedInRoute } from "./signed-in-route.tsx";

const claimPages = () => import("../pages/claims-pages.tsx");
const pages = () => import("../pages/content-pages.tsx");

const listRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "content",
  validateSearch: (search) => ListSearch.parse(search),
  component: lazyPage(pages, "List"),
});

/** `also`: ids of further assets that get the same guidance, with commas between. */
const AssetSearch = z.object({ also: z.string().optional().catch(undefined) });

const assetRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "content/$assetId",
  validateSearch: (search) => AssetSearch.parse(search),
  component: lazyPage(pages, "Asset"),
});

const claimsRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "content/talking-points",
  validateSearch: (search) => ClaimsSearch.parse(search),
  component: lazyPage(claimPages, "List"),
});

const claimRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "content/talking-points/$claimId",
  validateSearch: (search) => ClaimSearch.parse(search),
  component: lazyPage(claimPages, "Claim"),
});

/** The library and each asset in it, and beside it the talking points. */
export const contentRoutes = [listRoute, assetRoute, claimsRoute, claimRoute] as const;
