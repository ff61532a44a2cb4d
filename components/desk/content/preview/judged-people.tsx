import { useEffect, useRef } from "react";
import type { Conditions } from "../../../../lib/contract/condition.ts";
import { useJudgedPeople, type Which } from "../../../../lib/desk/content/use-judged-people.ts";
import { Button } from "../../../ui/button.tsx";
import { Skeleton } from "../../../ui/skeleton.tsx";
import { PeopleList } from "./people-list.tsx";

const TITLES: Record<Which, string> = {
  fits: "All whom it fits",
  undecided: "Cannot be decided",
  kept_out: "Kept out",
};

interface JudgedPeopleProps {
  conditions: Conditions;
  assetId: string | undefined;
  which: Which;
  onClose: () => void;
}

/** The rows behind a figure, in the figure's place, with the way back. */
export function JudgedPeople({ conditions, assetId, which, onClose }: JudgedPeopleProps) {
  const { data, error, hasNextPage, isFetchingNextPage, fetchNextPage } = useJudgedPeople(
    conditions,
    assetId,
    which,
  );
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <section className="fit-part" aria-label={TITLES[which]}>
      <div className="part-head">
        <h2 ref={heading} tabIndex={-1} className="part-title">
          {TITLES[which]}
        </h2>
        <Button look="text" onClick={onClose}>
          Back to the figures
        </Button>
      </div>
      {error && <p role="alert">{error.message}</p>}
      {!data && !error && <Skeleton width="70%" />}
      {data && <PeopleList people={data} label={TITLES[which]} />}
      {data?.length === 0 && <p className="quiet-text">Nobody any more.</p>}
      {hasNextPage && (
        <Button onClick={() => fetchNextPage()} aria-busy={isFetchingNextPage}>
          {isFetchingNextPage ? "Reading…" : "Show more"}
        </Button>
      )}
    </section>
  );
}
