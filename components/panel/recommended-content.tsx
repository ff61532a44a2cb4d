import "./content-item.css";
import { type Ref, useState } from "react";
import type { Clock } from "../../lib/panel/time-words.ts";
import type { Content } from "../../lib/panel/use-content.ts";
import { Button } from "../ui/button.tsx";
import { Icon } from "../ui/icon.tsx";
import { OutsideText } from "../ui/outside-text.tsx";
import { Section } from "../ui/section.tsx";
import { RecommendationItem } from "./recommendation-item.tsx";

interface RecommendedContentProps {
  content: Content;
  clock: Clock;
  /** What to call the person in a sentence. */
  name: string | undefined;
  say: (text: string) => void;
  onFind: () => void;
  findRef: Ref<HTMLButtonElement>;
}

/** What to send to this person, why, and when not. Absent where the hub knows of no content. */
export function RecommendedContent({ content, clock, name, say, onFind, findRef }: RecommendedContentProps) {
  const { recommended } = content;
  /** What was put away leaves the others as they are: nothing opens under the pointer. */
  const [putAway, setPutAway] = useState(false);
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
      {recommended.length === 0 ? (
        <p className="content-empty">
          Nothing that marketing wrote guidance for fits{" "}
          {name ? <OutsideText>{name}</OutsideText> : "this person"} now.
        </p>
      ) : (
        <ul aria-label="Recommended content">
          {recommended.map((recommendation, index) => (
            <RecommendationItem
              key={recommendation.assetId}
              recommendation={recommendation}
              content={content}
              clock={clock}
              say={say}
              first={index === 0 && !putAway}
              onPutAway={() => {
                setPutAway(true);
                content.putAway(recommendation);
              }}
            />
          ))}
        </ul>
      )}
    </Section>
  );
}
