import "../shell/form.css";
import { useState } from "react";
import type { ReplyOf } from "../../../lib/contract/endpoints.ts";
import { askedOrg } from "../../../lib/desk/asked-org.ts";
import { importedWords } from "../../../lib/desk/pipeline/opportunity-words.ts";
import {
  useImportOpportunities,
  useOpportunityPreview,
} from "../../../lib/desk/pipeline/use-opportunity-import.ts";
import { Button } from "../../ui/button.tsx";
import { OutsideText } from "../../ui/outside-text.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { DropPlace } from "../people/drop-place.tsx";
import { ImportOrg, type TypedOrg } from "../people/import-org.tsx";
import { Answer } from "../shell/answer.tsx";
import { Note } from "../shell/note.tsx";
import { Row, RowList } from "../shell/rows.tsx";

type Report = ReplyOf<"importOpportunities">;

const REPORT =
  "A report of opportunities from your CRM: id, name, company, stage, amount, close date, contacts. At most 20 MB. You see how the columns were understood before anything is kept, and importing it again changes only what is new.";

/** The hub names no more. */
const MOST_FAULTS = 100;

interface NewOpportunitiesProps {
  /** A report was chosen. */
  onBegin: () => void;
  /** Away from here; undefined where there is nowhere else. */
  onDone: (() => void) | undefined;
}

/** A CRM report, dropped or chosen: how it is understood is shown before anything is kept. */
export function NewOpportunities({ onBegin, onDone }: NewOpportunitiesProps) {
  const [file, setFile] = useState<File>();
  const [typedOrg, setTypedOrg] = useState<TypedOrg>();
  const [typedCurrency, setTypedCurrency] = useState("");
  const org = typedOrg === undefined ? "" : askedOrg(typedOrg);
  const currency = typedCurrency.trim().toUpperCase();
  const isCurrency = currency === "" || /^[A-Z]{3}$/.test(currency);
  const settings = { org: org ?? "", currency: isCurrency ? currency : "" };
  const preview = useOpportunityPreview(file, settings);
  const start = useImportOpportunities(file, settings);
  const reset = (chosen?: File) => {
    if (chosen) onBegin();
    start.reset();
    setFile(chosen);
  };
  if (start.data)
    return (
      <Note title="Taken" text={`${importedWords(start.data)}.`}>
        <Button onClick={() => reset()}>Import another</Button>
        {onDone && <Button onClick={onDone}>Done</Button>}
        <Faults report={start.data} />
      </Note>
    );
  if (!file)
    return (
      <div className="pipeline-drop">
        <DropPlace words={REPORT} onFile={reset} />
        {onDone && (
          <Button look="text" onClick={onDone}>
            Cancel
          </Button>
        )}
      </div>
    );
  return (
    <div className="pipeline-drop">
      <Answer query={preview}>
        {(report) =>
          report && (
            <>
              <Understood name={file.name} report={report} />
              <ImportOrg typed={typedOrg} onChange={setTypedOrg} />
              <div className="form">
                <TextField
                  label="Amounts that name no currency are in"
                  placeholder="EUR"
                  value={typedCurrency}
                  onChange={setTypedCurrency}
                  maxLength={3}
                  error={isCurrency ? undefined : "A currency is three letters, such as EUR."}
                />
              </div>
              {start.error && (
                <p className="form-problem" role="alert">
                  {start.error.message}
                </p>
              )}
              <div className="import-buttons">
                <Button
                  look="filled"
                  aria-busy={start.isPending || preview.isFetching}
                  disabled={
                    org === undefined || !isCurrency || report.lines === 0 || report.bad >= report.lines
                  }
                  onClick={() => start.mutate()}
                >
                  {linesWords("Import", report.lines - report.bad)}
                </Button>
                <Button onClick={() => reset()}>Another file</Button>
              </div>
              <Faults report={report} />
            </>
          )
        }
      </Answer>
      {preview.error && <Button onClick={() => reset()}>Choose another file</Button>}
    </div>
  );
}

function Understood({ name, report }: { name: string; report: Report }) {
  return (
    <section aria-labelledby="columns-title">
      <h2 id="columns-title" className="note-title">
        <OutsideText>{name}</OutsideText>: {linesWords("", report.lines)}, this is how they are understood
      </h2>
      <p className="people-tabs-note">Nothing is kept yet. Lines of one id are one opportunity.</p>
      <dl className="pipeline-columns">
        {report.columns.map((column, n) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two columns may have one label.
          <div key={n}>
            <dt>
              <OutsideText>{column.name || "(no label)"}</OutsideText>
            </dt>
            <dd data-none={column.as === null || undefined}>{column.as ?? "left out"}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function linesWords(verb: string, lines: number): string {
  return `${verb} ${lines === 1 ? "one line" : `${lines.toLocaleString("en-GB")} lines`}`.trim();
}

/** A line may be taken without what is wrong in it, or not at all; each says which. */
function Faults({ report: { bad, faults } }: { report: Report }) {
  if (faults.length === 0) return null;
  return (
    <RowList
      title="What is wrong in it"
      count={faults.length}
      more={faults.length >= MOST_FAULTS}
      fact={bad === 0 ? "All lines are taken" : `${linesWords("", bad)} not taken, the others all the same`}
    >
      {faults.map(({ line, reason }) => (
        <Row
          key={`${line} ${reason}`}
          title={`Line ${line.toLocaleString("en-GB")}`}
          note={<OutsideText>{reason}</OutsideText>}
        />
      ))}
    </RowList>
  );
}
