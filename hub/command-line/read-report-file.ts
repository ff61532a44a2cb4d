import { readFile, stat } from "node:fs/promises";
import { errorCode } from "../store/errors.ts";
import { CommandFailed } from "./command.ts";

/**
 * A report that is to be sent.
 * @param largest in bytes
 * @throws CommandFailed where it cannot be read, or is larger
 */
export async function readReportFile(path: string, largest: number): Promise<Blob> {
  try {
    const { size } = await stat(path);
    if (size > largest) {
      throw new CommandFailed(
        `${path} is larger than ${largest / 1_000_000} MB. Import it in parts, each with the heading.`,
      );
    }
    return new Blob([await readFile(path)]);
  } catch (error) {
    if (error instanceof CommandFailed) throw error;
    throw new CommandFailed(`${path} cannot be read (${errorCode(error) ?? (error as Error).message}).`);
  }
}
