import "./people.css";
import { Link } from "@tanstack/react-router";
import { faultWords, importResult, importState, importUnderWay } from "../../../lib/desk/import-words.ts";
import { useHubPages } from "../../../lib/desk/use-hub-pages.ts";
import { Answer } from "../shell/answer.tsx";
import { Note } from "../shell/note.tsx";
import { Row, RowList } from "../shell/rows.tsx";
import { ShowMore } from "../shell/show-more.tsx";
import { PeoplePage } from "./people-page.tsx";

const WATCHED_MS = 1_500;

/** One import: how far it is, what came of it, and the lines that could not be taken. */
export function ImportPage({ importId }: { importId: string }) {
  const state = useHubPages(
    "import",
    { id: importId },
    {
      nextOf: ({ faults }) => faults.next,
      every: ([one]) => (one && importUnderWay(one) ? WATCHED_MS : false),
    },
  );
  return (
    <PeoplePage view="imports">
      <Answer query={state}>
        {([one, ...others]) =>
          one && (
            <>
              <Note
                title={`${importState(one)}: ${one.done.toLocaleString("en-GB")} of ${one.lines.toLocaleString("en-GB")} lines`}
                text={
                  one.error ??
                  (importUnderWay(one) ? "It goes on if you close this page." : importResult(one))
                }
              >
                {one.conflicts > 0 && (
                  <Link
                    to="/people/$view"
                    params={{ view: "conflicts" }}
                    className="button"
                    data-look="outlined"
                  >
                    Look at the conflicts
                  </Link>
                )}
                {!importUnderWay(one) && (
                  <Link to="/people/import" className="button" data-look="outlined">
                    Import another
                  </Link>
                )}
              </Note>
              {one.bad > 0 && (
                <RowList
                  title="Lines not taken"
                  count={one.bad}
                  fact="Mend them in the file and import it again: what was taken stays as it is"
                >
                  {[one, ...others]
                    .flatMap(({ faults }) => faults.items)
                    .map((fault) => (
                      <Row
                        key={`${fault.line} ${fault.field} ${fault.reason}`}
                        title={`Line ${fault.line.toLocaleString("en-GB")}`}
                        note={faultWords(fault)}
                      />
                    ))}
                </RowList>
              )}
              <ShowMore pages={state} />
            </>
          )
        }
      </Answer>
    </PeoplePage>
  );
}
