import { describe, expect, test } from "vitest";
import { cutFromEvent } from "./cut-from-event.ts";

const MAYA = "maya@initech.com";
const erased = new Set([MAYA]);
const kept = (messageId: string, rest: object = {}) => ({
  message_id: messageId,
  body: JSON.stringify({ messageId, ...rest }),
});

describe("an event's own id goes from its body too", () => {
  test.each([
    [`m-${MAYA}`, "m-[erased]"],
    [`${MAYA} $& $' $1 $$`, "[erased] $& $' $1 $$"],
    [`"${MAYA}"\n\\`, '"[erased]"\n\\'],
  ])("%j", (id, without) => {
    const cut = cutFromEvent(kept(id, { about: `Message (${id})` }), erased);
    expect(cut.message_id).toBe(without);
    expect(JSON.parse(cut.body)).toEqual({ messageId: without, about: `Message (${without})` });
  });
});

test("another's address that ends like the id stays", () => {
  const rest = { email: `x.${MAYA}`, text: `\nx${MAYA} ${MAYA}.au` };
  const cut = cutFromEvent(kept(MAYA, rest), erased);
  expect(JSON.parse(cut.body)).toEqual({ messageId: "[erased]", ...rest });
});
