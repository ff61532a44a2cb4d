import "./shell.css";
// Also of links that look like buttons.
import "../../ui/button.css";
import { Link, Outlet, useLocation } from "@tanstack/react-router";
import { useCallback, useEffect, useRef, useState } from "react";
import type { Member } from "../../../lib/contract/member.ts";
import { useDeskKeys } from "../../../lib/desk/desk-keys.ts";
import { type Notice, NoticeProvider } from "../../../lib/desk/notice.ts";
import { useHub } from "../../../lib/desk/use-hub.ts";
import { MemberProvider } from "../../../lib/desk/use-me.ts";
import { BrandMark } from "../../ui/brand-mark.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { StatusLine } from "../../ui/status-line.tsx";
import { AwayBand } from "./away-band.tsx";
import { DeskIcon, type DeskIconName } from "./icons.tsx";
import { MemberFoot } from "./member-foot.tsx";

interface Entry {
  label: string;
  icon: DeskIconName;
  to: "/" | "/people" | "/content" | "/feedback" | "/settings";
}

/** Entries appear with the release that brings them, and then stay. */
const ENTRIES: readonly Entry[] = [
  { label: "Today", icon: "today", to: "/" },
  { label: "People", icon: "people", to: "/people" },
  { label: "Content", icon: "content", to: "/content" },
  { label: "Feedback", icon: "feedback", to: "/feedback" },
  { label: "Settings", icon: "settings", to: "/settings" },
];
const SAID_FOR_MS = 8_000;
const JUST_NOW_MS = 2_000;

/** All that stands around a page: the way to the others, who is signed in, what just happened. */
export function Shell({ member }: { member: Member }) {
  useDeskKeys();
  const { pathname } = useLocation();
  const [menuOpen, setMenuOpen] = useState(false);
  const [notice, setNotice] = useState<Notice>();
  const said = useRef(0);
  const tell = useCallback((next: Notice) => {
    said.current = Date.now();
    setNotice(next);
  }, []);
  const before = useRef(pathname);
  useEffect(() => {
    if (before.current === pathname) return;
    before.current = pathname;
    setMenuOpen(false);
    // What was said of another page goes with it; what the step here said has only just come.
    setNotice((now) => (now && !now.stays && Date.now() - said.current > JUST_NOW_MS ? undefined : now));
  }, [pathname]);
  useEffect(() => {
    if (!notice) return;
    const timer = setTimeout(() => setNotice(undefined), notice.forMs ?? SAID_FOR_MS);
    return () => clearTimeout(timer);
  }, [notice]);

  return (
    <MemberProvider value={member}>
      <NoticeProvider value={tell}>
        <div className="shell" data-menu={menuOpen ? "open" : undefined}>
          <a className="skip-link" href="#work">
            Skip to the page
          </a>
          <header className="shell-bar">
            <IconButton
              label={menuOpen ? "Close the menu" : "Open the menu"}
              aria-expanded={menuOpen}
              aria-controls="navigation"
              onClick={() => setMenuOpen(!menuOpen)}
            >
              <DeskIcon name="menu" />
            </IconButton>
            <Brand />
          </header>
          <nav className="shell-side" id="navigation" aria-label="Leadside">
            <Brand />
            <ul>
              {ENTRIES.map((entry) => (
                <li key={entry.to}>
                  <NavigationLink entry={entry} pathname={pathname} />
                </li>
              ))}
            </ul>
            <MemberFoot member={member} />
          </nav>
          <main id="work" className="shell-main" tabIndex={-1}>
            <AwayBand />
            <Outlet />
          </main>
          <StatusLine
            text={notice?.text}
            undo={
              notice?.undo &&
              (() => {
                setNotice(undefined);
                notice.undo?.();
              })
            }
          />
        </div>
      </NoticeProvider>
    </MemberProvider>
  );
}

function Brand() {
  return (
    <p className="shell-brand">
      <BrandMark />
      Leadside
    </p>
  );
}

function NavigationLink({ entry, pathname }: { entry: Entry; pathname: string }) {
  const waiting = useWaiting(entry.to);
  const current = entry.to === "/" ? pathname === "/" : pathname.startsWith(entry.to);
  return (
    <Link
      to={entry.to}
      className="shell-link"
      aria-current={current ? "page" : undefined}
      activeProps={{}}
      activeOptions={{ exact: true }}
    >
      <DeskIcon name={entry.icon} />
      {entry.label}
      {waiting > 0 && (
        <span className="shell-count">
          {waiting}
          <span className="visually-hidden"> waiting</span>
        </span>
      )}
    </Link>
  );
}

/** What waits for me there; read anew every few minutes, and when I come back to the window. */
function useWaiting(to: Entry["to"]): number {
  const { data } = useHub("today", undefined, { every: 5 * 60_000 });
  if (!data) return 0;
  const { reviews, withoutGuidance, claimReviews = [], feedback, conflicts, aside } = data;
  const answers = feedback?.count ?? 0;
  if (to === "/")
    return reviews.length + withoutGuidance.length + claimReviews.length + answers + conflicts + aside;
  if (to === "/feedback") return answers;
  if (to === "/people") return conflicts;
  return 0;
}
