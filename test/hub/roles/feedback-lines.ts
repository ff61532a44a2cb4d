import { randomUUID } from "node:crypto";
import type { EndpointName } from "../../../lib/contract/endpoints.ts";
import { type Line, members, NOBODY, none, RECORD } from "./line.ts";

const noFeedback = { answers: none(members), by: /no such feedback of yours/ };
const AT = "2026-03-02T09:00:00.000Z";

export const feedbackLines = {
  giveFeedback: {
    answers: members,
    ask: async ({ lookedUp }, caller) => {
      await lookedUp(caller);
      return {
        record: RECORD,
        about: { what: "nothing" },
        type: "request",
        at: AT,
        context: {},
        taken: [],
        note: "Something shorter",
      };
    },
  },
  changeFeedback: { ...noFeedback, ask: () => ({ id: NOBODY, record: RECORD, at: AT, note: "More" }) },
  takeBackFeedback: { ...noFeedback, ask: () => ({ id: NOBODY, record: RECORD }) },
  reopenFeedback: { ...noFeedback, ask: () => ({ id: NOBODY, record: RECORD, note: "Still open" }) },
  seeAnswer: { ...noFeedback, ask: () => ({ id: NOBODY, record: RECORD, answerId: randomUUID() }) },
  answerCredit: { ...noFeedback, ask: () => ({ id: NOBODY, record: RECORD, named: true }) },
  myFeedback: { answers: members, ask: () => ({}) },
  publicAnswers: { answers: members, ask: () => ({}) },
} satisfies Partial<Record<EndpointName, Line>>;
