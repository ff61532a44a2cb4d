import type { JudgedPerson } from "../../../../lib/contract/condition.ts";
import { OutsideText } from "../../../ui/outside-text.tsx";

/** People and why they are here, in dated facts. */
export function PeopleList({ people, label }: { people: readonly JudgedPerson[]; label: string }) {
  return (
    <ul className="people-list" aria-label={label}>
      {people.map(({ id, name, title, company, why }) => (
        <li key={id}>
          <p>
            <strong>
              <OutsideText>{name}</OutsideText>
            </strong>{" "}
            <span className="quiet-text">
              <OutsideText>{[title, company].filter(Boolean).join(" · ")}</OutsideText>
            </span>
          </p>
          <p className="small-text">{why.join(" · ")}</p>
        </li>
      ))}
    </ul>
  );
}
