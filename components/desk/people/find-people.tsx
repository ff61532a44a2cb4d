import { Link } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import type { RequestOf } from "../../../lib/contract/endpoints.ts";
import { askedPerson } from "../../../lib/desk/asked-person.ts";
import { personLine, personName } from "../../../lib/desk/identity-words.ts";
import { useClock } from "../../../lib/desk/use-clock.ts";
import { useHub } from "../../../lib/desk/use-hub.ts";
import { rowWords } from "../../../lib/panel/time-words.ts";
import { Button } from "../../ui/button.tsx";
import { OutsideText } from "../../ui/outside-text.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { Answer } from "../shell/answer.tsx";
import { Row, RowList } from "../shell/rows.tsx";
import { PeoplePage } from "./people-page.tsx";

/** Somebody by exact address or record. There is no list of everybody, and each search is logged. */
export function FindPeople({ asked, onAsk }: { asked: string; onAsk: (text: string) => void }) {
  const [text, setText] = useState(asked);
  const [problem, setProblem] = useState<string>();
  function find(event: FormEvent) {
    event.preventDefault();
    const known = askedPerson(text) !== undefined;
    setProblem(known ? undefined : "Give a whole e-mail address, or the address of their page in your CRM.");
    if (known) onAsk(text.trim());
  }
  const request = askedPerson(asked);
  return (
    <PeoplePage view="find">
      <form className="find" onSubmit={find}>
        <TextField
          label="E-mail, or the address of their CRM page"
          value={text}
          onChange={setText}
          error={problem}
          data-search
        />
        <Button type="submit">Find</Button>
      </form>
      {request ? (
        <Found request={request} asked={asked} />
      ) : (
        <p className="people-tabs-note">
          People are found by their exact address or record. Every search is kept for the admin for 90 days.
        </p>
      )}
    </PeoplePage>
  );
}

function Found({ request, asked }: { request: RequestOf<"findPeople">; asked: string }) {
  const clock = useClock();
  const found = useHub("findPeople", request, { once: true });
  return (
    <Answer query={found} rows={2}>
      {({ items }) => (
        <RowList
          title={items.length === 1 ? "One person" : `${items.length} people`}
          fact={items.length > 1 && "They share this address, or sandboxes have copies"}
          empty={items.length === 0 && `Nobody is known by ${asked}. Names count only as a whole.`}
        >
          {items.map((person) => (
            <Row
              key={person.id}
              title={
                <Link to="/people/person/$personId" params={{ personId: person.id }} data-row>
                  <OutsideText>{personName(person)}</OutsideText>
                </Link>
              }
              note={<OutsideText>{personLine(person) || "Title and company not known"}</OutsideText>}
              facts={
                person.lastAt === null
                  ? "No touchpoint yet"
                  : `${person.touchpoints.toLocaleString("en-GB")} touchpoints, last ${rowWords(person.lastAt, clock)}`
              }
            />
          ))}
        </RowList>
      )}
    </Answer>
  );
}
