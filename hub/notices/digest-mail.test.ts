import { describe, expect, it } from "vitest";
import type { Notice } from "../../lib/contract/notice.ts";
import { digestMail } from "./digest-mail.ts";

const ABOUT = { often: "daily" as const, deskUrl: undefined, offUrl: "https://leadside.example/mail/off/x" };
const NOTHING_DUE = { soon: 0, late: 0 };
const FEEDBACK = "0b54157a-0000-4000-8000-000000000001";

const notice = (kind: Notice["kind"], feedbackId = FEEDBACK, words = `Words of ${kind}`): Notice => ({
  id: crypto.randomUUID(),
  kind,
  at: "2026-11-23T07:00:00.000Z",
  feedbackId,
  title: "Live in six weeks",
  words,
  person: "Maya Okafor",
  company: "Initech",
  seen: false,
});

describe("a digest", () => {
  it("counts in its subject, and names nobody there", () => {
    const { subject } = digestMail(
      [notice("answered"), notice("declined"), notice("feedback_given"), notice("assigned")],
      { soon: 2, late: 1 },
      ABOUT,
    );
    expect(subject).toBe("Leadside: 2 answered, 1 yours to answer, 1 new from reps, 2 due");
  });

  it("asks for credit where it says what was changed, and says that once", () => {
    const { subject, text } = digestMail([notice("changed"), notice("credit_asked")], NOTHING_DUE, ABOUT);
    expect(subject).toBe("Leadside: may we name you?");
    expect(text).toContain("May we name you? (1)");
    expect(text).not.toContain("Changed because of you (");
  });

  it("tells the first twenty of a kind and counts the rest", () => {
    const many = Array.from({ length: 25 }, (_, n) => notice("answered", FEEDBACK, `Answer number ${n}.`));
    const { text, html } = digestMail(many, NOTHING_DUE, ABOUT);
    for (const part of [text, html]) {
      expect(part).toContain("Answer number 19.");
      expect(part).not.toContain("Answer number 20.");
      expect(part).toContain("and 5 more");
    }
  });

  it("says what is due where nothing came in", () => {
    const { subject, text } = digestMail(
      [],
      { soon: 1, late: 3 },
      { ...ABOUT, deskUrl: "https://l.example/desk/feedback" },
    );
    expect(subject).toBe("Leadside: 1 due");
    expect(text).toContain("1 answer is due within a day, 3 are late.");
    expect(text).toContain("Inbox: https://l.example/desk/feedback");
  });
});
