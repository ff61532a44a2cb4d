import "../shell/form.css";
import { useState } from "react";
import type { AsideEvent, AsideKind } from "../../../lib/contract/aside.ts";
import { useNotice } from "../../../lib/desk/notice.ts";
import { useClock } from "../../../lib/desk/use-clock.ts";
import { useHub, useHubWrite } from "../../../lib/desk/use-hub.ts";
import { useHubPages } from "../../../lib/desk/use-hub-pages.ts";
import { useRedrive } from "../../../lib/desk/use-redrive.ts";
import { momentWords } from "../../../lib/panel/time-words.ts";
import { Button } from "../../ui/button.tsx";
import { SelectField } from "../content/select-field.tsx";
import { Answer } from "../shell/answer.tsx";
import { Confirm } from "../shell/confirm.tsx";
import { Row, RowList } from "../shell/rows.tsx";
import { ShowMore } from "../shell/show-more.tsx";

const KINDS = [
  { value: "rejected", label: "Could not be read" },
  { value: "conflicting", label: "Their id was used before" },
];

/** Events that stand aside: what they look like, one of them whole, read again, thrown away. */
export function EventsAside() {
  const [kind, setKind] = useState<AsideKind>("rejected");
  const aside = useHubPages("aside", { kind, limit: 100 }, { nextOf: ({ next }) => next });
  const redrive = useRedrive(kind);
  return (
    <>
      <p className="settings-note">
        Nothing that a tool sends is lost: what cannot be taken stands here, by reason. Mend the tool or wait
        for a release that understands it, then read them again.
      </p>
      <div className="form" data-inline style={{ marginBottom: 20 }}>
        <SelectField
          label="Which"
          value={kind}
          options={KINDS}
          onChange={(value) => setKind(value as AsideKind)}
        />
        <Button
          onClick={redrive.start}
          aria-busy={redrive.running}
          disabled={aside.data?.every(({ items }) => items.length === 0)}
        >
          {redrive.running ? "Reading again…" : "Read all again"}
        </Button>
      </div>
      {redrive.said && <p role="status">{redrive.said}</p>}
      <Answer query={aside}>
        {(pages) => {
          const items = pages.flatMap((page) => page.items);
          const reasons = pages[0]?.reasons ?? [];
          return (
            <>
              {reasons.length > 0 && (
                <RowList title="Reasons">
                  {reasons.map((one) => (
                    <ReasonRow key={one.reason} kind={kind} {...one} />
                  ))}
                </RowList>
              )}
              <RowList title="Events" empty={items.length === 0 && "None stands aside."}>
                {items.map((event) => (
                  <EventRow key={event.id} kind={kind} event={event} />
                ))}
              </RowList>
              <ShowMore pages={aside} />
            </>
          );
        }}
      </Answer>
    </>
  );
}

function ReasonRow({ kind, reason, events }: { kind: AsideKind; reason: string; events: number }) {
  const say = useNotice();
  const dismiss = useHubWrite("dismiss", ["aside", "today"]);
  return (
    <Row
      title={reason}
      note={dismiss.error?.message}
      facts={`${events.toLocaleString("en-GB")} ${events === 1 ? "event" : "events"}`}
      actions={
        <Confirm
          label="Throw away"
          question="They are gone for good, and count as never sent."
          yes={`Throw ${events.toLocaleString("en-GB")} away`}
          busy={dismiss.isPending}
          onYes={() =>
            dismiss.mutate(
              { kind, reason },
              {
                onSuccess: ({ dismissed }) =>
                  say({ text: `${dismissed.toLocaleString("en-GB")} were thrown away.` }),
              },
            )
          }
        />
      }
    />
  );
}

function EventRow({ kind, event }: { kind: AsideKind; event: AsideEvent }) {
  const clock = useClock();
  const [open, setOpen] = useState(false);
  const body = useHub("asideBody", { kind, id: event.id }, { enabled: open });
  return (
    <Row
      title={event.reason}
      note={`${event.source.name}, ${momentWords(event.receivedAt, clock)}${event.count > 1 ? `, ${event.count} times` : ""}, ${event.bytes.toLocaleString("en-GB")} bytes${event.messageId ? `, id ${event.messageId}` : ""}`}
      actions={
        <Button aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? "Close" : "Look at it"}
        </Button>
      }
    >
      {open ? (
        <Answer query={body} rows={1}>
          {(reply) => (
            // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard.
            <pre className="event-shape" tabIndex={0}>
              {reply.body}
            </pre>
          )}
        </Answer>
      ) : (
        <pre className="event-shape">{event.shape}</pre>
      )}
    </Row>
  );
}
