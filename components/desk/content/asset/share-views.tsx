import type { z } from "zod";
import type { ShareViewsReply } from "../../../../lib/contract/share.ts";
import { useHub } from "../../../../lib/desk/use-hub.ts";
import { absoluteWords, momentWords, ownZone } from "../../../../lib/panel/time-words.ts";
import { Answer } from "../../shell/answer.tsx";

const CLASSIFIED = {
  person: "A person",
  likely_automated: "A machine",
  internal: "Your own team",
  unknown: "Not known who",
} as const;

/** Who or what opened a link, one by one, and why we think so. */
export function ShareViews({ id }: { id: string }) {
  const views = useHub("shareViews", { id });
  return (
    <div className="share-views">
      <Answer query={views} rows={2}>
        {(reply) => <Views {...reply} />}
      </Answer>
    </div>
  );
}

function Views({ views, pages }: z.infer<typeof ShareViewsReply>) {
  const zone = ownZone();
  const clock = { now: new Date(), zone };
  if (views.length === 0)
    return <p className="quiet-text">The link was not opened by anybody or anything.</p>;
  return (
    <>
      {pages.length > 0 && (
        <p className="small-text">
          {pages.map(({ page, seconds }) => `Page ${page}: ${Math.round(seconds)} s`).join(" · ")}
        </p>
      )}
      <ul>
        {views.map(({ at, what, classification, reason, version }) => (
          <li key={`${what} ${at} ${reason}`} className="share-view">
            <time dateTime={at} title={absoluteWords(at, zone)}>
              {momentWords(at, clock)}
            </time>
            <span data-who={classification}>{CLASSIFIED[classification]}</span>
            <span className="quiet-text">
              {reason}
              {version !== null && ` · v${version}`}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}
