import "../shell/form.css";
import { type FormEvent, useState } from "react";
import type { Source } from "../../../lib/contract/source.ts";
import { sendingSnippet } from "../../../lib/desk/sending-snippet.ts";
import { useClock } from "../../../lib/desk/use-clock.ts";
import { useHub, useHubWrite } from "../../../lib/desk/use-hub.ts";
import { momentWords } from "../../../lib/panel/time-words.ts";
import { Button } from "../../ui/button.tsx";
import { OutsideText } from "../../ui/outside-text.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { SelectField } from "../content/select-field.tsx";
import { Answer } from "../shell/answer.tsx";
import { Confirm } from "../shell/confirm.tsx";
import { CopyTextButton } from "../shell/copy-text-button.tsx";
import { Row, RowList } from "../shell/rows.tsx";

/** What a source says that it is; all speak the same API. */
const TYPES = [
  { value: "segment", label: "Segment" },
  { value: "rudderstack", label: "RudderStack" },
  { value: "webhook", label: "A webhook" },
  { value: "other", label: "Another tool" },
];

/** Tools that send events, and when each was last heard. */
export function Sources() {
  const sources = useHub("sources", { deleted: "1" }, { every: 30_000 });
  return (
    <>
      <AddSource />
      <Answer query={sources}>
        {({ items }) => (
          <RowList
            title="Sources"
            count={items.filter(({ deletedAt }) => deletedAt === null).length}
            empty={
              items.length === 0 && "No tool is connected. Add one, and give its key to whoever runs it."
            }
          >
            {items.map((source) => (
              <SourceRow key={source.id} source={source} />
            ))}
          </RowList>
        )}
      </Answer>
    </>
  );
}

function AddSource() {
  const [name, setName] = useState("");
  const [type, setType] = useState("segment");
  const [org, setOrg] = useState("");
  const add = useHubWrite("addSource", ["sources", "today"]);
  function send(event: FormEvent) {
    event.preventDefault();
    const said = { type, name: name.trim(), ...(org.trim() === "" ? {} : { org: org.trim() }) };
    add.mutate(said, { onSuccess: () => setName("") });
  }
  return (
    <section aria-label="Add a source" style={{ marginBottom: 28 }}>
      <form className="form" data-inline onSubmit={send}>
        <TextField label="Name, such as Website" value={name} onChange={setName} maxLength={120} />
        <SelectField label="What sends" value={type} onChange={setType} options={TYPES} />
        <TextField
          label="CRM org (its My Domain), if it sends record ids"
          value={org}
          onChange={setOrg}
          placeholder="acme"
        />
        <Button type="submit" look="filled" disabled={name.trim() === ""} aria-busy={add.isPending}>
          Add source
        </Button>
      </form>
      {add.error && (
        <p className="form-problem" role="alert">
          {add.error.message}
        </p>
      )}
      {add.data?.writeKey && <WriteKey writeKey={add.data.writeKey} />}
    </section>
  );
}

function WriteKey({ writeKey }: { writeKey: string }) {
  const snippet = sendingSnippet(window.location.origin, writeKey);
  return (
    <div className="secret" role="status">
      <p>The write key, shown only now. Whoever has it can send events, and read nothing.</p>
      <pre>{writeKey}</pre>
      <p>To try it from a terminal:</p>
      <pre>{snippet}</pre>
      <div className="secret-buttons">
        <CopyTextButton label="Copy key" text={writeKey} />
        <CopyTextButton label="Copy command" text={snippet} />
      </div>
    </div>
  );
}

function SourceRow({ source }: { source: Source }) {
  const clock = useClock();
  const rotate = useHubWrite("rotateKey", ["sources"]);
  const remove = useHubWrite("deleteSource", ["sources", "today"]);
  const restore = useHubWrite("restoreSource", ["sources", "today"]);
  const problem = rotate.error ?? remove.error ?? restore.error;
  const gone = source.deletedAt !== null;
  const counts = [
    `${source.accepted.toLocaleString("en-GB")} taken`,
    source.duplicates > 0 && `${source.duplicates.toLocaleString("en-GB")} twice`,
    source.rejected > 0 && `${source.rejected.toLocaleString("en-GB")} rejected`,
    source.conflicts > 0 && `${source.conflicts.toLocaleString("en-GB")} conflicting`,
    source.suppressed > 0 && `${source.suppressed.toLocaleString("en-GB")} held off`,
  ].filter(Boolean);
  return (
    <Row
      title={<OutsideText>{source.name}</OutsideText>}
      note={`${source.type}${source.org ? `, ${source.org}` : ""} · ${counts.join(", ")}${source.keys > 1 ? ` · ${source.keys} keys` : ""}`}
      facts={
        gone
          ? "deleted"
          : source.lastEventAt
            ? `last event ${momentWords(source.lastEventAt, clock)}`
            : "nothing heard yet"
      }
      actions={
        gone ? (
          <Button aria-busy={restore.isPending} onClick={() => restore.mutate({ id: source.id })}>
            Restore
          </Button>
        ) : (
          <>
            <Confirm
              label="New key"
              question="The old key is taken for a day more, so that nothing under way is lost."
              yes="Make a new key"
              busy={rotate.isPending}
              onYes={() => rotate.mutate({ id: source.id })}
            />
            <Confirm
              label="Delete"
              question="Nothing more is taken from it. What it sent stays, and it can be restored."
              yes="Delete the source"
              busy={remove.isPending}
              onYes={() => remove.mutate({ id: source.id })}
            />
          </>
        )
      }
    >
      {problem && (
        <p className="form-problem" role="alert">
          {problem.message}
        </p>
      )}
      {rotate.data?.writeKey && <WriteKey writeKey={rotate.data.writeKey} />}
    </Row>
  );
}
