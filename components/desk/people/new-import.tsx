import "./people.css";
import "../shell/form.css";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import type { z } from "zod";
import { IMPORT_FIELDS, type ImportField, type ImportPreview } from "../../../lib/contract/import.ts";
import { askedOrg } from "../../../lib/desk/asked-org.ts";
import { FIELD_WORDS, type Mapping } from "../../../lib/desk/import-mapping.ts";
import { faultWords } from "../../../lib/desk/import-words.ts";
import { useImportPreview, useStartImport } from "../../../lib/desk/use-import.ts";
import { Button } from "../../ui/button.tsx";
import { SelectField } from "../content/select-field.tsx";
import { Answer } from "../shell/answer.tsx";
import { Row, RowList } from "../shell/rows.tsx";
import { DropPlace } from "./drop-place.tsx";
import { ImportOrg, type TypedOrg } from "./import-org.tsx";
import { PeoplePage } from "./people-page.tsx";

type Preview = z.infer<typeof ImportPreview>;

const REPORT =
  "A report from your CRM: record id, e-mail, name, title, company, status, owner. At most 64 MB. You see how the columns were understood before anything is kept, and importing it again changes only what is new.";

/** A CRM report, dropped or chosen: how it is understood is shown before anything is kept. */
export function NewImport() {
  const navigate = useNavigate();
  const [file, setFile] = useState<File>();
  const [mapping, setMapping] = useState<Mapping>({});
  const [typedOrg, setTypedOrg] = useState<TypedOrg>();
  const org = typedOrg === undefined ? "" : askedOrg(typedOrg);
  const preview = useImportPreview(file, mapping, org ?? "");
  const start = useStartImport(file, mapping, org ?? "");
  function choose(chosen: File | undefined) {
    if (!chosen) return;
    setMapping({});
    setTypedOrg(undefined);
    start.reset();
    setFile(chosen);
  }
  function begin() {
    start.mutate(undefined, {
      onSuccess: ({ id }) => {
        if (id) void navigate({ to: "/people/imports/$importId", params: { importId: id } });
      },
    });
  }
  return (
    <PeoplePage view="imports">
      {file === undefined ? (
        <DropPlace words={REPORT} onFile={choose} />
      ) : (
        <Answer query={preview}>
          {(read) =>
            read && (
              <>
                <Understood
                  read={read}
                  name={file.name}
                  onMap={(label, field) => setMapping({ ...mapping, [label]: field })}
                />
                {read.columns.some(({ field }) => field === "recordId") && (
                  <ImportOrg typed={typedOrg} onChange={setTypedOrg} />
                )}
                {start.error && (
                  <p className="form-problem" role="alert">
                    {start.error.message}
                  </p>
                )}
                <div className="import-buttons">
                  <Button
                    look="filled"
                    onClick={begin}
                    aria-busy={start.isPending || preview.isFetching}
                    disabled={org === undefined || read.lines === 0 || read.bad >= read.lines}
                  >
                    {importLabel(read.lines - read.bad)}
                  </Button>
                  <Button onClick={() => setFile(undefined)}>Another file</Button>
                </div>
                <Faults read={read} />
              </>
            )
          }
        </Answer>
      )}
      {file !== undefined && preview.error && (
        <Button onClick={() => setFile(undefined)}>Choose another file</Button>
      )}
    </PeoplePage>
  );
}

interface UnderstoodProps {
  read: Preview;
  name: string;
  onMap: (label: string, field: ImportField | "") => void;
}

function Understood({ read, name, onMap }: UnderstoodProps) {
  const options = [
    { value: "", label: "Leave out" },
    ...IMPORT_FIELDS.map((field) => ({ value: field, label: FIELD_WORDS[field] })),
  ];
  const hasStage = read.columns.some(({ field }) => field === "stage");
  return (
    <section aria-labelledby="columns-title">
      <h2 id="columns-title" className="note-title">
        {name}: {read.lines.toLocaleString("en-GB")} lines, this is how they are understood
      </h2>
      <p className="people-tabs-note">
        {read.encoding},{" "}
        {read.footer > 0 ? `${read.footer} lines at the end belong to the report and are left out, ` : ""}
        nothing is kept yet.
      </p>
      <div className="import-columns">
        <div className="import-head" aria-hidden="true">
          <span>Column</span>
          <span>Becomes</span>
          <span>For example</span>
        </div>
        {read.columns.map((column, n) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two columns may have one label.
          <div key={n}>
            <span>{column.label || "(no label)"}</span>
            <SelectField
              label={`${column.label} becomes`}
              quiet
              value={column.field === null || column.field === "unknown" ? "" : column.field}
              options={options}
              onChange={(field) => onMap(column.label, field as ImportField | "")}
            />
            <span className="import-sample">
              {column.field === "status" && hasStage ? `${NO_STAGE}: ` : ""}
              {column.examples.join(", ")}
            </span>
          </div>
        ))}
      </div>
    </section>
  );
}

/** Of a status beside a stage. */
const NO_STAGE = "Used where no stage is given";

const importLabel = (lines: number) =>
  lines === 1 ? "Import one line" : `Import ${lines.toLocaleString("en-GB")} lines`;

function Faults({ read }: { read: Preview }) {
  if (read.bad === 0) return null;
  return (
    <>
      <RowList
        title="Lines that cannot be taken"
        count={read.bad}
        fact="The others are imported all the same"
      >
        {read.faults.map((fault) => (
          <Row
            key={`${fault.line} ${fault.field} ${fault.reason}`}
            title={`Line ${fault.line.toLocaleString("en-GB")}`}
            note={faultWords(fault)}
          />
        ))}
      </RowList>
      {read.faults.length < read.bad && (
        <p className="list-row-note">
          These are the first {read.faults.length}. Once it is imported, all of them stand with the import.
        </p>
      )}
    </>
  );
}
