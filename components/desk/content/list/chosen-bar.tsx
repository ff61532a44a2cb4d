import { Link } from "@tanstack/react-router";
import { Button } from "../../../ui/button.tsx";

/** What can be done with the rows that are chosen. */
export function ChosenBar({ chosen, onNone }: { chosen: ReadonlySet<string>; onNone: () => void }) {
  const [first = "", ...more] = chosen;
  return (
    <section className="chosen-bar" aria-label="Chosen">
      <span role="status">{chosen.size === 1 ? "1 chosen" : `${chosen.size} chosen`}</span>
      <Link
        to="/content/$assetId"
        params={{ assetId: first }}
        search={more.length > 0 ? { also: more.join(",") } : {}}
      >
        {chosen.size === 1 ? "Write its guidance" : `Write one guidance for all ${chosen.size}`}
      </Link>
      <Button look="text" onClick={onNone}>
        Choose none
      </Button>
    </section>
  );
}
