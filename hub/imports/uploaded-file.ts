import { createHash } from "node:crypto";
import { ApiError } from "../http/api-error.ts";

const LARGEST = 64_000_000;

/** A file as it comes in: at most 64 MB unless said otherwise, and known by its digest when it is through. */
export class UploadedFile {
  readonly #hash = createHash("sha256");
  readonly #upload: ReadableStream<Uint8Array>;
  readonly #largest: number;

  /** @param largest in bytes */
  constructor(upload: ReadableStream<Uint8Array>, largest = LARGEST) {
    this.#upload = upload;
    this.#largest = largest;
  }

  /**
   * Its bytes in pieces, once.
   * @throws ApiError `too_large`
   */
  async *bytes(): AsyncGenerator<Uint8Array> {
    let size = 0;
    for await (const piece of this.#upload) {
      size += piece.byteLength;
      if (size > this.#largest) {
        throw new ApiError(
          "too_large",
          `The file is larger than ${this.#largest / 1_000_000} MB. Import it in parts.`,
        );
      }
      this.#hash.update(piece);
      yield piece;
    }
  }

  /** SHA-256 of the bytes that were read, hexadecimal; to be asked once, at the end. */
  digest(): string {
    return this.#hash.digest("hex");
  }
}
