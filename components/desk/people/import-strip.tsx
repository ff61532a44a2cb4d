import { Link } from "@tanstack/react-router";
import { importUnderWay } from "../../../lib/desk/import-words.ts";
import { useHub } from "../../../lib/desk/use-hub.ts";

const WATCHED_MS = 1_500;
const QUIET_MS = 60_000;

/** The import that is under way, over every page of People. It runs at the hub, whoever looks. */
export function ImportStrip() {
  const imports = useHub("imports", {}, { every: QUIET_MS });
  const running = imports.data?.items.find(importUnderWay);
  return running ? <Progress id={running.id} /> : null;
}

function Progress({ id }: { id: string }) {
  const state = useHub("import", { id }, { every: WATCHED_MS });
  if (!state.data) return null;
  const { lines, done, bad } = state.data;
  const ended = !importUnderWay(state.data);
  return (
    <div className="page-strip">
      <strong>Import</strong>
      <progress max={Math.max(1, lines)} value={done} aria-label="Lines imported" />
      <span>
        {done.toLocaleString("en-GB")} of {lines.toLocaleString("en-GB")} lines
      </span>
      <span role="status">{ended ? "Done" : "Goes on if you close this page"}</span>
      <Link to="/people/imports/$importId" params={{ importId: id }}>
        {bad === 0 ? "Open" : `${bad.toLocaleString("en-GB")} ${bad === 1 ? "line" : "lines"} not taken`}
      </Link>
    </div>
  );
}
