import { useNotice } from "../../../lib/desk/notice.ts";
import { CopyButton } from "../../panel/copy-button.tsx";

/** Copies a text, and says so at the foot of the page. */
export function CopyTextButton({ label, text }: { label: string; text: string }) {
  const say = useNotice();
  return <CopyButton label={label} text={() => text} onDone={(words) => say({ text: words })} />;
}
