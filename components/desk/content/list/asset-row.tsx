import { Link } from "@tanstack/react-router";
import type { KeyboardEvent } from "react";
import type { ListedAsset } from "../../../../lib/contract/asset.ts";
import {
  audienceWords,
  dateWords,
  readWords,
  verifiedWords,
} from "../../../../lib/desk/content/asset-words.ts";
import { noteRow } from "../../../../lib/desk/content/last-list.ts";
import { absoluteWords, type Clock } from "../../../../lib/panel/time-words.ts";
import { OutsideText } from "../../../ui/outside-text.tsx";
import { KindIcon } from "../kind-icon.tsx";

interface AssetRowProps {
  item: ListedAsset;
  index: number;
  measure: (element: HTMLElement | null) => void;
  clock: Clock;
  chosen: boolean;
  onChoose: (id: string, on: boolean) => void;
}

/** One asset of the list. Its title is what the row's keys reach, and opens it. */
export function AssetRow({ item, index, measure, clock, chosen, onChoose }: AssetRowProps) {
  const { id, kind, title, length, version, verifiedUntil } = item;
  const verified = verifiedWords(verifiedUntil, clock);
  const read = readWords(item);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "x" && event.key !== "X") return;
    event.preventDefault();
    onChoose(id, !chosen);
  };
  return (
    <tr
      ref={measure}
      data-index={index}
      aria-rowindex={index + 2}
      className="asset-row"
      data-chosen={chosen || undefined}
    >
      <td className="column-choose">
        <input
          type="checkbox"
          checked={chosen}
          aria-label={`Choose ${title}`}
          onChange={(event) => onChoose(id, event.target.checked)}
        />
      </td>
      <th scope="row" className="column-title">
        <Link
          to="/content/$assetId"
          params={{ assetId: id }}
          className="asset-title"
          data-row={id}
          onKeyDown={onKeyDown}
          onClick={() => noteRow(id)}
        >
          <KindIcon kind={kind} />
          <OutsideText>{title}</OutsideText>
        </Link>
      </th>
      <td className="column-kind">{length}</td>
      <td className="column-version">
        v{version.number}{" "}
        <time dateTime={version.at} title={absoluteWords(version.at, clock.zone)}>
          {dateWords(version.at, clock)}
        </time>
        {version.state === "processing" && <span className="asset-state"> being read</span>}
        {version.state === "failed" && (
          <span className="asset-state" data-tone="late">
            {" "}
            cannot be read
          </span>
        )}
      </td>
      <td className="column-guidance">
        <GuidanceCell item={item} />
      </td>
      <td className="column-verified" data-tone={verified.tone}>
        {verified.text}
      </td>
      <td className="column-audience">{audienceWords(item)}</td>
      <td className="column-sent">
        <Figure
          id={id}
          text={item.sent === null ? "–" : item.sent.toLocaleString("en-GB")}
          opens={(item.sent ?? 0) > 0}
        />
      </td>
      <td className="column-read">
        <Figure id={id} text={read.text} opens={(item.readByPerson ?? 0) > 0} />
      </td>
    </tr>
  );
}

function GuidanceCell({ item: { id, hasGuidance, hasDraft, fits, title } }: { item: ListedAsset }) {
  const link = { to: "/content/$assetId", params: { assetId: id }, onClick: () => noteRow(id) } as const;
  if (!hasGuidance)
    return (
      <>
        {hasDraft ? "Draft" : "No guidance"}{" "}
        <Link {...link} aria-label={`${hasDraft ? "Go on with" : "Write"} the guidance of ${title}`}>
          {hasDraft ? "Go on" : "Write"}
        </Link>
      </>
    );
  return (
    <>
      <Link {...link} className="opens-rows">
        {fits === null
          ? "Being counted"
          : fits === 0
            ? "Fits nobody today"
            : `Fits ${fits.toLocaleString("en-GB")} today`}
      </Link>
      {hasDraft && " · draft"}
    </>
  );
}

/** A figure that opens to its rows; a zero, or a word for none, does not. */
function Figure({ id, text, opens }: { id: string; text: string; opens: boolean }) {
  if (!opens) return <span className="quiet-figure">{text}</span>;
  return (
    <Link
      to="/content/$assetId"
      params={{ assetId: id }}
      hash="sent"
      className="opens-rows"
      onClick={() => noteRow(id)}
    >
      {text}
    </Link>
  );
}
