import type { Failure } from "../../../lib/bridge/result.ts";
import { Button } from "../../ui/button.tsx";
import { StateMessage } from "../state-message.tsx";

export function Refused({ failure, onTry }: { failure: Failure; onTry: () => void }) {
  return (
    <StateMessage title="Leadside did not answer this">
      <p>{failure.message}</p>
      <Button onClick={onTry}>Try again</Button>
    </StateMessage>
  );
}
