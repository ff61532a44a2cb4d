import { useSyncExternalStore } from "react";
import { callHub } from "../call-hub.ts";
import { addPoster } from "./add-poster.ts";
import { fileHub, waitForConnection } from "./file-hub.ts";
import { type UploadItem, Uploads } from "./uploads.ts";

/** The files that this page sends. */
export const uploads = new Uploads(
  {
    ...fileHub,
    add: (title, fileId, key) => callHub("addAsset", { title, from: { fileId } }, { key }),
    addVersion: (assetId, fileId, key) =>
      callHub("addVersion", { assetId, from: { fileId }, whatChanged: "The same file again." }, { key }),
    addText: (title, text, key) => callHub("addAsset", { title, from: { text } }, { key }),
    rename: (id, title) => callHub("changeAsset", { id, title }),
  },
  waitForConnection,
  addPoster,
);

addEventListener("beforeunload", (event) => {
  if (uploads.busy()) event.preventDefault();
});

export function useUploads(): readonly UploadItem[] {
  return useSyncExternalStore(uploads.subscribe, uploads.items);
}
