import type { Command } from "./command.ts";

export const peopleCommands: Command[] = [];
