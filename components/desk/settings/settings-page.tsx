import "./settings.css";
import { Link } from "@tanstack/react-router";
import type { ComponentType } from "react";
import { may } from "../../../lib/contract/permissions.ts";
import { SETTINGS_PAGES, type SettingsPageName } from "../../../lib/desk/settings-pages.ts";
import { useHub } from "../../../lib/desk/use-hub.ts";
import { useMember } from "../../../lib/desk/use-me.ts";
import { Note } from "../shell/note.tsx";
import { Page } from "../shell/page.tsx";
import { EventsAside } from "./events-aside.tsx";
import { HeldOff } from "./held-off.tsx";
import { Keys } from "./keys.tsx";
import { LookUps } from "./look-ups.tsx";
import { Mailboxes } from "./mailboxes.tsx";
import { Members } from "./members.tsx";
import { MyMail } from "./my-mail.tsx";
import { MySignIns } from "./my-sign-ins.tsx";
import { Promised } from "./promise.tsx";
import { Reading } from "./reading.tsx";
import { RetentionSettings } from "./retention.tsx";
import { Sources } from "./sources.tsx";
import { Teams } from "./teams.tsx";

const SHOWN: Record<SettingsPageName, ComponentType> = {
  mine: MySignIns,
  mail: MyMail,
  members: Members,
  teams: Teams,
  sources: Sources,
  events: EventsAside,
  "look-ups": LookUps,
  retention: RetentionSettings,
  mailboxes: Mailboxes,
  reading: Reading,
  promise: Promised,
  "held-off": HeldOff,
  keys: Keys,
};

/** One page of Settings, beside the list of those that this role has. */
export function SettingsPage({ name }: { name: SettingsPageName }) {
  const { role } = useMember();
  const pages = SETTINGS_PAGES.filter(({ needs }) => may(role === "unknown" ? "rep" : role, needs));
  const page = pages.find((one) => one.name === name);
  const Shown = SHOWN[name];
  return (
    <Page title={page ? page.label : "Settings"} fact={page && "Settings"}>
      <div className="settings">
        <nav className="settings-pages" aria-label="Settings">
          <ul>
            {pages.map((one) => (
              <li key={one.name}>
                <Link
                  to="/settings/$page"
                  params={{ page: one.name }}
                  className="settings-link"
                  activeProps={{}}
                  activeOptions={{ exact: true }}
                  aria-current={one.name === name ? "page" : undefined}
                >
                  {one.label}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
        <div className="settings-body">{page ? <Shown /> : <NotYours />}</div>
      </div>
    </Page>
  );
}

function NotYours() {
  const [admin] = useHub("today", undefined).data?.setUp.admins ?? [];
  return (
    <Note
      title="This is an admin’s"
      text={`Ask ${admin ? admin.name : "an admin of Leadside"} for what you need here.`}
    />
  );
}
