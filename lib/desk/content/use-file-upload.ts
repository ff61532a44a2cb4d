import { useCallback, useEffect, useRef, useState } from "react";
import type { ReplyOf } from "../../contract/endpoints.ts";
import { HubError } from "../call-hub.ts";
import { fileHub, waitForConnection } from "./file-hub.ts";
import { sendFile } from "./send-file.ts";
import { obviousProblem } from "./uploads.ts";

/** One file on its way, such as a new version. It is given up when what shows it goes away. */
export function useFileUpload() {
  const [file, setFile] = useState<File>();
  const [sent, setSent] = useState(0);
  const [brokenOff, setBrokenOff] = useState(false);
  const [problem, setProblem] = useState<string>();
  const [finished, setFinished] = useState<ReplyOf<"finishUpload">>();
  const stop = useRef<AbortController>(undefined);
  useEffect(() => () => stop.current?.abort(new Error("Left.")), []);

  const send = useCallback(async (next: File) => {
    stop.current?.abort(new Error("Replaced."));
    const mine = new AbortController();
    stop.current = mine;
    setFile(next);
    setSent(0);
    setBrokenOff(false);
    setFinished(undefined);
    const wrong = obviousProblem(next);
    setProblem(wrong);
    if (wrong) return;
    try {
      const done = await sendFile(next, fileHub, {
        signal: mine.signal,
        key: crypto.randomUUID(),
        wait: waitForConnection,
        onProgress: setSent,
        onConnection: (there) => setBrokenOff(!there),
      });
      if (!mine.signal.aborted) setFinished(done);
    } catch (error) {
      if (mine.signal.aborted) return;
      setProblem(
        error instanceof HubError ? error.message : "This browser could not read the file. Choose it again.",
      );
    }
  }, []);

  return { file, sent, brokenOff, problem, finished, send };
}
