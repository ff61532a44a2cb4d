import { Link } from "@tanstack/react-router";
import { dateWords } from "../../../../lib/desk/content/asset-words.ts";
import { type InboxSearch, shortInboxSearch } from "../../../../lib/desk/feedback/inbox-search.ts";
import { useClock } from "../../../../lib/desk/use-clock.ts";
import { written } from "../../../../lib/panel/time-words.ts";
import { Button } from "../../../ui/button.tsx";
import type { Themes } from "./themes-pane.tsx";

interface ThemesFootProps {
  themes: Themes;
  search: InboxSearch;
  onChange: (change: Partial<InboxSearch>) => void;
}

/** Under the themes: where the amounts come from, how wishes stand, what the bars are. */
export function ThemesFoot({ themes: { pipeline, requests }, search, onChange }: ThemesFootProps) {
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
            <Link
              to="/feedback"
              className="opens-rows"
              search={shortInboxSearch({ ...search, type: "request", theme: undefined, item: undefined })}
              activeProps={{}}
            >
              Requests
            </Link>{" "}
            since {since}: {requests.specific} specific, {requests.broad} broad, {requests.delivered}{" "}
            delivered
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
