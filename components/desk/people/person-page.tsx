import "./people.css";
import { Link } from "@tanstack/react-router";
import { identityBy, identityKind, personLine, personName } from "../../../lib/desk/identity-words.ts";
import { useClock } from "../../../lib/desk/use-clock.ts";
import { useHub } from "../../../lib/desk/use-hub.ts";
import { useMay } from "../../../lib/desk/use-me.ts";
import { rowWords } from "../../../lib/panel/time-words.ts";
import { OutsideText } from "../../ui/outside-text.tsx";
import { Answer } from "../shell/answer.tsx";
import { DeskIcon } from "../shell/icons.tsx";
import { Note } from "../shell/note.tsx";
import { Page } from "../shell/page.tsx";
import { Row, RowList } from "../shell/rows.tsx";
import { ErasePerson } from "./erase-person.tsx";
import { HandOutPerson } from "./hand-out-person.tsx";
import { MergePerson } from "./merge-person.tsx";
import { MergeList } from "./merges.tsx";
import { PersonHistory } from "./person-history.tsx";

/** One person: what they did, by which names they go, and what can be mended. */
export function PersonPage({ personId }: { personId: string }) {
  const clock = useClock();
  const found = useHub("findPeople", { id: personId }, { once: true });
  const erases = useMay("protectPeople");
  const person = found.data?.items[0];
  return (
    <Page
      title={person ? personName(person) : "Person"}
      fact={person && <OutsideText>{personLine(person)}</OutsideText>}
      back={
        <Link to="/people" className="icon-button" aria-label="Back to people" data-back>
          <DeskIcon name="back" />
        </Link>
      }
      aside={
        person && (
          <>
            <MergePerson person={person} />
            {erases && <HandOutPerson person={person} />}
            {erases && <ErasePerson person={person} />}
          </>
        )
      }
      asideWidth={400}
      asideLabel="Mend"
    >
      <Answer query={found}>
        {() =>
          person === undefined ? (
            <Note
              title="Nobody is known by this id"
              text="They were erased, or the address of this page is not whole."
            />
          ) : (
            <>
              <RowList title="Goes by" count={person.identityCount}>
                {person.identities.map((identity) => (
                  <Row
                    key={`${identity.kind} ${identity.where} ${identity.value}`}
                    title={<OutsideText>{identity.value}</OutsideText>}
                    note={`${identityKind(identity)}${identity.shared ? ", shared mailbox" : ""}. ${identityBy(identity)}`}
                    facts={`since ${rowWords(identity.since, clock)}`}
                  />
                ))}
              </RowList>
              <PersonHistory personId={person.id} />
              <div className="row-list" style={{ marginTop: 28 }}>
                <MergeList personId={person.id} />
              </div>
            </>
          )
        }
      </Answer>
    </Page>
  );
}
