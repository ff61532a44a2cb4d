import type { Comparison } from "../../../lib/contract/claim.ts";
import { type ReasonColumn, reasonColumns, sideName } from "../../../lib/desk/claims/comparison-words.ts";
import { useNarrow } from "../../../lib/desk/use-narrow.ts";
import { InboxFigure } from "./inbox-figure.tsx";

/** How often each fell flat, by why; every figure opens what the reps said. */
export function WhyFlat({ comparison }: { comparison: Comparison }) {
  const narrow = useNarrow();
  const columns = reasonColumns(comparison);
  const sides = (["b", "a"] as const).map((which) => ({
    which,
    name: sideName(comparison, comparison[which]),
    versionId: comparison[which].versionId,
    all: comparison[which].rate.of - comparison[which].rate.landed,
  }));
  type Side = (typeof sides)[number];
  const figure = (side: Side, column?: ReasonColumn) => (
    <InboxFigure
      count={column ? column[side.which] : side.all}
      of={`${side.name}, ${column ? column.words : "fell flat"}`}
      search={{
        comparisonId: comparison.id,
        claimVersionId: side.versionId,
        type: "fell_flat",
        ...(column ? { reason: column.reason } : {}),
      }}
    />
  );
  return (
    <section className="work-part" aria-labelledby={`why-${comparison.id}`}>
      <h2 id={`why-${comparison.id}`} className="part-title">
        Why it fell flat
      </h2>
      {sides.every(({ all }) => all === 0) ? (
        <p className="quiet-text">It has not fallen flat yet.</p>
      ) : (
        <table className="figures-table">
          <caption className="visually-hidden">How often each fell flat, by reason</caption>
          {narrow ? (
            <>
              <Head cells={sides.map(({ name }) => name)} />
              <tbody>
                {columns.map((column) => (
                  <Line
                    key={column.reason}
                    name={column.words}
                    cells={sides.map((side) => figure(side, column))}
                  />
                ))}
                <Line name="All" cells={sides.map((side) => figure(side))} />
              </tbody>
            </>
          ) : (
            <>
              <Head cells={[...columns.map(({ words }) => words), "All"]} />
              <tbody>
                {sides.map((side) => (
                  <Line
                    key={side.which}
                    name={side.name}
                    cells={[...columns.map((column) => figure(side, column)), figure(side)]}
                  />
                ))}
              </tbody>
            </>
          )}
        </table>
      )}
    </section>
  );
}

function Head({ cells }: { cells: readonly string[] }) {
  return (
    <thead>
      <tr>
        <td />
        {cells.map((words) => (
          <th key={words} scope="col">
            {words}
          </th>
        ))}
      </tr>
    </thead>
  );
}

function Line({ name, cells }: { name: string; cells: readonly React.ReactNode[] }) {
  return (
    <tr>
      <th scope="row">{name}</th>
      {cells.map((cell, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: columns stay where they are.
        <td key={at}>{cell}</td>
      ))}
    </tr>
  );
}
