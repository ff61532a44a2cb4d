import { Link } from "@tanstack/react-router";
import type { JudgedPerson } from "../../../../lib/contract/condition.ts";
import { useMay } from "../../../../lib/desk/use-me.ts";
import { OutsideText } from "../../../ui/outside-text.tsx";

/** People and why they are here, in dated facts; who may see all that is known of them gets there by the name. */
export function PeopleList({ people, label }: { people: readonly JudgedPerson[]; label: string }) {
  const mayOpen = useMay("mendPeople");
  return (
    <ul className="people-list" aria-label={label}>
      {people.map(({ id, name, title, company, why }) => (
        <li key={id}>
          <p>
            <strong>
              {mayOpen ? (
                <Link to="/people" search={{ who: id }}>
                  <OutsideText>{name}</OutsideText>
                </Link>
              ) : (
                <OutsideText>{name}</OutsideText>
              )}
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
