import "./view-tabs.css";
import { Link, type LinkProps } from "@tanstack/react-router";

interface ViewTab {
  label: string;
  /** How many rows the view has; absent while not known. */
  count?: number | undefined;
  link: LinkProps;
  current: boolean;
}

/** The views of a page, as links with their counts. */
export function ViewTabs({ label, tabs }: { label: string; tabs: readonly ViewTab[] }) {
  return (
    <nav className="view-tabs" aria-label={label}>
      {tabs.map((tab) => (
        <Link
          key={tab.label}
          {...tab.link}
          className="view-tab"
          aria-current={tab.current ? "page" : undefined}
          // The router marks by its own lights, which know nothing of what a view is.
          activeProps={{}}
          activeOptions={{ exact: true, includeSearch: true }}
        >
          {tab.label}
          {tab.count !== undefined && (
            <span className="view-tab-count">{tab.count.toLocaleString("en-GB")}</span>
          )}
        </Link>
      ))}
    </nav>
  );
}
