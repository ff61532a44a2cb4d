import type { Clock } from "../../../lib/panel/time-words.ts";
import { Button } from "../../ui/button.tsx";
import { StateMessage } from "../state-message.tsx";
import { WaitingList } from "../waiting-list.tsx";

interface OutOfReachProps {
  label: string;
  clock: Clock;
  trying: boolean;
  onTry: () => void;
}

export function OutOfReach({ label, clock, trying, onTry }: OutOfReachProps) {
  return (
    <>
      <StateMessage title="Leadside is out of reach">
        <p>
          Nothing about this {label.toLowerCase()} is kept here, so there is nothing to show. Trying again by
          itself.
        </p>
        <Button onClick={onTry} aria-busy={trying}>
          {trying ? "Trying…" : "Try now"}
        </Button>
      </StateMessage>
      <WaitingList clock={clock} />
    </>
  );
}
