import type { EndpointName } from "../../../lib/contract/endpoints.ts";
import { admins, type Line, members, NOBODY, none, writers } from "./line.ts";

const noItem = { answers: none(writers), by: /no such feedback/ };
const seen = { id: NOBODY, revision: 1 };

export const inboxLines = {
  inbox: { answers: writers, ask: () => ({}) },
  themes: { answers: writers, ask: () => ({}) },
  inboxChoices: { answers: writers },
  feedbackItem: { ...noItem, ask: () => ({ id: NOBODY }) },
  changeInbox: { ...noItem, ask: () => ({ items: [seen], status: "seen" }) },
  mergeFeedback: { ...noItem, ask: () => ({ into: seen, items: [seen] }) },
  keepFeedbackApart: { ...noItem, ask: () => ({ id: NOBODY, from: [NOBODY] }) },
  mergedLately: { answers: writers },
  undoInbox: { answers: none(writers), by: /no such change/, ask: () => ({ id: NOBODY }) },
  answerFeedback: {
    ...noItem,
    ask: () => ({ items: [seen], merge: false, text: "Thank you", status: "seen" }),
  },
  watchInbox: { answers: writers, ask: () => ({ at: null, writing: false }) },
  answerTimes: { answers: members },
  feedbackSettings: { answers: members },
  changeFeedbackSettings: { answers: admins, ask: () => ({ answerWithinDays: 2 }) },
} satisfies Partial<Record<EndpointName, Line>>;
