import { expect, test } from "vitest";
import { inviteMessage, isSetUp, setUpSteps } from "./set-up-steps.ts";

const nothing = {
  people: 0,
  content: 0,
  withGuidance: 0,
  reps: 0,
  sources: 0,
  admins: [],
  embedded: true,
  linksAreLocal: true,
};

test.each([
  [{}, [false, false, false]],
  [{ people: 1 }, [true, false, false]],
  [{ people: 40, content: 2, reps: 3 }, [true, false, true]],
  [{ people: 40, content: 3, reps: 2 }, [true, true, false]],
  [{ people: 40, content: 3, reps: 3 }, [true, true, true]],
])("%j: %j are done", (known, done) => {
  const setUp = { ...nothing, ...known };
  expect(setUpSteps(setUp).map((step) => step.done)).toEqual(done);
  expect(isSetUp(setUp)).toBe(done.every(Boolean));
});

test("results say what is there, and where counting stopped", () => {
  const results = (known: object) => setUpSteps({ ...nothing, ...known }).map(({ result }) => result);
  expect(results({ people: 1, content: 3, withGuidance: 1, reps: 4 })).toEqual([
    "1 person is known.",
    "3 pieces, 1 of them with guidance.",
    "4 reps have joined.",
  ]);
  expect(results({ people: 1_000 })[0]).toBe("1,000 people or more are known.");
});

test("the message greets and signs", () => {
  expect(inviteMessage("Ruth Amsel", "Dana Ruiz")).toMatch(/^Hi Ruth,[\s\S]*Thanks, Dana Ruiz$/);
});
