import "./people.css";
import { Link } from "@tanstack/react-router";
import { importResult, importState, importUnderWay } from "../../../lib/desk/import-words.ts";
import { useHub } from "../../../lib/desk/use-hub.ts";
import { Answer } from "../shell/answer.tsx";
import { Note } from "../shell/note.tsx";
import { Row, RowList } from "../shell/rows.tsx";
import { PeoplePage } from "./people-page.tsx";

/** One import: how far it is, what came of it, and the lines that could not be taken. */
export function ImportPage({ importId }: { importId: string }) {
  const state = useHub("import", { id: importId }, { every: 1_500 });
  return (
    <PeoplePage view="imports">
      <Answer query={state}>
        {(one) => (
          <>
            <Note
              title={`${importState(one)}: ${one.done.toLocaleString("en-GB")} of ${one.lines.toLocaleString("en-GB")} lines`}
              text={
                one.error ?? (importUnderWay(one) ? "It goes on if you close this page." : importResult(one))
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
            {one.faults.items.length > 0 && (
              <RowList
                title="Lines not taken"
                count={one.bad}
                fact="Mend them in the file and import it again: what was taken stays as it is"
              >
                {one.faults.items.map((fault) => (
                  <Row
                    key={`${fault.line} ${fault.field} ${fault.reason}`}
                    title={`Line ${fault.line.toLocaleString("en-GB")}`}
                    note={fault.field ? `${fault.field}: ${fault.reason}` : fault.reason}
                  />
                ))}
              </RowList>
            )}
            {one.faults.next !== null && <p className="people-tabs-note">The first hundred are shown.</p>}
          </>
        )}
      </Answer>
    </PeoplePage>
  );
}
