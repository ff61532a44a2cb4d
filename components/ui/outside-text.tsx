import { cutText } from "../../lib/panel/cut-text.ts";

/**
 * A name or title that others wrote: it keeps its own direction and turns nothing around it. Too long for a
 * line it is cut, and whole on hover.
 */
export function OutsideText({ children: text }: { children: string }) {
  const shown = cutText(text);
  return <bdi title={shown === text ? undefined : text}>{shown}</bdi>;
}
