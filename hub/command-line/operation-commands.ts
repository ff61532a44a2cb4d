import { backupCommands } from "./backup-commands.ts";
import type { Command } from "./command.ts";
import { jobCommands } from "./job-commands.ts";

/** Running the hub. */
export const operationCommands: Command[] = [...backupCommands, ...jobCommands];
