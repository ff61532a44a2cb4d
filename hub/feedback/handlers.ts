import type { Handlers } from "../http/handler.ts";
import type { Hub } from "../hub.ts";
import { answerCredit } from "./answer-credit.ts";
import { changeFeedback } from "./change.ts";
import { giveFeedback } from "./give.ts";
import { myFeedback } from "./my-feedback.ts";
import type { FeedbackPeople } from "./people.ts";
import { publicAnswers } from "./public-answers.ts";
import { reopenFeedback } from "./reopen.ts";
import { seeAnswer } from "./see-answer.ts";
import { takeBackFeedback } from "./take-back.ts";

/** What reps tell marketing, and what came of it. */
export function feedbackHandlers(
  hub: Hub,
  people: FeedbackPeople,
): Pick<
  Handlers,
  | "giveFeedback"
  | "changeFeedback"
  | "takeBackFeedback"
  | "reopenFeedback"
  | "seeAnswer"
  | "answerCredit"
  | "myFeedback"
  | "publicAnswers"
> {
  return {
    giveFeedback: (request, call) => giveFeedback(hub, people, request, call),
    changeFeedback: (request, call) => changeFeedback(hub, request, call),
    takeBackFeedback: (request, call) => takeBackFeedback(hub, request, call),
    reopenFeedback: (request, call) => reopenFeedback(hub, request, call),
    seeAnswer: (request, call) => seeAnswer(hub, request, call),
    answerCredit: (request, call) => answerCredit(hub, request, call),
    myFeedback: (request, call) => myFeedback(hub, people, request, call),
    publicAnswers: (request, call) => publicAnswers(hub, request, call),
  };
}
