import { Link } from "@tanstack/react-router";
import { importResult, importState, importUnderWay } from "../../../lib/desk/import-words.ts";
import { useClock } from "../../../lib/desk/use-clock.ts";
import { useHubPages } from "../../../lib/desk/use-hub-pages.ts";
import { momentWords } from "../../../lib/panel/time-words.ts";
import { Answer } from "../shell/answer.tsx";
import { Row, RowList } from "../shell/rows.tsx";
import { ShowMore } from "../shell/show-more.tsx";
import { PeoplePage } from "./people-page.tsx";

/** What was imported before. */
export function Imports() {
  const clock = useClock();
  const imports = useHubPages("imports", {}, { nextOf: ({ next }) => next });
  return (
    <PeoplePage view="imports">
      <Answer query={imports}>
        {(pages) => {
          const items = pages.flatMap((page) => page.items);
          return (
            <>
              <RowList
                title="Imports"
                count={items.length}
                more={imports.hasNextPage}
                empty={
                  items.length === 0 &&
                  "Nothing was imported yet. A report from your CRM makes the panel useful at once."
                }
              >
                {items.map((one) => (
                  <Row
                    key={one.id}
                    title={
                      <Link to="/people/imports/$importId" params={{ importId: one.id }} data-row>
                        {momentWords(one.createdAt, clock)}, {one.lines.toLocaleString("en-GB")} lines
                      </Link>
                    }
                    note={importUnderWay(one) ? undefined : importResult(one)}
                    facts={importState(one)}
                  />
                ))}
              </RowList>
              <ShowMore pages={imports} />
            </>
          );
        }}
      </Answer>
    </PeoplePage>
  );
}
