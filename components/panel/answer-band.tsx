import "./answer-band.css";
import "./content-item.css";
import { useState } from "react";
import type { MyFeedback } from "../../lib/contract/feedback.ts";
import {
  aboutWords,
  answeredAt,
  answerTitle,
  changedWords,
  saidWords,
  versionWords,
} from "../../lib/panel/feedback-words.ts";
import { type Clock, rowWords } from "../../lib/panel/time-words.ts";
import type { Panel } from "../../lib/panel/use-panel.ts";
import { Button } from "../ui/button.tsx";
import { OutsideText } from "../ui/outside-text.tsx";
import { Time } from "../ui/time.tsx";
import { CreditButtons } from "./credit-buttons.tsx";

/** What marketing made of what the rep said here: on top until it was seen. */
export function AnswerBand({ item, panel, clock }: { item: MyFeedback; panel: Panel; clock: Clock }) {
  const [named, setNamed] = useState<boolean>();
  const answer = item.answers.at(-1);
  if (!answer) return null;
  const { status, resolvedBy, by, at, text } = answer;
  const changed = status === "changed";
  const asks = item.credit !== null && item.credit.named === null && named === undefined;
  const versionId = resolvedBy?.what === "asset" ? resolvedBy.versionId : undefined;
  return (
    <section className="answer-band" data-kind={status} aria-label={answerTitle(answer, clock)}>
      <div className="answer-head">
        <h2>{answerTitle(answer, clock)}</h2>
        <span>
          <OutsideText>{by.name}</OutsideText>,{" "}
          <Time instant={at} zone={clock.zone}>
            {answeredAt(at, clock)}
          </Time>
        </span>
      </div>
      {changed && (
        <p className="answer-what">
          {changedWords(item, resolvedBy)}
          {asks && " May we name you?"}
        </p>
      )}
      <p className={changed ? "answer-text" : "answer-text answer-what"} dir="auto">
        {text}
      </p>
      {resolvedBy && (
        <p className="answer-said">
          <OutsideText>{versionWords(resolvedBy, item.about.page !== null || !changed)}</OutsideText>
        </p>
      )}
      <YourWords item={item} clock={clock} />
      {named !== undefined && (
        <p className="answer-said">
          {named ? "Thank you. Whoever opens it reads your name." : "Whoever opens it reads “from a rep”."}
        </p>
      )}
      {(asks || versionId !== undefined) && (
        <div className="content-buttons">
          {asks && <CreditButtons item={item} panel={panel} onSaid={setNamed} />}
          {versionId !== undefined && (
            <div className="content-buttons-end">
              <Button look="text" onClick={() => panel.look(versionId)}>
                {item.about.page === null ? "See it" : `See page ${item.about.page}`}
              </Button>
            </div>
          )}
        </div>
      )}
    </section>
  );
}

/** "On 9 Nov you said of Security overview, page 4: wrong fact. “The rate is the old one.”" */
function YourWords({ item, clock }: { item: MyFeedback; clock: Clock }) {
  const { at, note, theirWords } = item;
  return (
    <p className="answer-said">
      You said{" "}
      <Time instant={at} zone={clock.zone}>
        {rowWords(at, clock)}
      </Time>
      {item.about.what !== "nothing" && (
        <>
          {" "}
          of <OutsideText>{aboutWords(item)}</OutsideText>
        </>
      )}
      : {saidWords(item).toLowerCase()}.
      {note && (
        <>
          {" "}
          “<OutsideText>{note}</OutsideText>”
        </>
      )}
      {!note && theirWords && (
        <>
          {" "}
          They said: “<OutsideText>{theirWords}</OutsideText>”
        </>
      )}
    </p>
  );
}
