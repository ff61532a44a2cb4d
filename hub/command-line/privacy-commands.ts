import type { Command } from "./command.ts";

export const privacyCommands: Command[] = [];
