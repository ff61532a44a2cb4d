import { describe, expect, it } from "vitest";
import { HubError } from "../call-hub.ts";
import { type FileHub, type Sending, sendFile } from "./send-file.ts";

const FILE = new File([new Uint8Array(1_000_000).map((_, at) => at % 251)], "guide.pdf");
const FINISHED = { fileId: "f", type: "application/pdf", kind: "pdf", sameAs: [] } as const;

/** A hub that keeps what comes; `fails` says of each piece in turn whether it breaks, and how. */
function standIn(fails: readonly (HubError["code"] | "after" | undefined)[]) {
  const kept: Uint8Array[] = [];
  let received = 0;
  let asked = 0;
  const begun = new Set<string>();
  const upload = () => ({ id: "u", bytes: FILE.size, received });
  const hub: FileHub = {
    async begin(_file, key) {
      begun.add(key);
      return upload();
    },
    async state() {
      return upload();
    },
    async bytes(_id, offset, piece) {
      const fault = fails[asked];
      asked += 1;
      if (fault && fault !== "after") throw new HubError(fault, "Broken.");
      if (offset > received) throw new HubError("conflict", `Go on at ${received}.`);
      const bytes = new Uint8Array(await piece.arrayBuffer()).slice(received - offset);
      kept.push(bytes);
      received += bytes.length;
      if (fault === "after") throw new HubError("out_of_reach", "The answer was lost.");
      return upload();
    },
    async finish() {
      return { ...FINISHED, sameAs: [] };
    },
  };
  return { hub, begun, bytes: () => Buffer.concat(kept) };
}

function sending(over: Partial<Sending> = {}) {
  const progress: number[] = [];
  const connection: boolean[] = [];
  const waits: number[] = [];
  const options: Sending = {
    signal: new AbortController().signal,
    key: "k",
    onProgress: (sent) => progress.push(sent),
    onConnection: (there) => connection.push(there),
    wait: async (ms) => {
      waits.push(ms);
    },
    ...over,
  };
  return { options, progress, connection, waits };
}

const whole = async () => Buffer.from(await FILE.arrayBuffer());

describe("a file", () => {
  it("arrives byte by byte as it is, and its progress never goes back", async () => {
    const { hub, bytes } = standIn([]);
    const { options, progress } = sending();
    expect(await sendFile(FILE, hub, options)).toEqual(FINISHED);
    expect(bytes().equals(await whole())).toBe(true);
    expect(progress).toEqual([...progress].sort((one, other) => one - other));
    expect(progress.at(-1)).toBe(FILE.size);
  });

  it.each([
    ["the connection breaks", ["out_of_reach", undefined, "out_of_reach"]],
    ["a piece came, but not its answer", ["after", undefined, "after"]],
    ["the hub restarts", ["unavailable", "unavailable", "internal"]],
    ["the hub says to go on elsewhere", [undefined, "conflict"]],
    ["too much was asked at once", ["rate_limited"]],
  ] as const)("arrives whole when %s", async (_what, fails) => {
    const { hub, bytes, begun } = standIn(fails);
    const { options } = sending();
    await sendFile(FILE, hub, options);
    expect(bytes().equals(await whole())).toBe(true);
    expect(begun.size).toBe(1);
  });

  it("waits longer each time, says that the connection is gone and when it is back", async () => {
    const { hub } = standIn(["out_of_reach", "out_of_reach", "out_of_reach"]);
    const { options, connection, waits } = sending();
    await sendFile(FILE, hub, options);
    expect(waits.length).toBeGreaterThanOrEqual(3);
    expect(connection[0]).toBe(false);
    expect(connection.at(-1)).toBe(true);
  });

  it("stops at once when the hub refuses it", async () => {
    const { hub } = standIn(["too_large"]);
    const { options, waits } = sending();
    await expect(sendFile(FILE, hub, options)).rejects.toThrow("Broken.");
    expect(waits).toEqual([]);
  });

  it("goes on where it was paused", async () => {
    const { hub, bytes } = standIn([]);
    const pause = new AbortController();
    const first = sending({ signal: pause.signal });
    const stopped = sendFile(FILE, hub, {
      ...first.options,
      onProgress: (sent) => {
        if (sent > 0) pause.abort(new Error("Paused."));
      },
    });
    await expect(stopped).rejects.toThrow("Paused.");
    const there = bytes().length;
    expect(there).toBeGreaterThan(0);
    const second = sending();
    await sendFile(FILE, hub, second.options);
    expect(second.progress[0]).toBe(there);
    expect(bytes().equals(await whole())).toBe(true);
  });
});
