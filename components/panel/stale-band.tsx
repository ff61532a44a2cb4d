import "./band.css";
import { Button } from "../ui/button.tsx";
import { Icon } from "../ui/icon.tsx";

interface StaleBandProps {
  words: string;
  trying: boolean;
  onTry: () => void;
}

/** Over what is not the newest: why, from when, and the way on. */
export function StaleBand({ words, trying, onTry }: StaleBandProps) {
  return (
    <div className="band">
      <Icon name="cloud" />
      <p className="band-text">{words}</p>
      <Button look="text" onClick={onTry} aria-busy={trying}>
        {trying ? "Trying…" : "Try again"}
      </Button>
    </div>
  );
}
