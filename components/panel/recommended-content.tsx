import "./content-item.css";
import { type Ref, useRef, useState } from "react";
import type { Recommendation } from "../../lib/contract/recommendation.ts";
import type { RecordRef } from "../../lib/contract/record.ts";
import { placeOf } from "../../lib/panel/feedback-draft.ts";
import type { Clock } from "../../lib/panel/time-words.ts";
import type { Content } from "../../lib/panel/use-content.ts";
import type { Feedback } from "../../lib/panel/use-feedback.ts";
import { Button } from "../ui/button.tsx";
import { Icon } from "../ui/icon.tsx";
import { OutsideText } from "../ui/outside-text.tsx";
import { Section } from "../ui/section.tsx";
import { FeedbackForm } from "./feedback-form.tsx";
import { RecommendationItem } from "./recommendation-item.tsx";

interface RecommendedContentProps {
  content: Content;
  clock: Clock;
  /** What to call the person in a sentence. */
  name: string | undefined;
  say: (text: string) => void;
  onFind: () => void;
  findRef: Ref<HTMLButtonElement>;
  record: RecordRef;
  feedback: Feedback;
}

/** What to send to this person, why, and when not. Absent where the hub knows of no content. */
export function RecommendedContent({
  content,
  clock,
  name,
  say,
  onFind,
  findRef,
  record,
  feedback,
}: RecommendedContentProps) {
  const { recommended, shares } = content;
  /** What stood below what was put away stays folded: nothing opens under the pointer. Undefined while nothing was. */
  const [below, setBelow] = useState<readonly string[]>();
  const list = useRef<HTMLUListElement>(null);
  /** What was put away last: why is asked where it stood. */
  const [away, setAway] = useState<Recommendation>();
  if (!recommended) return null;
  return (
    <Section
      title="Recommended content"
      fact={
        <Button ref={findRef} look="text" className="section-action" onClick={onFind}>
          <Icon name="search" size={14} />
          Find content
        </Button>
      }
    >
      {away && (
        <FeedbackForm
          place={placeOf({ what: "asset", assetId: away.assetId, version: 1 }, "not_for_lead")}
          feedback={feedback}
          question={
            <>
              Why is{" "}
              <strong>
                <OutsideText>{away.title}</OutsideText>
              </strong>{" "}
              not for this lead?
            </>
          }
          said={
            <>
              <OutsideText>{away.title}</OutsideText>: not for this lead
            </>
          }
        />
      )}
      {recommended.length === 0 ? (
        <p className="content-empty">
          {shares.length > 0
            ? "Apart from what was sent, nothing that marketing wrote guidance for fits "
            : `Nothing ${below ? "else " : ""}that marketing wrote guidance for fits `}
          {name ? <OutsideText>{name}</OutsideText> : "this person"} now.
        </p>
      ) : (
        <ul ref={list} aria-label="Recommended content">
          {recommended.map((recommendation, index) => (
            <RecommendationItem
              key={recommendation.assetId}
              recommendation={recommendation}
              content={content}
              clock={clock}
              say={say}
              record={record}
              feedback={feedback}
              first={index === 0 && !below?.includes(recommendation.assetId)}
              onPutAway={() => {
                const after = recommended.slice(index + 1).map(({ assetId }) => assetId);
                setBelow((before = []) => [...before, ...after]);
                focusBeside(list.current?.children[index]);
                setAway(recommendation);
                content.putAway(recommendation);
              }}
            />
          ))}
        </ul>
      )}
    </Section>
  );
}

/** The keyboard goes on at the next one, else at the one before, else at what the section still offers. */
function focusBeside(leaving: Element | undefined): void {
  const beside = leaving?.nextElementSibling ?? leaving?.previousElementSibling;
  const stop = beside
    ? beside.querySelector<HTMLElement>(".content-head-buttons [aria-expanded]")
    : leaving?.closest("section")?.querySelector<HTMLElement>(".section-action");
  stop?.focus({ preventScroll: true });
}
