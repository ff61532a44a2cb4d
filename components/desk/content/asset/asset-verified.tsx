import type { Asset } from "../../../../lib/contract/asset.ts";
import { useHubWrite } from "../../../../lib/desk/use-hub.ts";
import { Verified } from "./verified.tsx";

/** Whether an asset is still right. */
export function AssetVerified({ asset }: { asset: Asset }) {
  const verify = useHubWrite("verifyAsset", ["asset", "assets", "today"]);
  const change = useHubWrite("changeAsset", ["asset", "assets", "today"]);
  return (
    <Verified
      verified={asset}
      busy={verify.isPending}
      error={verify.error ?? change.error}
      onVerify={(onSuccess) => verify.mutate({ id: asset.id }, { onSuccess })}
      onEvery={(verifyEveryDays) => change.mutate({ id: asset.id, verifyEveryDays })}
    />
  );
}
