import { useNotice } from "./notice.ts";
import { useHubWrite } from "./use-hub.ts";

/** Parts two who were made one, and says what came of it. */
export function useUndoMerge(): (id: string) => void {
  const say = useNotice();
  const undo = useHubWrite("undoMerge", ["conflicts", "merges", "today", "findPeople", "touchpoints"]);
  return (id) =>
    undo.mutate(
      { id },
      {
        onSuccess: () => say({ text: "They are two people again." }),
        onError: (error) => say({ text: error.message }),
      },
    );
}
