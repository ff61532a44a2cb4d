import "../content/list/asset-table.css";
import { Link } from "@tanstack/react-router";
import type { ListedClaim } from "../../../lib/contract/claim.ts";
import { dateWords, verifiedWords } from "../../../lib/desk/content/asset-words.ts";
import { useClock } from "../../../lib/desk/use-clock.ts";
import { absoluteWords, type Clock } from "../../../lib/panel/time-words.ts";
import { OutsideText } from "../../ui/outside-text.tsx";
import { QuoteIcon } from "./quote-icon.tsx";

/** Talking points as rows: what each says, whom it fits, how it lands. */
export function ClaimTable({ items }: { items: readonly ListedClaim[] }) {
  const clock = useClock();
  return (
    <table className="asset-table claim-table">
      <caption className="visually-hidden">Talking points</caption>
      <thead>
        <tr>
          <th scope="col">Title</th>
          <th scope="col" className="column-version">
            Version
          </th>
          <th scope="col" className="column-guidance">
            For whom
          </th>
          <th scope="col" className="column-verified">
            Verified until
          </th>
          <th scope="col" className="column-audience">
            Owner
          </th>
          <th scope="col" className="column-sent">
            Feedback
          </th>
          <th scope="col" className="column-read">
            Landed
          </th>
        </tr>
      </thead>
      <tbody>
        {items.map((item) => (
          <ClaimRow key={item.id} item={item} clock={clock} />
        ))}
      </tbody>
    </table>
  );
}

function ClaimRow({ item, clock }: { item: ListedClaim; clock: Clock }) {
  const { id, title, version, verifiedUntil, owner, openFeedback, landed, fellFlat, comparing } = item;
  const verified = verifiedWords(verifiedUntil, clock);
  const said = landed + fellFlat;
  return (
    <tr className="asset-row">
      <th scope="row" className="column-title">
        <Link
          to="/content/talking-points/$claimId"
          params={{ claimId: id }}
          className="asset-title"
          data-row={id}
        >
          <QuoteIcon />
          <span>
            <OutsideText>{title}</OutsideText>
          </span>
        </Link>
      </th>
      <td className="column-version">
        {version ? (
          <>
            v{version.number}{" "}
            <time dateTime={version.at} title={absoluteWords(version.at, clock.zone)}>
              {dateWords(version.at, clock)}
            </time>
          </>
        ) : (
          <span className="quiet-figure">Draft</span>
        )}
      </td>
      <td className="column-guidance">
        {version ? (
          <Link
            to="/content/talking-points/$claimId"
            params={{ claimId: id }}
            className="opens-rows"
            title={item.whenToSay}
          >
            {fitWords(item.fits)}
          </Link>
        ) : (
          "No rep sees it yet"
        )}
        {version && item.hasDraft && " · draft"}
        {comparing && " · comparing"}
      </td>
      <td className="column-verified" data-tone={verified.tone}>
        {verified.text}
      </td>
      <td className="column-audience">
        {owner ? <OutsideText>{owner.name}</OutsideText> : <span className="quiet-figure">nobody</span>}
      </td>
      <td className="column-sent">
        {openFeedback > 0 ? (
          <Link to="/feedback" search={{ claimId: id }} className="opens-rows">
            {openFeedback.toLocaleString("en-GB")} open
          </Link>
        ) : (
          <span className="quiet-figure">0</span>
        )}
      </td>
      <td className="column-read">
        {said === 0 ? (
          <span className="quiet-figure">–</span>
        ) : (
          `${landed.toLocaleString("en-GB")} of ${said.toLocaleString("en-GB")}`
        )}
      </td>
    </tr>
  );
}

function fitWords(fits: number | null): string {
  if (fits === null) return "Being counted";
  return fits === 0 ? "Fits nobody today" : `Fits ${fits.toLocaleString("en-GB")} today`;
}
