import type { ContextPart } from "../../../../lib/contract/feedback.ts";
import { companySizeWords } from "../../../../lib/contract/feedback-words.ts";
import type { FeedbackItem } from "../../../../lib/contract/inbox.ts";
import { crmOf } from "../../../../lib/desk/feedback/crm-of.ts";
import { OutsideText } from "../../../ui/outside-text.tsx";
import { DeskIcon } from "../../shell/icons.tsx";

const PARTS: readonly { label: string; parts: readonly ContextPart[] }[] = [
  { label: "Person", parts: ["name", "title"] },
  { label: "Stage", parts: ["stage"] },
  { label: "Company", parts: ["company", "companySize"] },
  { label: "Deal", parts: ["deal"] },
  { label: "Shown because", parts: ["shownBecause"] },
  { label: "Industry", parts: ["industry"] },
  { label: "Country", parts: ["country"] },
];

/** The lead as the giver saw it at the click; what they took away is said, and what nobody knew is left out. */
export function AtTheClick({ item: { context, taken, record, recordUrl, erased } }: { item: FeedbackItem }) {
  const crm = record && crmOf(record);
  const rows = PARTS.flatMap(({ label, parts }) => {
    const known = parts.flatMap((part) => {
      const text = context[part];
      if (text === undefined) return [];
      return part === "companySize" ? companySizeWords(text) : text;
    });
    const all = parts.every((part) => taken.includes(part) || context[part] === undefined);
    const isTaken = all && parts.some((part) => taken.includes(part));
    return known.length === 0 && !isTaken ? [] : [{ label, known, isTaken }];
  });
  return (
    <section className="at-the-click" aria-labelledby="at-the-click">
      <div className="item-section-head">
        <h3 id="at-the-click">As it was at the click</h3>
        {recordUrl && (
          <a href={recordUrl} target="_blank" rel="noopener noreferrer">
            Open in {crm ?? "the CRM"} <DeskIcon name="outside" size={14} />
          </a>
        )}
      </div>
      {erased && <p className="quiet-text">The person was erased: what was said stays, without them.</p>}
      {rows.length === 0 && !erased ? (
        <p className="quiet-text">Nothing went along with it.</p>
      ) : (
        <dl>
          {rows.map(({ label, known, isTaken }) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd data-taken={isTaken || undefined}>
                {isTaken ? "Taken away by the giver" : <OutsideText>{known.join(", ")}</OutsideText>}
              </dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  );
}
