import { Link } from "@tanstack/react-router";
import { Note } from "./note.tsx";
import { Page } from "./page.tsx";

/** An address of the desk that has no page. */
export function NotFound() {
  return (
    <Page title="No such page">
      <Note title="There is nothing at this address" text="It may have been moved, or cut on its way to you.">
        <Link to="/">Today</Link>
      </Note>
    </Page>
  );
}
