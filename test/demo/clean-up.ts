type Undo = () => Promise<void> | void;

/** What must be undone at the end, whatever the end is: done in reverse order, once, each in bounded time. */
export interface CleanUp {
  later(undo: Undo): void;
  run(): Promise<void>;
}

const EACH_WITHIN_MS = 15_000;

export function cleanUp(): CleanUp {
  const undos: Undo[] = [];
  return {
    later: (undo) => void undos.push(undo),
    async run() {
      for (let undo = undos.pop(); undo; undo = undos.pop()) await bounded(undo);
    },
  };
}

/** One that hangs or fails must not keep the others from being undone. */
async function bounded(undo: Undo): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, EACH_WITHIN_MS);
  });
  try {
    await Promise.race([undo(), late]);
  } catch (error) {
    console.error(`While cleaning up: ${error instanceof Error ? error.message : String(error)}`);
  } finally {
    clearTimeout(timer);
  }
}
