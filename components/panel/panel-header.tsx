import "./panel-header.css";
import { type ReactNode, type Ref, useEffect, useRef } from "react";
import { Icon } from "../ui/icon.tsx";
import { IconButton } from "../ui/icon-button.tsx";
import { Menu } from "../ui/menu.tsx";
import { OutsideText } from "../ui/outside-text.tsx";

export interface PanelHeaderProps {
  /** The person's name, once known. */
  name?: string | undefined;
  /** Whose record it is: title and company, else the record's id. */
  line?: string | undefined;
  /** How the person was found, and how old that is. */
  match?: ReactNode;
  tags?: readonly string[];
  headingRef: Ref<HTMLHeadingElement>;
  onRefresh?: (() => void) | undefined;
  /** A refresh is on its way. */
  refreshing: boolean;
  onClose: () => void;
  more: readonly { label: string; onSelect: () => void }[];
}

/** A line of up to this many characters is never cut. */
const SURELY_WHOLE = 40;

/** Whose record this is. It stays on top while the rest scrolls. */
export function PanelHeader({ name, line, match, tags = [], headingRef, ...actions }: PanelHeaderProps) {
  return (
    <header className="panel-header" ref={useScrollPadding()}>
      <div className="panel-header-row">
        <h1 ref={headingRef} tabIndex={-1} className={name ? undefined : "unknown"}>
          {name ? <OutsideText>{name}</OutsideText> : "Not known yet"}
        </h1>
        <div className="panel-header-buttons">
          {actions.onRefresh && (
            <IconButton label="Refresh" onClick={actions.onRefresh} aria-busy={actions.refreshing}>
              <Icon name="refresh" />
            </IconButton>
          )}
          <Menu
            trigger={
              <IconButton label="More">
                <Icon name="more" />
              </IconButton>
            }
            actions={actions.more}
          />
          <IconButton label="Close" onClick={actions.onClose}>
            <Icon name="close" />
          </IconButton>
        </div>
      </div>
      {line && (
        <p className="panel-header-line" title={line.length > SURELY_WHOLE ? line : undefined}>
          <bdi>{line}</bdi>
        </p>
      )}
      {match && <p className="panel-header-match">{match}</p>}
      {tags.map((tag) => (
        <span key={tag} className="panel-header-tag">
          {tag}
        </span>
      ))}
    </header>
  );
}

/** What gets the focus is scrolled to below the header, not under it. */
function useScrollPadding(): Ref<HTMLElement> {
  const header = useRef<HTMLElement>(null);
  useEffect(() => {
    const element = header.current;
    if (!element) return;
    const root = document.documentElement;
    const observer = new ResizeObserver(() => {
      const sticks = getComputedStyle(element).position === "sticky";
      root.style.scrollPaddingTop = sticks ? `${element.offsetHeight + 8}px` : "";
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return header;
}
