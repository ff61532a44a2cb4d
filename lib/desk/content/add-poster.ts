import { callHub } from "../call-hub.ts";
import { fileHub, waitForConnection } from "./file-hub.ts";
import { sendFile } from "./send-file.ts";
import { videoFacts } from "./video-facts.ts";

const GIVE_UP_MS = 120_000;

/** Length and picture of a video that this browser has at hand. Without them it is a video all the same. */
export async function addPoster(video: File, versionId: string): Promise<boolean> {
  const facts = await videoFacts(video);
  if (!facts) return false;
  try {
    const { fileId } = await sendFile(facts.poster, fileHub, {
      signal: AbortSignal.timeout(GIVE_UP_MS),
      key: crypto.randomUUID(),
      wait: waitForConnection,
      onProgress: () => {},
      onConnection: () => {},
    });
    await callHub("setPoster", { versionId, fileId, seconds: facts.seconds });
    return true;
  } catch {
    return false;
  }
}
