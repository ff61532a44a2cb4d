import "./people.css";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useHub } from "../../../lib/desk/use-hub.ts";
import { useMay } from "../../../lib/desk/use-me.ts";
import { Note } from "../shell/note.tsx";
import { Page } from "../shell/page.tsx";
import { ViewTabs } from "../shell/view-tabs.tsx";
import { ImportStrip } from "./import-strip.tsx";

export type PeopleView = "find" | "conflicts" | "merged" | "imports" | "opportunities" | "erased";

interface PeoplePageProps {
  view: PeopleView;
  /** Instead of importing people; null: nothing. */
  action?: ReactNode;
  children: ReactNode;
}

/** What every page of People has: its views, the import under way, and who may be here. */
export function PeoplePage({ view, action, children }: PeoplePageProps) {
  const mends = useMay("mendPeople");
  const erases = useMay("protectPeople");
  const today = useHub("today", undefined);
  if (!mends) return <OnlyMarketing />;
  const tab = (name: PeopleView, label: string, count?: number) => ({
    label,
    count,
    current: view === name,
    link:
      name === "find"
        ? ({ to: "/people" } as const)
        : name === "opportunities"
          ? ({ to: "/people/opportunities" } as const)
          : ({ to: "/people/$view", params: { view: name } } as const),
  });
  const conflicts = today.data?.conflicts;
  return (
    <Page
      title="People"
      tabs={
        <ViewTabs
          label="Views of people"
          tabs={[
            tab("find", "Find"),
            tab("conflicts", "Conflicts", conflicts || undefined),
            tab("merged", "Merged"),
            tab("imports", "Imports"),
            tab("opportunities", "Opportunities"),
            ...(erases ? [tab("erased", "Erased")] : []),
          ]}
        />
      }
      actions={
        action === undefined ? (
          <Link to="/people/import" className="button" data-look="filled">
            Import
          </Link>
        ) : (
          action
        )
      }
      strip={<ImportStrip />}
    >
      {children}
    </Page>
  );
}

function OnlyMarketing() {
  const today = useHub("today", undefined);
  const admin = today.data?.setUp.admins[0];
  return (
    <Page title="People">
      <Note
        title="You see people beside their records"
        text={`Open a lead or contact in your CRM: the panel tells what they did. Who is who is mended by marketing.${
          admin ? ` Ask ${admin.name} if somebody is taken for somebody else.` : ""
        }`}
      />
    </Page>
  );
}
