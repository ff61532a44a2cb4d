import "../shell/form.css";
import { type FormEvent, useState } from "react";
import type { Suppression } from "../../../lib/contract/privacy.ts";
import { useNotice } from "../../../lib/desk/notice.ts";
import { useClock } from "../../../lib/desk/use-clock.ts";
import { useHubWrite } from "../../../lib/desk/use-hub.ts";
import { useHubPages } from "../../../lib/desk/use-hub-pages.ts";
import { momentWords } from "../../../lib/panel/time-words.ts";
import { Button } from "../../ui/button.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { Answer } from "../shell/answer.tsx";
import { Confirm } from "../shell/confirm.tsx";
import { Row, RowList } from "../shell/rows.tsx";
import { ShowMore } from "../shell/show-more.tsx";

/** Who was erased and is held off since; an address can be asked for, none can be read. */
export function HeldOff() {
  const clock = useClock();
  const say = useNotice();
  const [text, setText] = useState("");
  const [email, setEmail] = useState("");
  const held = useHubPages("suppressions", email === "" ? {} : { email }, {
    nextOf: ({ next }) => next,
    keep: true,
  });
  const lift = useHubWrite("liftSuppression", ["suppressions"]);
  function search(event: FormEvent) {
    event.preventDefault();
    setEmail(text.trim());
  }
  return (
    <>
      <p className="settings-note">
        What tools still send of people who were erased is not taken. Their names are kept as keyed hashes, so
        nobody can read this list; ask for an address to see whether it is held off.
      </p>
      <form className="form" data-inline onSubmit={search} style={{ marginBottom: 20 }}>
        <TextField
          label="E-mail"
          value={text}
          onChange={setText}
          error={held.error?.message ?? lift.error?.message}
          data-search
        />
        <Button type="submit">Ask</Button>
        {email !== "" && (
          <Button
            look="text"
            onClick={() => {
              setText("");
              setEmail("");
            }}
          >
            Clear filters
          </Button>
        )}
      </form>
      <Answer query={held}>
        {(pages) => {
          const items = pages.flatMap((page) => page.items);
          return (
            <>
              <RowList
                title="Held off"
                empty={
                  items.length === 0 &&
                  (email === "" ? "Nobody was erased." : "This address is not held off.")
                }
              >
                {items.map((one) => (
                  <Row
                    key={one.erasureId}
                    title={`Erased ${momentWords(one.at, clock)}`}
                    note={namesWords(one)}
                    facts={
                      one.heldOff === 0
                        ? "nothing came since"
                        : `${one.heldOff.toLocaleString("en-GB")} events and lines held off`
                    }
                    actions={
                      one.liftedAt !== null ? (
                        <span className="list-row-note">lifted {momentWords(one.liftedAt, clock)}</span>
                      ) : (
                        <Confirm
                          label="Lift"
                          question="From now on what is sent of them is taken again."
                          yes="Let them come back"
                          busy={lift.isPending}
                          onYes={() =>
                            lift.mutate(
                              { erasureId: one.erasureId },
                              { onSuccess: () => say({ text: "Lifted." }) },
                            )
                          }
                        />
                      )
                    }
                  />
                ))}
              </RowList>
              <ShowMore pages={held} />
            </>
          );
        }}
      </Answer>
    </>
  );
}

const NAMES = {
  email: ["address", "addresses"],
  user_id: ["user id", "user ids"],
  anonymous_id: ["browser", "browsers"],
  crm_record: ["CRM record", "CRM records"],
  unknown: ["other name", "other names"],
} as const;

function namesWords({ names }: Suppression): string {
  return names.map(({ kind, count }) => `${count} ${NAMES[kind][count === 1 ? 0 : 1]}`).join(", ");
}
