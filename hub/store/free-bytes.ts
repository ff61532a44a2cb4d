import { statfsSync } from "node:fs";
import { dirname } from "node:path";

/** Tells how many bytes are free, for this user, on the disk that a folder is on or will be on. */
export function freeBytes(folder: string): () => number {
  return () => {
    for (let path = folder; ; path = dirname(path)) {
      try {
        const { bavail, bsize } = statfsSync(path);
        return bavail * bsize;
      } catch {
        // Where it cannot be told, the database itself says when it is full.
        if (path === dirname(path)) return Number.POSITIVE_INFINITY;
      }
    }
  };
}
