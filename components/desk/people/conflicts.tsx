import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { Conflict } from "../../../lib/contract/person.ts";
import { asSentence, identityBy, identityKind, personName } from "../../../lib/desk/identity-words.ts";
import { useNotice } from "../../../lib/desk/notice.ts";
import { useClock } from "../../../lib/desk/use-clock.ts";
import { useHubWrite } from "../../../lib/desk/use-hub.ts";
import { useHubPages } from "../../../lib/desk/use-hub-pages.ts";
import { useUndoMerge } from "../../../lib/desk/use-undo-merge.ts";
import { rowWords } from "../../../lib/panel/time-words.ts";
import { Button } from "../../ui/button.tsx";
import { OutsideText } from "../../ui/outside-text.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { Answer } from "../shell/answer.tsx";
import { Note } from "../shell/note.tsx";
import { ShowMore } from "../shell/show-more.tsx";
import { PeoplePage } from "./people-page.tsx";

const WHAT: Record<Conflict["kind"], string> = {
  user_id: "Same user id, two addresses",
  crm_record: "Same record, two people",
  email: "Two records, one address",
  other: "Named together",
  unknown: "Named together",
};

/** Two people whom something named as one: who mends people decides. */
export function Conflicts() {
  const conflicts = useHubPages("conflicts", {}, { nextOf: ({ next }) => next });
  return (
    <PeoplePage view="conflicts">
      <Answer query={conflicts}>
        {(pages) =>
          pages.every(({ items }) => items.length === 0) ? (
            <Note
              title="No conflict is open"
              text="Where a tool names two people as one, nothing is merged and you decide here."
            />
          ) : (
            <>
              {pages
                .flatMap(({ items }) => items)
                .map((conflict) => (
                  <ConflictCard key={conflict.id} conflict={conflict} />
                ))}
              <ShowMore pages={conflicts} />
            </>
          )
        }
      </Answer>
    </PeoplePage>
  );
}

function ConflictCard({ conflict }: { conflict: Conflict }) {
  const clock = useClock();
  const say = useNotice();
  const undo = useUndoMerge();
  const [why, setWhy] = useState<string>();
  const merge = useHubWrite("mergePeople", ["conflicts", "merges", "today", "findPeople"]);
  const keep = useHubWrite("keepApart", ["conflicts", "today"]);
  const [one, other] = conflict.sides;
  if (!one || !other) return null;
  const problem = merge.error ?? keep.error;
  function mergeThem(reason: string) {
    if (!one || !other) return;
    merge.mutate(
      { from: other.person.id, into: one.person.id, why: reason },
      {
        onSuccess: ({ id }) =>
          say({
            text: `${personName(other.person)} is ${personName(one.person)} now.`,
            undo: () => undo(id),
          }),
      },
    );
  }
  return (
    <section className="conflict" aria-label={WHAT[conflict.kind]}>
      <h2>{WHAT[conflict.kind]}</h2>
      <p>
        {asSentence(conflict.why)} Said {conflict.count === 1 ? "once" : `${conflict.count} times`}, last{" "}
        {rowWords(conflict.at, clock)}. Nothing was merged.
      </p>
      <div className="conflict-sides">
        {[one, other].map((side) => (
          <Side key={`${side.person.id} ${side.identity.value}`} side={side} />
        ))}
      </div>
      {problem && (
        <p className="form-problem" role="alert">
          {problem.message}
        </p>
      )}
      {why === undefined ? (
        <div className="conflict-buttons">
          <Button aria-busy={keep.isPending} onClick={() => keep.mutate({ id: conflict.id })}>
            Keep two people
          </Button>
          <Button onClick={() => setWhy("")}>Merge…</Button>
          <span className="list-row-note">
            A merge can be undone. Kept apart, no tool names them as one again.
          </span>
        </div>
      ) : (
        <form
          className="find"
          onSubmit={(event) => {
            event.preventDefault();
            mergeThem(why.trim());
          }}
        >
          <TextField
            label="Why are they one person?"
            value={why}
            onChange={setWhy}
            maxLength={500}
            autoFocus
          />
          <Button type="submit" look="filled" disabled={why.trim() === ""} aria-busy={merge.isPending}>
            Merge
          </Button>
          <Button look="text" onClick={() => setWhy(undefined)}>
            Leave it
          </Button>
        </form>
      )}
    </section>
  );
}

function Side({ side: { identity, person } }: { side: Conflict["sides"][number] }) {
  const clock = useClock();
  return (
    <div className="conflict-side">
      <h3>
        <Link to="/people/person/$personId" params={{ personId: person.id }} className="quiet" data-row>
          <OutsideText>{personName(person)}</OutsideText>
        </Link>
      </h3>
      <dl className="facts">
        <dt>{identityKind(identity)}</dt>
        <dd>
          <OutsideText>{identity.value}</OutsideText>
        </dd>
        <dt>Speaks for it</dt>
        <dd>{identityBy(identity)}</dd>
        <dt>Title</dt>
        <dd>{person.title ? <OutsideText>{person.title}</OutsideText> : "not known"}</dd>
        <dt>Company</dt>
        <dd>{person.company ? <OutsideText>{person.company}</OutsideText> : "not known"}</dd>
        <dt>First seen</dt>
        <dd>{rowWords(person.firstAt ?? person.createdAt, clock)}</dd>
        <dt>Touchpoints</dt>
        <dd>{person.touchpoints.toLocaleString("en-GB")}</dd>
        <dt>Heard of by</dt>
        <dd>{person.sources.join(", ") || "nobody"}</dd>
      </dl>
    </div>
  );
}
