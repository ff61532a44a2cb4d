import type { TodayReply } from "../contract/today.ts";

/** One of the three steps that make a new hub useful. */
export interface Step {
  name: "people" | "content" | "reps";
  title: string;
  /** What it needs and what it gives. */
  words: string;
  done: boolean;
  /** What came of it, once it is done. */
  result: string;
}

/** Counts stop here. */
const MOST = 1_000;
const ENOUGH = 3;

/** The three steps of the first day, in order. */
export function setUpSteps({ people, content, withGuidance, reps }: TodayReply["setUp"]): Step[] {
  return [
    {
      name: "people",
      title: "Import people",
      words:
        "A report from your CRM as CSV: record id, e-mail, name, title, company, status, owner. You see how the columns were understood before anything is kept.",
      done: people > 0,
      result: `${people >= MOST ? "1,000 people or more are" : people === 1 ? "1 person is" : `${people} people are`} known.`,
    },
    {
      name: "content",
      title: "Add three pieces of content",
      words:
        "The three that reps ask for most. A PDF, image, video, web page or snippet. Then one sentence each: for whom, when, to get what.",
      done: content >= ENOUGH,
      result: `${content >= MOST ? "1,000 pieces or more" : `${content} pieces`}, ${withGuidance} of them with guidance.`,
    },
    {
      name: "reps",
      title: "Invite three reps",
      words: "Each gets a link. They install the extension, paste the link, and open a lead.",
      done: reps >= ENOUGH,
      result: `${reps} reps have joined.`,
    },
  ];
}

/** Whether the first day is over. */
export const isSetUp = (setUp: TodayReply["setUp"]): boolean => setUpSteps(setUp).every(({ done }) => done);

/** For who may not invite, to send to who may. */
export function inviteMessage(admin: string, from: string): string {
  return [
    `Hi ${admin.split(" ", 1)[0]},`,
    "",
    "could you invite three of our reps to Leadside? At the desk: Settings, Members, Invite. They see beside every lead what marketing knows, and which content fits.",
    "",
    `Thanks, ${from}`,
  ].join("\n");
}
