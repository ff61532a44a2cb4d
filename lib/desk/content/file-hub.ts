import { callHub } from "../call-hub.ts";
import type { FileHub, Sending } from "./send-file.ts";

/** The hub that this page came from. */
export const fileHub: FileHub = {
  begin: (file, key) => callHub("beginUpload", file, { key }),
  state: (id) => callHub("uploadState", { id }),
  bytes: (id, offset, file, signal) => callHub("uploadBytes", { id, offset }, { file, signal }),
  finish: (id) => callHub("finishUpload", { id }),
};

/** Until the time is over, or the browser says that the network is back. */
export const waitForConnection: Sending["wait"] = (ms, signal) =>
  new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      removeEventListener("online", done);
      signal.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    addEventListener("online", done);
    signal.addEventListener("abort", done);
  });
