import { ApiError } from "../http/api-error.ts";
import type { Handlers } from "../http/handler.ts";
import type { Hub } from "../hub.ts";

const beingBuilt = async (): Promise<never> => {
  throw new ApiError("internal", "This is being built.");
};

/** What reps tell marketing, and what came of it. */
export function feedbackHandlers(
  _hub: Hub,
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
    giveFeedback: beingBuilt,
    changeFeedback: beingBuilt,
    takeBackFeedback: beingBuilt,
    reopenFeedback: beingBuilt,
    seeAnswer: beingBuilt,
    answerCredit: beingBuilt,
    myFeedback: beingBuilt,
    publicAnswers: beingBuilt,
  };
}
