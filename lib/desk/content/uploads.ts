import type { z } from "zod";
import { type FinishUploadReply, MOST_FILE_BYTES } from "../../contract/asset.ts";
import type { ReplyOf } from "../../contract/endpoints.ts";
import { HubError } from "../call-hub.ts";
import { byteWords } from "./byte-words.ts";
import { titleOfFile } from "./file-title.ts";
import { type FileHub, type Sending, sendFile } from "./send-file.ts";
import { isTextName, snippetOfFile } from "./snippet-of-file.ts";

export interface UploadItem {
  id: string;
  fileName: string;
  title: string;
  bytes: number;
  sent: number;
  state: "waiting" | "sending" | "broken_off" | "paused" | "keeping" | "known" | "added" | "refused";
  /** Why it was not taken, and what to do. */
  problem?: string;
  /** Refused as a file, but its text can be a snippet. */
  isText: boolean;
  /** What became of it. */
  asset?: { id: string; title: string };
  /** The same bytes are here as this. */
  sameAs?: { assetId: string; title: string; version: number };
}

/** What is done with a file that is here in whole. */
export interface ContentHub extends FileHub {
  add(title: string, fileId: string, key: string): Promise<ReplyOf<"addAsset">>;
  addVersion(assetId: string, fileId: string, key: string): Promise<ReplyOf<"addVersion">>;
  addText(title: string, text: string, key: string): Promise<ReplyOf<"addAsset">>;
  rename(assetId: string, title: string): Promise<unknown>;
}

/** Gives a video its length and picture. @returns whether it could */
type AddPoster = (video: File, versionId: string) => Promise<boolean>;

interface Kept {
  item: UploadItem;
  file: File;
  /** Names the upload, and the asset or version that it becomes: a write each. */
  keys: { upload: string; asset: string; version: string };
  stop: AbortController;
  finished?: z.infer<typeof FinishUploadReply>;
}

const AT_ONCE = 2;

/**
 * Files on their way, two at a time, each of which becomes an asset. Lives as long as the page, so that the
 * marketer may go on elsewhere at the desk meanwhile.
 */
export class Uploads {
  readonly #hub: ContentHub;
  readonly #wait: Sending["wait"];
  readonly #addPoster: AddPoster;
  readonly #listeners = new Set<() => void>();
  /** Told when something came into the library. */
  onAdded: () => void = () => {};
  #all: Kept[] = [];
  #shown: readonly UploadItem[] = [];

  constructor(hub: ContentHub, wait: Sending["wait"], addPoster: AddPoster) {
    this.#hub = hub;
    this.#wait = wait;
    this.#addPoster = addPoster;
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
  items = (): readonly UploadItem[] => this.#shown;
  /** Whether closing the page would break something off. */
  busy = (): boolean =>
    this.#shown.some(({ state }) => ["waiting", "sending", "broken_off", "keeping"].includes(state));

  add(files: readonly File[]): void {
    for (const file of files) {
      const problem = obviousProblem(file);
      const item: UploadItem = {
        id: crypto.randomUUID(),
        fileName: file.name,
        title: titleOfFile(file.name),
        bytes: file.size,
        sent: 0,
        isText: isTextName(file.name) && file.size > 0,
        state: problem ? "refused" : "waiting",
        ...(problem ? { problem } : {}),
      };
      const [upload, asset, version] = [crypto.randomUUID(), crypto.randomUUID(), crypto.randomUUID()];
      this.#all.push({ item, file, keys: { upload, asset, version }, stop: new AbortController() });
    }
    this.#tell();
    this.#next();
  }

  pause(id: string): void {
    const kept = this.#find(id);
    kept.stop.abort(new Error("Paused."));
    this.#change(kept, { state: "paused" });
  }

  resume(id: string): void {
    const kept = this.#find(id);
    kept.stop = new AbortController();
    this.#change(kept, { state: "waiting" });
    this.#next();
  }

  dismiss(id: string): void {
    this.#find(id).stop.abort(new Error("Dismissed."));
    this.#all = this.#all.filter(({ item }) => item.id !== id);
    this.#tell();
    this.#next();
  }

  dismissSettled(): void {
    this.#all = this.#all.filter(({ item }) => item.state !== "added" && item.state !== "refused");
    this.#tell();
  }

  /** Calls it otherwise, also when it is in the library already; refused there, it keeps the name it had and says why. */
  async rename(id: string, title: string): Promise<void> {
    const kept = this.#find(id);
    const text = title.trim().slice(0, 200) || titleOfFile(kept.item.fileName);
    const { asset } = kept.item;
    this.#change(kept, { title: text });
    if (!asset || asset.title === text) return;
    try {
      await this.#hub.rename(asset.id, text);
      this.#change(kept, { asset: { ...asset, title: text } });
      this.onAdded();
    } catch (error) {
      this.#change(kept, { title: asset.title, problem: wordsOf(error) });
    }
  }

  /** The same bytes are in the library: kept all the same, as a version of what they are of, or on their own. */
  async keepKnown(id: string, as: "version" | "asset"): Promise<void> {
    const kept = this.#find(id);
    if (kept.finished) await this.#keep(kept, kept.finished, as);
  }

  /** A text that was refused as a file comes in as a snippet. */
  async makeSnippet(id: string): Promise<void> {
    const kept = this.#find(id);
    this.#change(kept, { state: "keeping" });
    try {
      const text = await snippetOfFile(kept.file);
      const { asset } = await this.#hub.addText(kept.item.title, text, kept.keys.asset);
      this.#change(kept, { state: "added", asset: { id: asset.id, title: asset.title } });
      this.onAdded();
    } catch (error) {
      this.#change(kept, {
        state: "refused",
        problem: error instanceof Error ? error.message : wordsOf(error),
      });
    }
  }

  #find(id: string): Kept {
    const kept = this.#all.find(({ item }) => item.id === id);
    if (!kept) throw new Error("This upload is gone.");
    return kept;
  }

  #change(kept: Kept, change: Partial<UploadItem>): void {
    kept.item = { ...kept.item, ...change };
    this.#tell();
  }

  #tell(): void {
    this.#shown = this.#all.map(({ item }) => item);
    for (const listener of this.#listeners) listener();
  }

  #next(): void {
    const running = this.#all.filter(({ item }) =>
      ["sending", "broken_off", "keeping"].includes(item.state),
    ).length;
    const waiting = this.#all.filter(({ item }) => item.state === "waiting");
    for (const kept of waiting.slice(0, Math.max(0, AT_ONCE - running))) void this.#send(kept);
  }

  async #send(kept: Kept): Promise<void> {
    const { signal } = kept.stop;
    this.#change(kept, { state: "sending" });
    try {
      const finished = await sendFile(kept.file, this.#hub, {
        signal,
        key: kept.keys.upload,
        wait: this.#wait,
        onProgress: (sent) => this.#change(kept, { sent }),
        onConnection: (there) => {
          if (!signal.aborted) this.#change(kept, { state: there ? "sending" : "broken_off" });
        },
      });
      kept.finished = finished;
      const [same] = finished.sameAs;
      if (same) this.#change(kept, { state: "known", sameAs: same });
      else await this.#keep(kept, finished, "asset");
    } catch (error) {
      if (!signal.aborted) this.#refuse(kept, error);
    }
    this.#next();
  }

  async #keep(
    kept: Kept,
    { fileId, kind }: z.infer<typeof FinishUploadReply>,
    as: "version" | "asset",
  ): Promise<void> {
    this.#change(kept, { state: "keeping" });
    const { sameAs } = kept.item;
    try {
      const { asset } =
        as === "version" && sameAs
          ? await this.#hub.addVersion(sameAs.assetId, fileId, kept.keys.version)
          : await this.#hub.add(kept.item.title, fileId, kept.keys.asset);
      this.#change(kept, { state: "added", asset: { id: asset.id, title: asset.title } });
      this.onAdded();
      if (kind === "video" && (await this.#addPoster(kept.file, asset.version.id))) this.onAdded();
    } catch (error) {
      this.#refuse(kept, error);
    }
  }

  #refuse(kept: Kept, error: unknown): void {
    this.#change(kept, { state: "refused", problem: wordsOf(error) });
  }
}

const wordsOf = (error: unknown): string =>
  error instanceof HubError ? error.message : "This browser could not read the file. Choose it again.";

/** What need not be asked of the hub. */
export function obviousProblem({ name, size }: { name: string; size: number }): string | undefined {
  if (/\.csv$/i.test(name))
    return "A list of addresses comes in by Import, “A CSV of addresses and titles”. Any other table: save it as PDF.";
  if (size === 0) return "The file is empty. Save it again and drop it here.";
  if (size > MOST_FILE_BYTES)
    return `A file may have 100 MB, this one is ${byteWords(size - MOST_FILE_BYTES)} over. Make it smaller, or add the page where it can be seen.`;
  return undefined;
}
