import { createRoute, notFound, Outlet, useNavigate } from "@tanstack/react-router";
import { z } from "zod";
import { Conflicts } from "../../components/desk/people/conflicts.tsx";
import { Erased } from "../../components/desk/people/erased.tsx";
import { FindPeople } from "../../components/desk/people/find-people.tsx";
import { ImportPage } from "../../components/desk/people/import-page.tsx";
import { Imports } from "../../components/desk/people/imports.tsx";
import { MergedPeople } from "../../components/desk/people/merges.tsx";
import { NewImport } from "../../components/desk/people/new-import.tsx";
import { PersonPage } from "../../components/desk/people/person-page.tsx";
import { signedInRoute } from "./signed-in-route.tsx";

const people = createRoute({ getParentRoute: () => signedInRoute, path: "people", component: Outlet });

/** What was asked for stays in the address, so that going back finds it again. */
const find = createRoute({
  getParentRoute: () => people,
  path: "/",
  validateSearch: z.object({ who: z.string().max(500).optional().catch(undefined) }),
  component: Find,
});

function Find() {
  const { who = "" } = find.useSearch();
  const navigate = useNavigate();
  return (
    <FindPeople key={who} asked={who} onAsk={(text) => navigate({ to: "/people", search: { who: text } })} />
  );
}

const newImport = createRoute({ getParentRoute: () => people, path: "import", component: NewImport });

const oneImport = createRoute({
  getParentRoute: () => people,
  path: "imports/$importId",
  component: () => <ImportPage importId={oneImport.useParams().importId} />,
});

const person = createRoute({
  getParentRoute: () => people,
  path: "person/$personId",
  component: Person,
});

function Person() {
  const { personId } = person.useParams();
  return <PersonPage key={personId} personId={personId} />;
}

const VIEWS = { conflicts: Conflicts, merged: MergedPeople, imports: Imports, erased: Erased };
const isView = (name: string): name is keyof typeof VIEWS => Object.hasOwn(VIEWS, name);

const view = createRoute({
  getParentRoute: () => people,
  path: "$view",
  beforeLoad: ({ params }) => {
    if (!isView(params.view)) throw notFound();
  },
  component: View,
});

function View() {
  const { view: name } = view.useParams();
  if (!isView(name)) return null;
  const Shown = VIEWS[name];
  return <Shown />;
}

export const peopleRoute = people.addChildren([find, newImport, oneImport, person, view]);
