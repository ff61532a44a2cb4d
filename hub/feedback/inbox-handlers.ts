import { ApiError } from "../http/api-error.ts";
import type { Handlers } from "../http/handler.ts";
import type { Hub } from "../hub.ts";

const beingBuilt = async (): Promise<never> => {
  throw new ApiError("internal", "This is being built.");
};

/** Feedback as marketing reads and answers it. */
export function inboxHandlers(
  _hub: Hub,
): Pick<
  Handlers,
  | "inbox"
  | "themes"
  | "inboxChoices"
  | "feedbackItem"
  | "changeInbox"
  | "mergeFeedback"
  | "keepFeedbackApart"
  | "mergedLately"
  | "undoInbox"
  | "answerFeedback"
  | "watchInbox"
  | "answerTimes"
  | "feedbackSettings"
  | "changeFeedbackSettings"
> {
  return {
    inbox: beingBuilt,
    themes: beingBuilt,
    inboxChoices: beingBuilt,
    feedbackItem: beingBuilt,
    changeInbox: beingBuilt,
    mergeFeedback: beingBuilt,
    keepFeedbackApart: beingBuilt,
    mergedLately: beingBuilt,
    undoInbox: beingBuilt,
    answerFeedback: beingBuilt,
    watchInbox: beingBuilt,
    answerTimes: beingBuilt,
    feedbackSettings: beingBuilt,
    changeFeedbackSettings: beingBuilt,
  };
}
