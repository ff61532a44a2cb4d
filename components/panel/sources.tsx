import "./colleagues.css";
import type { ContextReply } from "../../lib/contract/context.ts";
import { sourceLines, sourcesFact } from "../../lib/panel/source-words.ts";
import type { Clock } from "../../lib/panel/time-words.ts";
import { Fold } from "../ui/fold.tsx";
import { Time } from "../ui/time.tsx";

/** Which tools tell us, and whether they still do: silence of a tool is not silence of a person. */
export function Sources({ sources, clock }: { sources: ContextReply["sources"]; clock: Clock }) {
  const lines = sourceLines(sources, clock.now);
  if (lines.length === 0) return null;
  return (
    <Fold title="Sources" count={lines.length} fact={sourcesFact(lines)}>
      <ul aria-label="Sources">
        {lines.map(({ id, name, words, at }) => (
          <li key={id} className="colleague">
            <span className="colleague-name">{name}</span>
            <p className="colleague-line">
              {at ? (
                <Time instant={at} zone={clock.zone}>
                  {words}
                </Time>
              ) : (
                words
              )}
            </p>
          </li>
        ))}
      </ul>
    </Fold>
  );
}
