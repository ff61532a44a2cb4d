import "./themes.css";
import type { UseQueryResult } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useId, useState } from "react";
import type { ReplyOf } from "../../../../lib/contract/endpoints.ts";
import type { HubError } from "../../../../lib/desk/call-hub.ts";
import { type InboxSearch, shortInboxSearch } from "../../../../lib/desk/feedback/inbox-search.ts";
import { Button } from "../../../ui/button.tsx";
import { Icon } from "../../../ui/icon.tsx";
import { Answer } from "../../shell/answer.tsx";
import { ThemeRow } from "./theme-row.tsx";
import { ThemesFoot } from "./themes-foot.tsx";

export type Themes = ReplyOf<"themes">;

interface ThemesPaneProps {
  search: InboxSearch;
  themes: UseQueryResult<Themes, HubError>;
  /** How many items the view has as it is filtered. */
  open: number | undefined;
  onChange: (change: Partial<InboxSearch>) => void;
}

const VIEW_WORDS = {
  open: "All open",
  new: "All new",
  mine: "All mine",
  planned: "All planned",
  closed: "All closed",
  all: "All, open and closed",
} as const;

/** What was said, in groups, most people first. On a narrow page a menu above the list. */
export function ThemesPane({ search, themes, open, onChange }: ThemesPaneProps) {
  const [unfolded, setUnfolded] = useState(false);
  const id = useId();
  const items = themes.data?.items ?? [];
  const all = VIEW_WORDS[search.view ?? "open"];
  const chosen = items.find(({ key }) => key === search.theme);
  return (
    <section className="themes" aria-label="Themes" data-unfolded={unfolded || undefined}>
      <div className="themes-menu">
        <Button aria-expanded={unfolded} aria-controls={id} onClick={() => setUnfolded(!unfolded)}>
          {search.theme ? `Theme: ${chosen?.about.title || "one"}` : `Theme: all ${items.length}`}
          <Icon name="down" size={14} />
        </Button>
      </div>
      <div id={id} className="themes-body" onClickCapture={() => setUnfolded(false)}>
        <div className="themes-head">
          <h2>Themes {items.length > 0 && <span className="themes-count">{items.length}</span>}</h2>
          <span className="quiet-text">by people</span>
        </div>
        <ul className="themes-list">
          <li className="theme-all">
            <Link
              to="/feedback"
              search={shortInboxSearch({ ...search, theme: undefined, item: undefined })}
              aria-current={search.theme ? undefined : "true"}
              activeProps={{}}
              // One with a theme is another list, though its address begins the same.
              activeOptions={{ exact: true }}
            >
              {all}
              {!search.theme && open !== undefined && (
                <span className="themes-count">{open.toLocaleString("en-GB")}</span>
              )}
            </Link>
          </li>
          <Answer query={themes} rows={6}>
            {({ items: rows }) => (
              <>
                {rows.map((theme) => (
                  <ThemeRow key={theme.key} theme={theme} search={search} />
                ))}
              </>
            )}
          </Answer>
        </ul>
        {themes.data && <ThemesFoot themes={themes.data} onChange={onChange} />}
      </div>
    </section>
  );
}
