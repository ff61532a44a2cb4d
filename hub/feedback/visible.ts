export { isVisible } from "../library/visible-feedback.ts";

/** SQL: whether givers and others may read an answer by now. */
export const isAnswerVisible = (now: string, answer = "a"): string =>
  `(${answer}.visible_at <= ${now}::timestamptz and ${answer}.undone_at is null)`;
