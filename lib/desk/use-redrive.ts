import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import type { AsideKind } from "../contract/aside.ts";
import { callHub, HubError } from "./call-hub.ts";

/** Reads all events of a kind that stand aside again, some hundreds a call, and says how far it is. */
export function useRedrive(kind: AsideKind): {
  start: () => void;
  running: boolean;
  said: string | undefined;
} {
  const client = useQueryClient();
  const [running, setRunning] = useState(false);
  const [said, setSaid] = useState<string>();
  const gone = useRef(false);
  useEffect(() => {
    gone.current = false;
    return () => {
      gone.current = true;
    };
  }, []);

  async function run() {
    setRunning(true);
    const sum = { read: 0, accepted: 0, stillAside: 0 };
    const words = () =>
      `${sum.read.toLocaleString("en-GB")} read again: ${sum.accepted.toLocaleString("en-GB")} taken, ${sum.stillAside.toLocaleString("en-GB")} still stand aside.`;
    try {
      let cursor: string | undefined;
      do {
        const reply = await callHub("redrive", { kind, ...(cursor ? { cursor } : {}) });
        sum.read += reply.read;
        sum.accepted += reply.accepted;
        sum.stillAside += reply.stillAside;
        cursor = reply.next ?? undefined;
        setSaid(words());
      } while (cursor !== undefined && !gone.current);
    } catch (error) {
      if (!(error instanceof HubError)) throw error;
      setSaid(`${words()} Then: ${error.message}`);
    } finally {
      setRunning(false);
      await client.invalidateQueries({ queryKey: ["aside"] });
      await client.invalidateQueries({ queryKey: ["today"] });
    }
  }
  return { start: () => void run(), running, said };
}
