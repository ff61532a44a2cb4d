import { describe, expect, it } from "vitest";
import { Guidance } from "../../contract/guidance.ts";
import { HubError } from "../call-hub.ts";
import { DraftChangedError, DraftKeeper } from "./draft-keeper.ts";
import { EMPTY_GUIDANCE } from "./sentence.ts";

const AT = "2026-11-20T10:31:00.000Z";
const EARLIER = "2026-11-20T09:00:00.000Z";
const LATER = "2026-11-20T10:40:00.000Z";
const saying = (toGet: string): Guidance => ({ ...EMPTY_GUIDANCE, toGet });

/** A clock that runs when told to, and a hub that does what `next` says. */
function atHand(...next: ("kept" | HubError["code"] | DraftChangedError<Guidance>)[]) {
  let due: (() => void) | undefined;
  const saved: string[] = [];
  const bases: (string | null)[] = [];
  const waits: number[] = [];
  const keeper = new DraftKeeper<Guidance>(
    async (guidance, basedOn) => {
      const what = next.shift() ?? "kept";
      bases.push(basedOn);
      if (what instanceof DraftChangedError) throw what;
      if (what !== "kept") throw new HubError(what, "It could not be.");
      saved.push(guidance.toGet);
      return { savedAt: AT };
    },
    (guidance) => Guidance.parse(guidance),
    {
      set: (act, ms) => {
        due = act;
        waits.push(ms);
        return act;
      },
      clear: () => {
        due = undefined;
      },
    },
  );
  const pass = async () => {
    const act = due;
    due = undefined;
    act?.();
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { keeper, saved, bases, waits, pass };
}

describe("a draft", () => {
  it("is kept once writing pauses, the newest only", async () => {
    const { keeper, saved, pass } = atHand();
    keeper.write(saying("a"));
    keeper.write(saying("ab"));
    expect(keeper.state().is).toBe("unsaved");
    await pass();
    expect(saved).toEqual(["ab"]);
    expect(keeper.state()).toEqual({ is: "kept", keptAt: AT });
    expect(keeper.unsaved()).toBeUndefined();
  });

  it("stays in memory while the hub is away, is tried again ever later, and then kept", async () => {
    const { keeper, saved, waits, pass } = atHand("out_of_reach", "unavailable");
    keeper.write(saying("call"));
    await pass();
    expect(keeper.state().is).toBe("out_of_reach");
    expect(keeper.unsaved()?.toGet).toBe("call");
    await pass();
    await pass();
    expect(saved).toEqual(["call"]);
    expect(waits).toEqual([800, 2_000, 4_000]);
    expect(keeper.state().is).toBe("kept");
  });

  it("says what is wrong with it, and is tried again when it was changed", async () => {
    const { keeper, saved, pass } = atHand("bad_request");
    keeper.write(saying("x"));
    await pass();
    expect(keeper.state()).toEqual({ is: "refused", problem: "It could not be." });
    keeper.write(saying("y"));
    await pass();
    expect(saved).toEqual(["y"]);
  });

  it("that was forgotten is not kept later", async () => {
    const { keeper, saved, pass } = atHand("out_of_reach");
    keeper.write(saying("x"));
    await pass();
    await keeper.forget();
    await pass();
    expect(saved).toEqual([]);
    expect(keeper.state()).toEqual({ is: "kept" });
  });

  it("is kept here while nobody is signed in, and at the hub as soon as somebody is", async () => {
    const { keeper, saved, waits, pass } = atHand("unauthorized");
    keeper.write(saying("call"));
    await pass();
    expect(keeper.state().is).toBe("signed_out");
    expect(keeper.unsaved()?.toGet).toBe("call");
    keeper.tryNow();
    await pass();
    expect(waits).toEqual([800, 2_000, 0]);
    expect(saved).toEqual(["call"]);
    expect(keeper.state().is).toBe("kept");
  });

  it("goes on from what was there and then from itself; another is not overwritten before somebody chose", async () => {
    const theirs = { body: saying("b"), savedAt: LATER, by: { memberId: null, name: "Dana" } };
    const { keeper, saved, bases, pass } = atHand("kept", new DraftChangedError(theirs));
    keeper.goOnFrom(EARLIER);
    keeper.write(saying("a"));
    await pass();
    keeper.write(saying("aa"));
    await pass();
    expect(keeper.state()).toEqual({ is: "changed", theirs, keptAt: AT });
    keeper.write(saying("aaa"));
    await pass();
    expect([saved, bases]).toEqual([["a"], [EARLIER, AT]]);
    keeper.keepThis();
    await pass();
    expect([saved, bases]).toEqual([
      ["a", "aaa"],
      [EARLIER, AT, LATER],
    ]);
    expect(keeper.state().is).toBe("kept");
  });

  it("whose answer was lost is known again as its own", async () => {
    const own = { body: saying("a"), savedAt: LATER, by: { memberId: null, name: "Dana" } };
    const { keeper, saved, bases, pass } = atHand("out_of_reach", new DraftChangedError(own));
    keeper.write(saying("a "));
    await pass();
    keeper.write(saying("ab"));
    await pass();
    await pass();
    expect([saved, bases]).toEqual([["ab"], [null, null, LATER]]);
    expect(keeper.state().is).toBe("kept");
  });
});
