import { workingWords } from "../panel/feedback-words.ts";

/** Working time of the middle answer and the like: "1 d 3 h"; "none yet" where nothing was answered. */
export const answerTimeWords = (hours: number | null): string =>
  hours === null ? "none yet" : workingWords(hours);

/** "2 working days", "1 working day" */
export function workingDaysWords(days: number): string {
  return `${days} working ${days === 1 ? "day" : "days"}`;
}
