import "./pipeline.css";
import { useState } from "react";
import { useHubPages } from "../../../lib/desk/use-hub-pages.ts";
import { Button } from "../../ui/button.tsx";
import { PeoplePage } from "../people/people-page.tsx";
import { Answer } from "../shell/answer.tsx";
import { ShowMore } from "../shell/show-more.tsx";
import { NewOpportunities } from "./new-opportunities.tsx";
import { OpportunityTable } from "./opportunity-table.tsx";
import { PutByTool } from "./put-by-tool.tsx";

/** The pipeline: what is at stake with whom, as the CRM says, and the ways in for it. */
export function Opportunities() {
  const pages = useHubPages("opportunities", {}, { nextOf: ({ next }) => next });
  const some = (pages.data?.[0]?.total ?? 0) > 0;
  /** Undefined: nobody chose, so where there is none it is offered. */
  const [chosen, setChosen] = useState<true>();
  const importing = chosen ?? !some;
  return (
    <PeoplePage
      view="opportunities"
      action={
        some && !importing ? (
          <Button look="filled" onClick={() => setChosen(true)}>
            Import opportunities
          </Button>
        ) : null
      }
    >
      <Answer query={pages}>
        {(read) => {
          const items = read.flatMap((page) => page.items);
          const total = read[0]?.total ?? 0;
          return (
            <>
              {total === 0 && (
                <p className="people-tabs-note">
                  Pipeline: not connected. With opportunities, each theme of Feedback says how much is at
                  stake with the people and companies who said it.
                </p>
              )}
              {importing && (
                <NewOpportunities
                  onBegin={() => setChosen(true)}
                  onDone={some ? () => setChosen(undefined) : undefined}
                />
              )}
              {total > 0 && <OpportunityTable items={items} total={total} />}
              <ShowMore pages={pages} />
            </>
          );
        }}
      </Answer>
      <PutByTool />
    </PeoplePage>
  );
}
