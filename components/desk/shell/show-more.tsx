import type { HubPages } from "../../../lib/desk/use-hub-pages.ts";
import { Button } from "../../ui/button.tsx";

interface ShowMoreProps {
  pages: Pick<
    HubPages<unknown>,
    "hasNextPage" | "fetchNextPage" | "isFetchingNextPage" | "isFetchNextPageError" | "error"
  >;
}

/** Under a list of which there is more: reads its next page, and says so where that fails. */
export function ShowMore({ pages }: ShowMoreProps) {
  if (!pages.hasNextPage) return null;
  return (
    <p className="show-more">
      <Button onClick={() => pages.fetchNextPage()} aria-busy={pages.isFetchingNextPage}>
        {pages.isFetchingNextPage ? "Loading more…" : "Show more"}
      </Button>
      {pages.isFetchNextPageError && (
        <span className="form-problem" role="alert">
          {pages.error?.message}
        </span>
      )}
    </p>
  );
}
