import type { Call, Handlers } from "../http/handler.ts";
import type { Hub } from "../hub.ts";
import { answerFeedback } from "./answer-feedback.ts";
import { readAnswerTimes } from "./answer-times.ts";
import { changeInbox } from "./change-inbox.ts";
import { readFeedbackItem } from "./feedback-item.ts";
import { inboxChoices } from "./inbox-choices.ts";
import { listInbox } from "./inbox-list.ts";
import type { InboxPeople } from "./inbox-people.ts";
import { keepApart } from "./keep-apart.ts";
import { mergeFeedback } from "./merge.ts";
import { mergedLately } from "./merged-lately.ts";
import { memberOf } from "./own-item.ts";
import type { Pipeline } from "./pipeline.ts";
import { promiseHandlers } from "./promise-settings.ts";
import { readThemes } from "./themes.ts";
import { undoInbox } from "./undo-inbox.ts";
import { watchInbox } from "./watch-inbox.ts";

/** What the inbox is told of other nouns. */
export interface InboxParts {
  people: InboxPeople;
  pipeline: Pipeline;
}

/** Feedback as marketing reads and answers it. */
export function inboxHandlers(
  hub: Hub,
  { people, pipeline }: InboxParts,
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
  const looking = (call: Call) => ({
    memberId: memberOf(call).id,
    now: hub.now(),
    timeZone: hub.settings.timeZone,
  });
  return {
    inbox: (request, call) => listInbox(hub, request, looking(call)),
    themes: (filters, call) => readThemes(hub, pipeline, filters, looking(call)),
    inboxChoices: (_request, call) => inboxChoices(hub, looking(call)),
    feedbackItem: async ({ id }) => ({ item: await readFeedbackItem(hub, people, id) }),
    changeInbox: (request, call) => changeInbox(hub, request, call),
    mergeFeedback: (request, call) => mergeFeedback(hub, request, call),
    keepFeedbackApart: async (request) => {
      await keepApart(hub, request);
      return { kept: true };
    },
    mergedLately: () => mergedLately(hub),
    undoInbox: (request, call) => undoInbox(hub, request, call),
    answerFeedback: (request, call) => answerFeedback(hub, request, call),
    watchInbox: (request, call) => watchInbox(hub, request, memberOf(call).id),
    answerTimes: async () => ({ times: await readAnswerTimes(hub.store, hub.now()) }),
    ...promiseHandlers(hub),
  };
}
