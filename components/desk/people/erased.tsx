import type { Erasure } from "../../../lib/contract/privacy.ts";
import { useClock } from "../../../lib/desk/use-clock.ts";
import { useHubWrite } from "../../../lib/desk/use-hub.ts";
import { useHubPages } from "../../../lib/desk/use-hub-pages.ts";
import { momentWords } from "../../../lib/panel/time-words.ts";
import { Button } from "../../ui/button.tsx";
import { Answer } from "../shell/answer.tsx";
import { Row, RowList } from "../shell/rows.tsx";
import { ShowMore } from "../shell/show-more.tsx";
import { PeoplePage } from "./people-page.tsx";

const STATE: Record<Erasure["state"], string> = {
  waiting: "Waiting",
  running: "Being erased",
  done: "Done",
  failed: "Stopped half way",
  unknown: "Unknown",
};
const EVERY_MS = 3_000;
const QUIET_MS = 60_000;
const isUnderWay = ({ state }: Erasure) => state === "waiting" || state === "running";

/** Erasures and their receipts. Whom they were of, nobody can read. */
export function Erased() {
  const erasures = useHubPages(
    "erasures",
    {},
    {
      nextOf: ({ next }) => next,
      every: (pages) => (pages.some(({ items }) => items.some(isUnderWay)) ? EVERY_MS : QUIET_MS),
    },
  );
  return (
    <PeoplePage view="erased">
      <Answer query={erasures}>
        {(pages) => {
          const items = pages.flatMap((page) => page.items);
          return (
            <>
              <RowList
                title="Erased"
                count={items.length}
                more={erasures.hasNextPage}
                fact="Whom it was nobody can read any more"
                empty={items.length === 0 && "Nobody was erased. Find a person to erase them."}
              >
                {items.map((erasure) => (
                  <ErasureRow key={erasure.id} erasure={erasure} />
                ))}
              </RowList>
              <ShowMore pages={erasures} />
            </>
          );
        }}
      </Answer>
    </PeoplePage>
  );
}

function ErasureRow({ erasure }: { erasure: Erasure }) {
  const clock = useClock();
  const retry = useHubWrite("retryJob", ["erasures"]);
  const { receipt, failedJob } = erasure;
  const gone = receipt?.tables.reduce((sum, { deleted }) => sum + deleted, 0) ?? 0;
  const cut = receipt?.tables.reduce((sum, { redacted }) => sum + redacted, 0) ?? 0;
  return (
    <Row
      title={`${STATE[erasure.state]}, ${momentWords(erasure.at, clock)}`}
      note={
        <>
          By {erasure.author.name}. Receipt {erasure.id}
          {receipt?.notes.map((text) => (
            <span key={text}>
              <br />
              {text}
            </span>
          ))}
        </>
      }
      facts={
        receipt &&
        `${gone.toLocaleString("en-GB")} rows deleted, ${cut.toLocaleString("en-GB")} cleaned, ${receipt.suppressed} names held off`
      }
      actions={
        failedJob && (
          <Button aria-busy={retry.isPending} onClick={() => retry.mutate({ id: failedJob.id })}>
            Go on
          </Button>
        )
      }
    />
  );
}
