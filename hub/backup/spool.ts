import { randomBytes } from "node:crypto";
import { type FileHandle, open, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Readable } from "node:stream";

const READ_AT_ONCE = 256 * 1024;
const DRAFT = /^export-[0-9a-f]{16}\.part$/;

/**
 * Lets a source run at its own pace into a file, while the file is read at the reader's: so the database is held for
 * as long as it takes to read it, never for as long as a slow network. The file has no name any more once it is
 * open, so nothing of it stays, whatever happens.
 * @param folder on a disk with room for all of it
 * @returns once the first bytes are there, so that what fails at the start is thrown here
 */
export async function spool(folder: string, source: Readable): Promise<ReadableStream<Uint8Array>> {
  const file = await openWithoutName(folder).catch((error: unknown) => {
    source.destroy();
    throw error;
  });
  const spooled = new Spooled(file, source);
  try {
    await spooled.grown();
  } catch (error) {
    await spooled.close();
    throw error;
  }
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const bytes = await spooled.next();
          if (bytes !== undefined) return controller.enqueue(bytes);
          controller.close();
          await spooled.close();
        } catch (error) {
          await spooled.close();
          throw error;
        }
      },
      cancel: () => spooled.close(),
    },
    { highWaterMark: 0 },
  );
}

/** Removes what a hub left that was killed in the moment in which its file had a name. */
export async function removeDrafts(folder: string): Promise<void> {
  const drafts = (await readdir(folder)).filter((name) => DRAFT.test(name));
  for (const name of drafts) await rm(join(folder, name), { force: true });
}

async function openWithoutName(folder: string): Promise<FileHandle> {
  const path = join(folder, `export-${randomBytes(8).toString("hex")}.part`);
  const file = await open(path, "wx+", 0o600);
  try {
    await rm(path, { force: true });
    return file;
  } catch (error) {
    await file.close();
    throw error;
  }
}

class Spooled {
  readonly #file: FileHandle;
  readonly #source: Readable;
  readonly #filling: Promise<void>;
  #written = 0;
  #read = 0;
  #ended = false;
  #failure: unknown;
  #closed = false;
  #wake = () => {};

  constructor(file: FileHandle, source: Readable) {
    this.#file = file;
    this.#source = source;
    this.#filling = this.#fill();
  }

  async #fill(): Promise<void> {
    try {
      for await (const bytes of this.#source) {
        await this.#file.writeFile(bytes as Buffer);
        this.#written += (bytes as Buffer).length;
        this.#wake();
      }
    } catch (error) {
      this.#failure = error;
    }
    this.#ended = true;
    this.#wake();
  }

  /** Waits until there is something to read, or nothing will come any more; throws what the source failed with. */
  async grown(): Promise<void> {
    while (this.#read === this.#written) {
      if (this.#failure !== undefined) throw this.#failure;
      if (this.#ended) return;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  /** The next bytes; undefined at the end. */
  async next(): Promise<Uint8Array | undefined> {
    await this.grown();
    const size = Math.min(READ_AT_ONCE, this.#written - this.#read);
    if (size === 0) return undefined;
    const { bytesRead, buffer } = await this.#file.read(Buffer.alloc(size), 0, size, this.#read);
    this.#read += bytesRead;
    return buffer.subarray(0, bytesRead);
  }

  /** Ends the source, and gives the disk its room back. */
  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    this.#source.destroy();
    await this.#filling;
    await this.#file.close();
  }
}
