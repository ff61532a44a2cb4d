import { dateWords } from "../../../../lib/desk/content/asset-words.ts";
import { amountWords, themeWords } from "../../../../lib/desk/feedback/inbox-words.ts";
import { useClock } from "../../../../lib/desk/use-clock.ts";
import { useHubPages } from "../../../../lib/desk/use-hub-pages.ts";
import { OutsideText } from "../../../ui/outside-text.tsx";
import { Note } from "../../shell/note.tsx";
import { ShowMore } from "../../shell/show-more.tsx";
import type { Themes } from "../themes/themes-pane.tsx";
import { Back } from "./back.tsx";

interface DealsPaneProps {
  /** The theme's key. */
  theme: string;
  themes: Themes | undefined;
  onClose: () => void;
}

/** The open opportunities behind a theme's amount, each once. */
export function DealsPane({ theme, themes, onClose }: DealsPaneProps) {
  const clock = useClock();
  const pages = useHubPages("opportunities", { theme }, { nextOf: ({ next }) => next });
  const items = pages.data?.flatMap((page) => page.items);
  const named = themes?.items.find(({ key }) => key === theme);
  const words = named && themeWords(named);
  const sum = named?.pipeline ? amountWords(named.pipeline) : undefined;
  return (
    <>
      <Back title="Open opportunities" onClose={onClose} />
      <div className="item-body">
        <h2 className="item-title">Open opportunities{sum && `, ${sum}`}</h2>
        <p className="item-of">
          Of the people and companies behind{" "}
          {words ? (
            <>
              <OutsideText>{words.title}</OutsideText>, <OutsideText>{words.of}</OutsideText>
            </>
          ) : (
            "this theme"
          )}
          . Each counts once, though several said it.
        </p>
        {pages.error && !items && (
          <Note
            title="That did not work"
            text={pages.error.message}
            action="Try again"
            onAction={() => pages.refetch()}
          />
        )}
        {items?.length === 0 && (
          <Note
            title="No open opportunity"
            text="What was open was closed meanwhile, or is of nobody who said this."
          />
        )}
        {items && items.length > 0 && (
          <table className="deals">
            <thead>
              <tr>
                <th scope="col">Opportunity</th>
                <th scope="col">Stage</th>
                <th scope="col" className="deals-number">
                  Amount
                </th>
                <th scope="col">Closes</th>
              </tr>
            </thead>
            <tbody>
              {items.map((deal) => (
                <tr key={deal.id}>
                  <th scope="row">
                    <OutsideText>{deal.name}</OutsideText>
                    {deal.company && (
                      <span className="small-text deals-company">
                        <OutsideText>{deal.company}</OutsideText>
                      </span>
                    )}
                  </th>
                  <td>{deal.stage ? <OutsideText>{deal.stage}</OutsideText> : "not known"}</td>
                  <td className="deals-number">
                    {deal.amount === null
                      ? "not known"
                      : amountWords([{ currency: deal.currency, amount: deal.amount }])}
                  </td>
                  <td>
                    {deal.closesOn
                      ? dateWords(`${deal.closesOn}T12:00:00Z`, { ...clock, zone: "UTC" })
                      : "not known"}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
        <ShowMore pages={pages} />
      </div>
    </>
  );
}
