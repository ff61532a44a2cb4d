import { useNotice } from "../../../lib/desk/notice.ts";
import { Button } from "../../ui/button.tsx";

interface StillRightProps {
  title: string;
  busy: boolean;
  /** Says so to the hub, and calls back once it is kept. */
  onVerify: (kept: { onSuccess: () => void }) => void;
}

/** Somebody looked at it, and it is as it should be. */
export function StillRight({ title, busy, onVerify }: StillRightProps) {
  const say = useNotice();
  return (
    <Button
      aria-busy={busy}
      aria-label={`Still right: ${title}`}
      onClick={() => onVerify({ onSuccess: () => say({ text: `${title}: verified today.` }) })}
    >
      Still right
    </Button>
  );
}
