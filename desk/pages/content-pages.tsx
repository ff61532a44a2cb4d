import { getRouteApi } from "@tanstack/react-router";
import { AssetPage } from "../../components/desk/content/asset/asset-page.tsx";
import { ContentPage } from "../../components/desk/content/list/content-page.tsx";
import { Uuid } from "../../lib/contract/primitives.ts";

const list = getRouteApi("/signed-in/content");

export const List = () => <ContentPage search={list.useSearch()} />;

const asset = getRouteApi("/signed-in/content/$assetId");

export function Asset() {
  const { also = "" } = asset.useSearch();
  const ids = also.split(",").filter((id) => Uuid.safeParse(id).success);
  return <AssetPage id={asset.useParams().assetId} also={ids} />;
}
