import { getRouteApi } from "@tanstack/react-router";
import { ClaimPage } from "../../components/desk/claims/claim-page.tsx";
import { ClaimsPage } from "../../components/desk/claims/claims-page.tsx";

const list = getRouteApi("/signed-in/content/talking-points");

export const List = () => <ClaimsPage search={list.useSearch()} />;

const claim = getRouteApi("/signed-in/content/talking-points/$claimId");

export function Claim() {
  const { claimId } = claim.useParams();
  return <ClaimPage key={claimId} id={claimId} editing={claim.useSearch().edit === true} />;
}
