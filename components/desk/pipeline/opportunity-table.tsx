import type { Opportunity } from "../../../lib/contract/opportunity.ts";
import { amountWords, closesWords, endWords } from "../../../lib/desk/pipeline/opportunity-words.ts";
import { OutsideText } from "../../ui/outside-text.tsx";

/** Opportunities as the CRM said them, newest first. */
export function OpportunityTable({ items, total }: { items: readonly Opportunity[]; total: number }) {
  return (
    <section className="row-list" aria-labelledby="opportunities">
      <div className="row-list-head">
        <h2 id="opportunities">
          Opportunities <span className="row-list-count">{total.toLocaleString("en-GB")}</span>
        </h2>
        <div className="row-list-fact">Changed last first</div>
      </div>
      <table className="opportunity-table" aria-rowcount={total + 1}>
        <caption className="visually-hidden">Opportunities</caption>
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">Stage</th>
            <th scope="col">Closes</th>
            <th scope="col">Contacts</th>
            <th scope="col">Amount</th>
          </tr>
        </thead>
        <tbody>
          {items.map((one) => (
            <tr key={one.id}>
              <th scope="row">
                <OutsideText>{one.name || one.crmId}</OutsideText>{" "}
                <span className="list-row-note">
                  <OutsideText>{one.company}</OutsideText>
                </span>
              </th>
              <td>
                {one.stage ? (
                  <OutsideText>{one.stage}</OutsideText>
                ) : (
                  <span className="list-row-note">not said</span>
                )}
                {!one.open && <span className="list-row-note"> {endWords(one)}</span>}
              </td>
              <td>{closesWords(one.closesOn)}</td>
              <td>{one.contacts.toLocaleString("en-GB")}</td>
              <td>{amountWords(one)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
