import { useRef } from "react";
import { type AddressReport, useAddressImport } from "../../../../lib/desk/content/use-address-import.ts";
import { Button } from "../../../ui/button.tsx";

interface ImportAddressesProps {
  onDone: () => void;
  onTaken: () => void;
}

/** Web pages from a CSV: first what would be taken and what not, then the taking. */
export function ImportAddresses({ onDone, onTaken }: ImportAddressesProps) {
  const { file, preview, done, problem, busy, choose, take } = useAddressImport(onTaken);
  const input = useRef<HTMLInputElement>(null);
  const report = done ?? preview;
  return (
    <section className="add-form" aria-label="Import addresses">
      <p>
        <strong>Web pages from a CSV</strong>{" "}
        <span className="quiet-text">
          A column of addresses and one of titles, in any order, with or without a heading.
        </span>
      </p>
      <div className="form-buttons">
        <Button onClick={() => input.current?.click()}>{file ? "Choose another CSV" : "Choose a CSV"}</Button>
        <input
          ref={input}
          type="file"
          hidden
          accept=".csv,text/csv,text/plain"
          aria-label="A CSV of addresses and titles"
          onChange={(event) => {
            const [chosen] = event.target.files ?? [];
            event.target.value = "";
            if (chosen) void choose(chosen);
          }}
        />
        {file && <span className="quiet-text">{file.name}</span>}
      </div>
      {problem && (
        <p className="part-problem" role="alert">
          {problem}
        </p>
      )}
      {report && <Report report={report} done={done !== undefined} />}
      <div className="form-buttons">
        {preview && !done && preview.taken > 0 && (
          <Button aria-busy={busy} onClick={() => void take()}>
            {busy ? "Adding…" : `Add ${preview.taken.toLocaleString("en-GB")} web pages`}
          </Button>
        )}
        <Button look="text" onClick={onDone}>
          {done ? "Close" : "Cancel"}
        </Button>
      </div>
    </section>
  );
}

function Report({
  report: { lines, taken, known, faults, bad },
  done,
}: {
  report: AddressReport;
  done: boolean;
}) {
  const count = (figure: number) => figure.toLocaleString("en-GB");
  return (
    <div>
      <p role="status">
        {count(lines)} lines: {count(taken)} {done ? "added" : "to add"}, {count(known)} here already,{" "}
        {count(bad)} not taken.
      </p>
      {faults.length > 0 && (
        <ul className="import-faults" aria-label="Not taken">
          {faults.map(({ line, reason }) => (
            <li key={line}>
              Line {count(line)}: {reason}
            </li>
          ))}
          {bad > faults.length && <li>and {count(bad - faults.length)} more</li>}
        </ul>
      )}
    </div>
  );
}
