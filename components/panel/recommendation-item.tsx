import { useId, useState } from "react";
import { typeWords } from "../../lib/contract/feedback-words.ts";
import type { Recommendation } from "../../lib/contract/recommendation.ts";
import type { RecordRef } from "../../lib/contract/record.ts";
import { placeOf } from "../../lib/panel/feedback-draft.ts";
import { soFar, steps, verifiedWords } from "../../lib/panel/recommendation-words.ts";
import { assetSaying } from "../../lib/panel/sayings.ts";
import { LINK_IMPOSSIBLE, sendable } from "../../lib/panel/sendable.ts";
import type { Clock } from "../../lib/panel/time-words.ts";
import type { Content } from "../../lib/panel/use-content.ts";
import type { Feedback } from "../../lib/panel/use-feedback.ts";
import { usePublicAnswers } from "../../lib/panel/use-public-answers.ts";
import { FactButton } from "../ui/fact-button.tsx";
import { Icon } from "../ui/icon.tsx";
import { IconButton } from "../ui/icon-button.tsx";
import { Labelled } from "../ui/labelled.tsx";
import { OutsideText } from "../ui/outside-text.tsx";
import { Quote } from "../ui/quote.tsx";
import { FeedbackForm } from "./feedback-form.tsx";
import { PublicAnswers } from "./public-answers.tsx";
import { Reasons } from "./reasons.tsx";
import { CopyButtonFor, isImpossible, SendButtons } from "./send-buttons.tsx";

interface RecommendationItemProps {
  recommendation: Recommendation;
  content: Content;
  clock: Clock;
  say: (text: string) => void;
  /** Shown open, until the rep says otherwise. */
  first: boolean;
  onPutAway: () => void;
  record: RecordRef;
  feedback: Feedback;
}

const WRONG = ["wrong_fact", "out_of_date"] as const;

/** One recommendation: why, when and how, and the ways to send it. Folded, why and the link stay in reach. */
export function RecommendationItem({
  recommendation,
  content,
  clock,
  say,
  first,
  onPutAway,
  record,
  feedback,
}: RecommendationItemProps) {
  const [said, setSaid] = useState<boolean>();
  const open = said ?? first;
  const { title, whenToUse, whenNotToUse, how, reasons, undecided, evidence } = recommendation;
  const note = useId();
  const item = sendable(recommendation);
  const { answers, look } = usePublicAnswers(record, recommendation.assetId, feedback.on);
  const [answersOpen, setAnswersOpen] = useState(false);
  const actions = !feedback.on
    ? []
    : [
        ...WRONG.map((type) => ({
          label: typeWords(type),
          onSelect: () => feedback.give(assetSaying(recommendation, type)),
        })),
        ...(answers.length > 0 ? [{ label: "What was answered", onSelect: () => setAnswersOpen(true) }] : []),
      ];
  const impossible = isImpossible(item, content);
  return (
    <li className="content-item">
      <div className="content-head">
        <div className="content-name">
          <h3>
            <OutsideText>{title}</OutsideText>
          </h3>
          <Meta recommendation={recommendation} clock={clock} open={open} />
        </div>
        <div className="content-head-buttons">
          {!open && <CopyButtonFor item={item} content={content} note={impossible ? note : undefined} />}
          <IconButton
            label={`${open ? "Less" : "More"} about ${title}`}
            aria-expanded={open}
            onClick={() => setSaid(!open)}
          >
            <Icon name={open ? "up" : "down"} />
          </IconButton>
        </div>
      </div>
      {open ? (
        <>
          <div className="content-body">
            <Labelled label="When to use">{whenToUse}</Labelled>
            {whenNotToUse && <Labelled label="When not to use">{whenNotToUse}</Labelled>}
            <Labelled label="Why this">
              <Reasons reasons={reasons} undecided={undecided} clock={clock} />
            </Labelled>
            <How how={how} />
            <SoFar evidence={evidence} />
            {item.text !== undefined && <Quote>{item.text}</Quote>}
          </div>
          <SendButtons
            item={item}
            content={content}
            say={say}
            main={first}
            onPutAway={onPutAway}
            more={{ actions, look }}
          />
          {WRONG.map((type) => (
            <FeedbackForm
              key={type}
              place={placeOf({ what: "asset", assetId: recommendation.assetId, version: 1 }, type)}
              feedback={feedback}
              question={type === "wrong_fact" ? "Which fact is wrong?" : "What is out of date?"}
            />
          ))}
          {answersOpen && (
            <PublicAnswers
              title={title}
              answers={answers}
              clock={clock}
              onClose={() => setAnswersOpen(false)}
            />
          )}
        </>
      ) : (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields.
        <div className="content-why-short" role="group" aria-label="Why this">
          <span className="label" aria-hidden="true">
            Why this
          </span>
          <Reasons reasons={reasons} undecided={undecided} clock={clock} />
        </div>
      )}
      {!open && impossible && (
        <p id={note} className={first ? "content-note" : "visually-hidden"}>
          {LINK_IMPOSSIBLE}
        </p>
      )}
    </li>
  );
}

function Meta({
  recommendation,
  clock,
  open,
}: {
  recommendation: Recommendation;
  clock: Clock;
  open: boolean;
}) {
  const { length, trying, verified, credit } = recommendation;
  const said = verifiedWords(recommendation, clock);
  return (
    <p className="content-meta">
      {length}
      {trying && " · trying this one"}
      {said && (open || verified?.overdue) && (
        <>
          {" · "}
          <span className={verified?.overdue ? "attention" : undefined}>{said}</span>
        </>
      )}
      {credit && <span className="content-credit">{credit.words}</span>}
    </p>
  );
}

function How({ how }: Pick<Recommendation, "how">) {
  const [open, setOpen] = useState(false);
  const list = steps(how);
  if (list.length === 0) return null;
  return (
    <Labelled label="How">
      <FactButton open={open} onClick={() => setOpen(!open)}>
        {list.length === 1 ? "1 step" : `${list.length} steps`}
      </FactButton>
      {open && (
        <ol className="content-steps">
          {list.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
      )}
    </Labelled>
  );
}

function SoFar({ evidence }: Pick<Recommendation, "evidence">) {
  const [open, setOpen] = useState(false);
  const known = soFar(evidence);
  return (
    <Labelled label="So far">
      {"words" in known ? (
        known.words
      ) : (
        <>
          <FactButton open={open} onClick={() => setOpen(!open)}>
            {known.figure}
          </FactButton>
          {known.rest}
          {open && <p className="content-meta">{known.interval}</p>}
        </>
      )}
    </Labelled>
  );
}
