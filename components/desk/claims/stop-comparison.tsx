import type { Comparison } from "../../../lib/contract/claim.ts";
import { betterSide, ofOneClaim, sideInText } from "../../../lib/desk/claims/comparison-words.ts";
import { useNotice } from "../../../lib/desk/notice.ts";
import { useHubWrite } from "../../../lib/desk/use-hub.ts";
import { Button } from "../../ui/button.tsx";
import { Icon } from "../../ui/icon.tsx";
import { Menu } from "../../ui/menu.tsx";

/** Ends a comparison. Of two versions it says which one reps see from then on; what was decided is offered first. */
export function StopComparison({ comparison }: { comparison: Comparison }) {
  const notice = useNotice();
  const stop = useHubWrite("stopComparison", ["claim", "claims"]);
  const one = ofOneClaim(comparison);
  const better = betterSide(comparison);
  const end = (keep?: "a" | "b") =>
    stop.mutate(
      { id: comparison.id, ...(keep ? { keep } : {}) },
      {
        onSuccess: () =>
          notice({
            text: keep
              ? `Stopped: reps see ${sideInText(comparison, comparison[keep])} from now on.`
              : "Stopped: each goes on where it fits.",
          }),
      },
    );
  const keeps = (["b", "a"] as const).map((side) => ({
    label: `Keep ${sideInText(comparison, comparison[side])}`,
    onSelect: () => end(side),
  }));
  return (
    <div className="part-buttons">
      {one && better && (
        <Button look="filled" aria-busy={stop.isPending} onClick={() => end(better)}>
          Stop, keep {sideInText(comparison, comparison[better])}
        </Button>
      )}
      <Menu
        trigger={
          <Button aria-busy={stop.isPending}>
            {better && one ? "Stop otherwise" : "Stop comparing"} <Icon name="down" size={14} />
          </Button>
        }
        actions={one ? keeps : [{ label: "Stop, both go on where they fit", onSelect: () => end() }]}
      />
      {stop.error && (
        <span className="form-problem" role="alert">
          {stop.error.message}
        </span>
      )}
    </div>
  );
}
