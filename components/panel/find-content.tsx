import "./content-item.css";
import "./find-content.css";
import { type KeyboardEvent, useEffect, useRef } from "react";
import type { FoundContent } from "../../lib/contract/asset.ts";
import type { RecordRef } from "../../lib/contract/record.ts";
import { sendable } from "../../lib/panel/sendable.ts";
import { sentShare } from "../../lib/panel/share-list.ts";
import { sentWords } from "../../lib/panel/share-words.ts";
import type { Clock } from "../../lib/panel/time-words.ts";
import type { Content } from "../../lib/panel/use-content.ts";
import { type FindContent as Search, type Typed, useFindContent } from "../../lib/panel/use-find-content.ts";
import { Button } from "../ui/button.tsx";
import { Icon } from "../ui/icon.tsx";
import { Labelled } from "../ui/labelled.tsx";
import { OutsideText } from "../ui/outside-text.tsx";
import { Skeleton } from "../ui/skeleton.tsx";
import { TextField } from "../ui/text-field.tsx";
import { SendButtons } from "./send-buttons.tsx";

interface FindContentProps {
  record: RecordRef;
  typed: Typed;
  content: Content;
  clock: Clock;
  say: (text: string) => void;
  onBack: () => void;
}

/** Everything that the rep may send, by its words, as they type. */
export function FindContent({ record, typed, content, clock, say, onBack }: FindContentProps) {
  const search = useFindContent(record, typed);
  const place = useRef<HTMLElement>(null);
  useEffect(() => {
    const field = place.current?.querySelector("input");
    field?.focus();
    // What is typed next takes the place of what was typed before.
    field?.select();
    window.scrollTo(0, 0);
  }, []);
  return (
    <section
      ref={place}
      className="section find-content"
      aria-labelledby="find-content"
      data-settled={search.settled}
    >
      <div className="find-head">
        <Button look="text" onClick={onBack}>
          <Icon name="back" size={14} />
          Back
        </Button>
        <h2 id="find-content">Find content</h2>
      </div>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: arrows go from the field to what was found and on; Tab does too. */}
      <div onKeyDown={(event) => walk(event, place.current)}>
        <TextField
          label="What is it about?"
          type="search"
          value={search.query}
          onChange={search.type}
          maxLength={200}
        />
        <Found search={search} content={content} clock={clock} say={say} />
      </div>
    </section>
  );
}

function Found({
  search,
  content,
  clock,
  say,
}: Pick<FindContentProps, "content" | "clock" | "say"> & { search: Search }) {
  const { found, failure, settled, query } = search;
  if (failure) {
    return (
      <>
        <p className="find-note">
          {failure.code === "out_of_reach"
            ? "Leadside cannot be reached, so nothing can be found now."
            : failure.message}
        </p>
        <Button onClick={search.again}>Try again</Button>
      </>
    );
  }
  if (!found) {
    return (
      <div aria-busy="true">
        <Skeleton width="60%" />
      </div>
    );
  }
  if (found.length === 0 && settled) {
    return (
      <p className="find-note">
        {query.trim()
          ? "Nothing that you may send has these words. Try fewer or other ones."
          : "There is nothing that you may send yet. Marketing adds content at the desk."}
      </p>
    );
  }
  return (
    <>
      <ul aria-label="Found content">
        {found.map((item) => (
          <FoundItem key={item.assetId} item={item} content={content} clock={clock} say={say} />
        ))}
      </ul>
      {search.hasMore && (
        <Button look="text" onClick={search.more}>
          Show more
        </Button>
      )}
    </>
  );
}

function FoundItem({
  item,
  content,
  clock,
  say,
}: Pick<FindContentProps, "content" | "clock" | "say"> & { item: FoundContent }) {
  const { title, length, excerpt, page, whenToUse, whenNotToUse, assetId } = item;
  const share = sentShare(content.shares, assetId);
  const sent = share && sentWords(share, clock);
  return (
    <li className="content-item">
      <h3 className="found-title">
        <OutsideText>{title}</OutsideText>
      </h3>
      <p className="content-meta">{[length, sent].filter(Boolean).join(" · ")}</p>
      {excerpt && (
        <p className="found-excerpt">
          {page !== null && `Page ${page}: `}
          <OutsideText>{excerpt}</OutsideText>
        </p>
      )}
      {whenToUse && (
        <div className="found-when">
          <Labelled label="When to use">{whenToUse}</Labelled>
          {whenNotToUse && <Labelled label="When not to use">{whenNotToUse}</Labelled>}
        </div>
      )}
      <SendButtons item={sendable(item)} content={content} say={say} />
    </li>
  );
}

/** Arrow keys go from the field to each result's first button, and back. */
function walk(event: KeyboardEvent, place: HTMLElement | null): void {
  const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
  const { target } = event;
  if (step === 0 || !place || target instanceof HTMLTextAreaElement) return;
  if (target instanceof Element && target.closest("[role=menu], .message-editor")) return;
  const stops = [
    ...place.querySelectorAll<HTMLElement>(
      "input[type=search], .content-item .content-buttons:first-of-type",
    ),
  ].flatMap((stop) =>
    stop instanceof HTMLInputElement
      ? stop
      : (stop.querySelector<HTMLElement>("button:not(:disabled)") ?? []),
  );
  const inside = (stop: HTMLElement) => stop === target || stop.closest("li")?.contains(target as Node);
  const at = stops.findIndex((stop) => inside(stop) ?? false);
  const next = stops[at + step];
  if (at < 0 || !next) return;
  event.preventDefault();
  next.focus();
}
