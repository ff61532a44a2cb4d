import { copyText } from "../../lib/panel/copy-text.ts";
import { Button } from "../ui/button.tsx";
import { Icon } from "../ui/icon.tsx";

interface CopyButtonProps {
  label: string;
  text: () => string;
  /** Says what came of it. */
  onDone: (words: string) => void;
}

export function CopyButton({ label, text, onDone }: CopyButtonProps) {
  return (
    <Button
      onClick={async () => {
        onDone((await copyText(text())) ? "Copied." : "The browser did not allow copying here.");
      }}
    >
      <Icon name="copy" size={14} />
      {label}
    </Button>
  );
}
