import type { Claim } from "../../../lib/contract/claim.ts";
import { useHubWrite } from "../../../lib/desk/use-hub.ts";
import { Verified } from "../content/asset/verified.tsx";

/** Whether a talking point is still right. */
export function ClaimVerified({ claim }: { claim: Claim }) {
  const verify = useHubWrite("verifyClaim", ["claim", "claims", "today"]);
  const change = useHubWrite("changeClaim", ["claim", "claims", "today"]);
  return (
    <Verified
      verified={claim}
      busy={verify.isPending}
      error={verify.error ?? change.error}
      onVerify={(onSuccess) => verify.mutate({ id: claim.id }, { onSuccess })}
      onEvery={(verifyEveryDays) => change.mutate({ id: claim.id, verifyEveryDays })}
    />
  );
}
