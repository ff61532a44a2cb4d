import { Link } from "@tanstack/react-router";
import type { Theme } from "../../../../lib/contract/inbox.ts";
import { type InboxSearch, shortInboxSearch } from "../../../../lib/desk/feedback/inbox-search.ts";
import { amountWords, themeWords } from "../../../../lib/desk/feedback/inbox-words.ts";
import { OutsideText } from "../../../ui/outside-text.tsx";
import { WeekBars } from "./week-bars.tsx";

interface ThemeRowProps {
  theme: Theme;
  search: InboxSearch;
}

/** One theme: it opens its items, its amount the opportunities behind it. */
export function ThemeRow({ theme, search }: ThemeRowProps) {
  const { key, people, companies, pipeline, weeks } = theme;
  const { title, of } = themeWords(theme);
  const amount = pipeline && amountWords(pipeline);
  return (
    <li className="theme">
      <Link
        to="/feedback"
        search={shortInboxSearch({
          ...search,
          theme: key,
          item: undefined,
          deals: undefined,
          merges: undefined,
        })}
        className="theme-link"
        aria-current={search.theme === key ? "true" : undefined}
        activeProps={{}}
        activeOptions={{ exact: true }}
      >
        <span className="theme-title">
          <OutsideText>{title}</OutsideText>
        </span>
        <span className="theme-of">
          <OutsideText>{of}</OutsideText>
        </span>
        <span className="theme-figures">
          <Figure count={people} one="person" many="people" />,{" "}
          <Figure count={companies} one="company" many="companies" />
        </span>
      </Link>
      <WeekBars weeks={weeks} />
      {pipeline !== null && (
        <p className="theme-figures">
          {amount ? (
            <>
              <Link
                to="/feedback"
                search={shortInboxSearch({
                  ...search,
                  theme: key,
                  deals: key,
                  item: undefined,
                  merges: undefined,
                })}
                className="opens-rows"
                aria-label={`${amount} open: opportunities of ${title}, ${of}`}
                activeProps={{}}
              >
                {amount}
              </Link>{" "}
              open
            </>
          ) : (
            "no open opportunity"
          )}
        </p>
      )}
    </li>
  );
}

/** Dotted, since the theme opens to these rows; a zero opens nothing. */
function Figure({ count, one, many }: { count: number; one: string; many: string }) {
  const words = count === 1 ? one : many;
  if (count === 0) return <>no {one} known</>;
  return (
    <>
      <span className="theme-figure">{count.toLocaleString("en-GB")}</span> {words}
    </>
  );
}
