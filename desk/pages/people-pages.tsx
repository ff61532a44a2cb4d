import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { Conflicts } from "../../components/desk/people/conflicts.tsx";
import { Erased } from "../../components/desk/people/erased.tsx";
import { FindPeople } from "../../components/desk/people/find-people.tsx";
import { ImportPage } from "../../components/desk/people/import-page.tsx";
import { Imports } from "../../components/desk/people/imports.tsx";
import { MergedPeople } from "../../components/desk/people/merges.tsx";
import { PersonPage } from "../../components/desk/people/person-page.tsx";
import { isPeopleView, type PeopleViewName } from "../../lib/desk/people-views.ts";

export { NewImport } from "../../components/desk/people/new-import.tsx";
export { Opportunities } from "../../components/desk/pipeline/opportunities.tsx";

const find = getRouteApi("/signed-in/people/");

export function Find() {
  const { who = "" } = find.useSearch();
  const navigate = useNavigate();
  return (
    <FindPeople key={who} asked={who} onAsk={(text) => navigate({ to: "/people", search: { who: text } })} />
  );
}

const oneImport = getRouteApi("/signed-in/people/imports/$importId");

export const OneImport = () => <ImportPage importId={oneImport.useParams().importId} />;

const person = getRouteApi("/signed-in/people/person/$personId");

export function Person() {
  const { personId } = person.useParams();
  return <PersonPage key={personId} personId={personId} />;
}

const SHOWN = {
  conflicts: Conflicts,
  merged: MergedPeople,
  imports: Imports,
  erased: Erased,
} satisfies Record<PeopleViewName, unknown>;
const view = getRouteApi("/signed-in/people/$view");

export function View() {
  const { view: name } = view.useParams();
  if (!isPeopleView(name)) return null;
  const Shown = SHOWN[name];
  return <Shown />;
}
