import type { Command } from "./command.ts";

export const operationCommands: Command[] = [];
