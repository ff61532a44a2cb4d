import { Link } from "@tanstack/react-router";
import { type InboxFilters, WISHES } from "../../../../lib/contract/inbox.ts";
import { dateWords } from "../../../../lib/desk/content/asset-words.ts";
import type { InboxSearch } from "../../../../lib/desk/feedback/inbox-search.ts";
import { useClock } from "../../../../lib/desk/use-clock.ts";
import { written } from "../../../../lib/panel/time-words.ts";
import { Button } from "../../../ui/button.tsx";
import type { Themes } from "./themes-pane.tsx";

interface ThemesFootProps {
  themes: Themes;
  onChange: (change: Partial<InboxSearch>) => void;
}

/** Under the themes: where the amounts come from, how wishes stand, what the bars are. */
export function ThemesFoot({ themes: { pipeline, requests }, onChange }: ThemesFootProps) {
  const clock = useClock();
  const since = written("longMonth", new Date(`${requests.since}T12:00:00Z`), "UTC");
  const wishes = requests.specific + requests.broad;
  return (
    <div className="themes-foot">
      {pipeline.state === "not_connected" ? (
        <div>
          <h3>Pipeline: not connected</h3>
          <p>Import opportunities to see what is at stake.</p>
          <p>
            <Link to="/people/opportunities">Import opportunities</Link>
          </p>
        </div>
      ) : (
        <p>Pipeline: {pipeline.at ? `import of ${dateWords(pipeline.at, clock)}` : "connected"}</p>
      )}
      <p>
        {wishes === 0 ? (
          `No request since ${since}`
        ) : (
          <>
            Requests since {since}:{" "}
            {WISHES.map((wish, index) => (
              <span key={wish}>
                {index > 0 && ", "}
                <WishFigure wish={wish} count={requests[wish]} />
              </span>
            ))}
          </>
        )}
      </p>
      <p className="quiet-text">Bars: people a week, 8 weeks</p>
      <p>
        <Button look="text" onClick={() => onChange({ merges: true, item: undefined, deals: undefined })}>
          Merged lately
        </Button>
      </p>
    </div>
  );
}

/** "3 specific": its number opens the wishes that it counts, in whatever state they are. */
function WishFigure({ wish, count }: { wish: NonNullable<InboxFilters["wish"]>; count: number }) {
  if (count === 0) return <>0 {wish}</>;
  return (
    <>
      <Link
        to="/feedback"
        className="opens-rows"
        search={{ view: "all", wish }}
        aria-label={`${count} ${wish} requests: open them`}
        activeProps={{}}
      >
        {count.toLocaleString("en-GB")}
      </Link>{" "}
      {wish}
    </>
  );
}
