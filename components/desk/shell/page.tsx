import "./page.css";
import { type ReactNode, useEffect, useRef } from "react";

interface PageProps {
  title: string;
  /** In small beside the title, such as the day. */
  fact?: ReactNode;
  /** Views of the page with their counts: see `ViewTabs`. */
  tabs?: ReactNode;
  /** At the right of the head: search, and one primary button at most. */
  actions?: ReactNode;
  /** A long job under way, in a strip under the head. */
  strip?: ReactNode;
  /** What answers to the work at the left. Below 1024 px it goes under the work. */
  aside?: ReactNode;
  /** Of the aside, in pixels; `rest`: all that a work of about 430 leaves. */
  asideWidth?: 272 | 352 | 400 | 496 | "rest";
  /** What the aside is called for screen readers. */
  asideLabel?: string;
  /** The aside is counted live. */
  asideLive?: boolean;
  /** The way back, before the title: an element with `data-back`. */
  back?: ReactNode;
  children: ReactNode;
}

/** Where the page was that took the focus last; the first one leaves it to the browser. */
let focusedAt: string | undefined;

/** A page of the desk: head, work and aside. The title is also the tab's, and takes the focus when a page opens. */
export function Page({
  title,
  fact,
  tabs,
  actions,
  strip,
  aside,
  asideWidth = 272,
  asideLabel,
  asideLive,
  back,
  children,
}: PageProps) {
  useEffect(() => {
    document.title = `${title} · Leadside`;
  }, [title]);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    const { pathname } = window.location;
    if (focusedAt !== undefined && focusedAt !== pathname) heading.current?.focus();
    focusedAt = pathname;
  }, []);
  return (
    <>
      <header className="page-head">
        {back}
        <h1 ref={heading} className="page-title" tabIndex={-1}>
          {title}
        </h1>
        {fact && <span className="page-fact">{fact}</span>}
        {tabs}
        {actions && <div className="page-actions">{actions}</div>}
      </header>
      {strip}
      <div className="page-body" data-aside={aside ? asideWidth : undefined}>
        <div className="page-work">{children}</div>
        {aside && (
          <aside className="page-aside" aria-label={asideLabel} data-live={asideLive || undefined}>
            {aside}
          </aside>
        )}
      </div>
    </>
  );
}
