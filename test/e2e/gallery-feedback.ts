import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";

interface Gallery {
  page: () => Page;
  show: (state: string, width?: number) => Promise<void>;
  /** Requests of this kind to the background. */
  calls: (kind: string) => Promise<unknown[]>;
  /** What axe finds. */
  findings: () => Promise<string[]>;
}

/** Feedback in the panel's states, in the gallery's one browser. */
export function describeFeedback({ page, show, calls, findings }: Gallery): void {
  const status = () => page().getByRole("status");
  const button = (name: string | RegExp) =>
    page().getByRole("button", { name, exact: typeof name === "string" });
  const group = (name: string) => page().getByRole("group", { name });
  const form = (label: string | RegExp) => page().getByRole("form", { name: label });
  const given = async () =>
    (await calls("feedback.give")) as { key: string; request: Record<string, unknown> }[];
  const changes = async (kind = "feedback.change") =>
    ((await calls(kind)) as { request: Record<string, unknown> }[]).map(({ request }) => request);
  /** To another record: what the rep is done with goes at once, instead of when its undo time is over. */
  const goOn = () => page().evaluate(() => (window as unknown as { goOn: () => void }).goOn());
  const focused = () =>
    page().evaluate(() => document.activeElement?.textContent || document.activeElement?.tagName);

  describe("feedback", () => {
    it("is one click, heard once, whose form goes by itself", async () => {
      await show("feedback");
      await group("Did it land?").getByRole("button", { name: "Fell flat" }).click();
      await status().getByText("Sent, undo").waitFor();
      expect(await status().count()).toBe(1);
      expect(await focused()).toBe("Fell flat");
      expect(await given()).toMatchObject([
        {
          request: {
            type: "fell_flat",
            about: { what: "claim" },
            context: { name: "Maya Okafor" },
            taken: [],
          },
        },
      ]);
      await form(/^More about: Fell flat/).waitFor();
      expect(await findings()).toEqual([]);
      await page().getByText("Fell flat · Sent").waitFor({ timeout: 10_000 });
      await button("Undo").waitFor({ state: "detached" });
      expect(await calls("feedback.hold")).toEqual([]);
      // What comes to mind later is a further sentence.
      await button("Add a sentence").click();
      await page().keyboard.type("They asked for a reference");
      await page().keyboard.press("Enter");
      await expect.poll(() => changes()).toMatchObject([{ note: "They asked for a reference" }]);
    });

    it("takes why, their words, a sentence and less of the context, by keyboard alone", async () => {
      await show("feedback");
      await group("Did it land?").getByRole("button", { name: "Fell flat" }).focus();
      await page().keyboard.press("Enter");
      await form(/^More about/).waitFor();
      await page().keyboard.press("Tab");
      await page().keyboard.press("Space");
      expect(await group("Why?").getByRole("button", { name: "Price" }).getAttribute("aria-pressed")).toBe(
        "true",
      );
      await button("Add their words or a sentence").press("Enter");
      await page().getByRole("textbox", { name: "Their words" }).fill("Nobody does that");
      await button("Edit").press("Enter");
      await page().getByRole("checkbox", { name: "Deal: € 86,000, closes 19 Dec" }).press("Space");
      expect(await findings()).toEqual([]);
      await expect.poll(() => changes("feedback.draft")).not.toEqual([]);
      // Escape lets it go, and closes neither the panel nor the way on.
      await page().getByRole("textbox", { name: "In one sentence" }).fill("Too dear");
      await page().keyboard.press("Escape");
      await page().getByText("Fell flat · Sent").waitFor();
      expect(await focused()).toContain("Fell flat · Sent");
      expect(await changes()).toEqual([]);
      await goOn();
      await expect
        .poll(() => changes())
        .toMatchObject([
          {
            reasons: ["price"],
            theirWords: "Nobody does that",
            note: "Too dear",
            taken: ["deal"],
            hold: false,
          },
        ]);
      expect(await calls("panel.close")).toEqual([]);
      expect(await changes("feedback.hold")).toMatchObject([{ hold: true }]);
    });

    it("is taken back, and the other answer takes its place", async () => {
      await show("feedback");
      const land = group("Did it land?");
      await land.getByRole("button", { name: "Fell flat" }).click();
      await button("Undo").click();
      await status().getByText("Taken back.").waitFor();
      expect(await land.getByRole("button", { name: "Fell flat" }).getAttribute("aria-pressed")).toBe(
        "false",
      );
      await land.getByRole("button", { name: "Landed" }).click();
      await land.getByRole("button", { name: "Fell flat" }).click();
      await expect.poll(async () => (await given()).length).toBe(3);
      expect(await calls("feedback.takeBack")).toHaveLength(2);
    });

    it("puts away, asks why where it stood, and takes both back", async () => {
      await show("feedback");
      await button("Not for this lead").click();
      await status().getByText("Put away for this lead, undo").waitFor();
      await page().getByText("Why is Security overview not for this lead?").waitFor();
      await button("Too long").click();
      await button("Undo").click();
      await page().getByRole("heading", { name: "Security overview" }).waitFor();
      await expect.poll(() => calls("content.undoPutAway")).toHaveLength(1);
      expect(await calls("feedback.takeBack")).toHaveLength(1);
    });

    it("of a piece is in its menu, beside what was answered", async () => {
      await show("feedback");
      const more = button("More ways to send Security overview");
      await more.click();
      await page().getByRole("menuitem", { name: "What was answered" }).click();
      const answered = page().getByRole("region", { name: "What was answered about Security overview" });
      await answered.getByText("Wrong fact · 3 reps").waitFor();
      expect(await findings()).toEqual([]);
      await answered.getByRole("button", { name: "Close" }).click();
      await more.click();
      await page().getByRole("menuitem", { name: "Wrong fact" }).click();
      await page().getByRole("textbox", { name: "Page, if you know it" }).fill("4");
      await page().getByRole("textbox", { name: "In one sentence" }).fill("The old rate");
      await button("Done").click();
      await goOn();
      await expect.poll(() => changes()).toMatchObject([{ page: 4, note: "The old rate", hold: false }]);
      expect(await given()).toMatchObject([
        { request: { about: { what: "asset", version: 2 }, type: "wrong_fact" } },
      ]);
    });

    it("goes along when the rep goes to another record or closes the panel", async () => {
      await show("feedback");
      await button("I needed something else").click();
      await page().getByRole("textbox", { name: "In one sentence" }).fill("A story of a bank");
      await goOn();
      await expect.poll(() => changes()).toMatchObject([{ note: "A story of a bank", hold: false }]);
      await show("feedback");
      await button("This data is wrong").click();
      await page().getByRole("textbox", { name: "In one sentence" }).fill("She left");
      await button("Close").click();
      await expect.poll(() => changes()).toMatchObject([{ note: "She left" }]);
    });

    it("says what it waits for, in the list of what waits and of what was said", async () => {
      await show("feedback_offline");
      await group("How did it go?").first().getByRole("button", { name: "Landed" }).click();
      await status().getByText("Waiting for connection, undo").waitFor();
      await button(/^Your feedback/).click();
      const mine = page().getByRole("list", { name: "Your feedback" });
      await mine.getByText("Landed: Pricing sheet, Maya Okafor").waitFor();
      await mine.getByText(/^Waiting for connection/).waitFor();
    });

    it("keeps the words in the form where the disk is full", async () => {
      await show("feedback_full_disk");
      await button("I needed something else").click();
      const field = page().getByRole("textbox", { name: "In one sentence" });
      await field.fill("A story of a bank");
      await button("Done").click();
      await page()
        .getByRole("alert")
        .getByText(/free disk space.*still here/)
        .waitFor();
      expect(await field.inputValue()).toBe("A story of a bank");
      expect(await findings()).toEqual([]);
    });

    it("asks marketing's question only where it has a place, and not again after “Not now”", async () => {
      await show("feedback_question_taken");
      await page().getByRole("region", { name: "Say first" }).waitFor();
      const question = page().getByRole("region", { name: "A question from marketing" });
      await expect.poll(() => calls("feedback.showAsk")).toHaveLength(1);
      expect(await question.count()).toBe(0);
      await show("feedback_question");
      await question.getByRole("button", { name: "Partly" }).click();
      expect(await given()).toMatchObject([{ request: { type: "ask_answer", reasons: ["partly"] } }]);
      await show("feedback_question");
      await question.getByRole("button", { name: "Not now" }).click();
      await question.waitFor({ state: "detached" });
      expect(await calls("feedback.skipAsk")).toHaveLength(1);
    });

    it("shows an answer on top, seen after two seconds, and asks whether to name the rep", async () => {
      await show("feedback_answered");
      const changed = page().getByRole("region", { name: "Changed because of you" });
      await changed.getByText("We changed page 4 because of you. May we name you?").waitFor();
      expect(await calls("feedback.see")).toEqual([]);
      await expect.poll(() => calls("feedback.see"), { timeout: 10_000 }).toHaveLength(2);
      await changed.getByRole("button", { name: "See page 4" }).click();
      expect(await calls("content.look")).toMatchObject([
        { versionId: "00000000-0000-4000-8000-000000000301" },
      ]);
      await changed.getByRole("button", { name: "Yes, name me" }).click();
      await changed.getByText("Thank you.").waitFor();
      expect(await changes("feedback.credit")).toMatchObject([{ named: true }]);
    });

    it("lists all that the rep said with what came of it, and lets them add, reopen and take back", async () => {
      await show("feedback");
      await button(/^Your feedback/).click();
      await page()
        .getByText("Marketing answers in 1 d 3 h at the median, promised within 2 working days")
        .waitFor();
      const mine = page().getByRole("list", { name: "Your feedback" });
      const entry = mine.getByRole("listitem").filter({ hasText: "Declined" });
      await entry.getByRole("button", { name: /^How Halden went live/ }).click();
      await entry.getByText("Halden asked us to keep the old figures.").waitFor();
      await entry.getByRole("button", { name: "Reopen" }).click();
      await page().keyboard.press("Enter");
      await entry.getByText("Say in a sentence what is still open.").waitFor();
      await page().keyboard.type("They published new ones");
      await page().keyboard.press("Enter");
      await status().getByText("Open again.").waitFor();
      expect(await findings()).toEqual([]);
      await entry.getByRole("button", { name: "Take it back" }).click();
      await status().getByText("Taken back.").waitFor();
      await button("Undo").click();
      await status().getByText("Given again.").waitFor();
      expect(await changes("feedback.takeBack")).toMatchObject([{}, { undone: true }]);
    });

    it("keeps the keyboard where something goes with the button that was pressed", async () => {
      const press = async (name: string) => {
        await button(name).first().focus();
        await page().keyboard.press("Enter");
      };
      const at = () => page().evaluate(() => document.activeElement?.tagName);
      await show("feedback");
      await press("Fell flat");
      await status().getByText("Sent, undo").waitFor();
      await press("Undo");
      await status().getByText("Taken back.").waitFor();
      expect(await focused()).toBe("Fell flat");
      await press("Fell flat");
      await press("Add their words or a sentence");
      await page().keyboard.type("Nobody does that");
      expect(await page().getByRole("textbox", { name: "Their words" }).inputValue()).toBe(
        "Nobody does that",
      );
      await press("Edit");
      await page().keyboard.press("Space");
      expect(await page().getByRole("checkbox", { name: "Name: Maya Okafor" }).isChecked()).toBe(false);

      await show("feedback");
      await press("Not for this lead");
      await page().getByText("Why is Security overview").waitFor();
      await press("Undo");
      await page().getByRole("heading", { name: "Security overview" }).waitFor();
      await status().getByText("Taken back.").waitFor();
      await expect.poll(at).toBe("BUTTON");

      await show("feedback_answered");
      await press("Yes, name me");
      await page().getByText("Thank you.").waitFor();
      expect(await focused()).toBe("See page 4");

      await show("refused_later");
      await press("Dismiss");
      await button("Dismiss").waitFor({ state: "detached" });
      await expect.poll(at).toBe("BUTTON");

      await show("feedback_much");
      await press("3 more");
      expect(await focused()).toBe("Evaluation");
      await button(/^Your feedback/).click();
      const mine = page().getByRole("list", { name: "Your feedback" });
      await mine.getByRole("button", { name: /^A story of a bank/ }).click();
      await mine.getByRole("button", { name: "Reopen" }).press("Enter");
      await page().keyboard.type("When in December?");
      await page().keyboard.press("Enter");
      await status().getByText("Open again.").waitFor();
      expect(await focused()).toBe("Add a sentence");
    });

    it("is undone by the key that undoes, and begins in the field where the sentence is the point", async () => {
      await show("feedback");
      const flat = group("Did it land?").getByRole("button", { name: "Fell flat" });
      await flat.press("Enter");
      await status().getByText("Sent, undo").waitFor();
      await page().keyboard.press("Control+z");
      await status().getByText("Taken back.").waitFor();
      expect(await flat.getAttribute("aria-pressed")).toBe("false");
      await button("I needed something else").press("Enter");
      await page().keyboard.type("A story of a bank");
      const field = page().getByRole("textbox", { name: "In one sentence" });
      expect(await field.inputValue()).toBe("A story of a bank");
      await status().getByText("Sent, undo").waitFor();
      // In a field it undoes what was typed.
      await page().keyboard.press("Control+z");
      expect(await calls("feedback.takeBack")).toHaveLength(1);
    });

    it("stays open when the pointer leaves after “Edit”, which took its own button away", async () => {
      await show("feedback");
      await group("Did it land?").getByRole("button", { name: "Fell flat" }).click();
      await button("Edit").click();
      await page().mouse.move(5, 5, { steps: 4 });
      await page().waitForTimeout(300);
      await page().getByRole("checkbox", { name: "Name: Maya Okafor" }).uncheck({ timeout: 2_000 });
      await button("Done").click();
      await goOn();
      await expect.poll(async () => (await changes()).at(-1)).toMatchObject({ taken: ["name"] });
    });

    it("asks why of what fell flat, and not of what landed", async () => {
      await show("feedback");
      const land = group("Did it land?");
      await land.getByRole("button", { name: "Landed" }).click();
      await form(/^More about: Landed/).waitFor();
      expect(await page().getByText("Why?").count()).toBe(0);
      await land.getByRole("button", { name: "Fell flat" }).click();
      await page().getByText("Why?").waitFor();
    });

    it("leaves the form's buttons free of the status line in a narrow panel", async () => {
      await show("feedback_offline", 320);
      await group("Did it land?").getByRole("button", { name: "Fell flat" }).click();
      await status().getByText("Waiting for connection, undo").waitFor();
      // Without scrolling: as the rep finds it.
      const isFree = (name: string) =>
        button(name).evaluate((element) => {
          const { x, y, width, height } = element.getBoundingClientRect();
          return element.contains(document.elementFromPoint(x + width / 2, y + height - 2));
        });
      expect(await isFree("Add their words or a sentence")).toBe(true);
      await page().getByRole("button", { name: "Add their words or a sentence" }).dispatchEvent("click");
      await expect.poll(() => isFree("Done")).toBe(true);
    });

    it("tells wishes apart, tells what was said in its order, and keeps marketing's lines", async () => {
      await show("feedback_much");
      await button(/^Your feedback/).click();
      const mine = page().getByRole("list", { name: "Your feedback" });
      await mine.getByRole("button", { name: /^A story of a bank/ }).waitFor();
      await mine.getByRole("button", { name: /^One page on what a dry run/ }).waitFor();
      const entry = mine.getByRole("listitem").filter({ hasText: "Open again" });
      await entry.getByRole("button", { name: /^Security overview/ }).click();
      const text = (await entry.textContent()) ?? "";
      expect(text.indexOf("You were right")).toBeLessThan(text.indexOf("They still laugh"));
      expect(await entry.getByRole("button", { name: "Reopen" }).count()).toBe(0);
      await show("feedback_answered");
      const planned = page().getByRole("region", { name: /^Planned for/ });
      expect(await planned.getByText("We film one").evaluate((one) => getComputedStyle(one).whiteSpace)).toBe(
        "pre-line",
      );
    });

    it("shows three reasons at most, and the others when asked for", async () => {
      await show("feedback_much");
      const first = page().getByRole("region", { name: "Say first" });
      await first.getByText("Software").waitFor();
      expect(await first.getByText("Germany").count()).toBe(0);
      await first.getByRole("button", { name: "3 more" }).click();
      await first.getByText("Germany").waitFor();
    });

    it("is not there where the hub knows none, and hostile words stay words", async () => {
      await show("recommended");
      await page().getByRole("region", { name: "Recommended content" }).waitFor();
      for (const name of ["I needed something else", "Fell flat", "Landed"])
        expect(await button(name).count()).toBe(0);
      await show("feedback_hostile");
      await page()
        .getByRole("button", { name: /^Your feedback/ })
        .click();
      await page().getByRole("list", { name: "Your feedback" }).getByRole("button").first().click();
      expect(await page().title()).not.toBe("pwned");
    });
  });
}
