import { createRoute } from "@tanstack/react-router";
import { z } from "zod";
import { AssetPage } from "../../components/desk/content/asset/asset-page.tsx";
import { ContentPage } from "../../components/desk/content/list/content-page.tsx";
import { Uuid } from "../../lib/contract/primitives.ts";
import { ListSearch } from "../../lib/desk/content/list-search.ts";
import { signedInRoute } from "./signed-in-route.tsx";

const listRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "content",
  validateSearch: (search) => ListSearch.parse(search),
  component: function List() {
    return <ContentPage search={listRoute.useSearch()} />;
  },
});

/** `also`: ids of further assets that get the same guidance, with commas between. */
const AssetSearch = z.object({ also: z.string().optional().catch(undefined) });

const assetRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "content/$assetId",
  validateSearch: (search) => AssetSearch.parse(search),
  component: function Asset() {
    const { also = "" } = assetRoute.useSearch();
    const ids = also.split(",").filter((id) => Uuid.safeParse(id).success);
    return <AssetPage id={assetRoute.useParams().assetId} also={ids} />;
  },
});

/** The library, and each asset in it. */
export const contentRoutes = [listRoute, assetRoute] as const;
