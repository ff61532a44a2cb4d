import { useQueryClient } from "@tanstack/react-query";
import type { Asset } from "../../contract/asset.ts";
import type { Guidance } from "../../contract/guidance.ts";
import { callHub } from "../call-hub.ts";
import { useNotice } from "../notice.ts";
import { useHubWrite } from "../use-hub.ts";
import { peopleWords } from "./asset-words.ts";
import { useEndDraft } from "./use-end-draft.ts";
import { type GuidanceEditing, tidy } from "./use-guidance.ts";

/** Publishing what is being written, and throwing it away; either can be told to have failed, and loses nothing. */
export function usePublish(asset: Asset, editing: GuidanceEditing) {
  const { keeper, body: guidance, show } = editing;
  const client = useQueryClient();
  const notice = useNotice();
  const write = useHubWrite("publishGuidance");
  const { busy, problem, trying } = useEndDraft(keeper);

  const readAgain = () =>
    Promise.all(["asset", "assets", "today"].map((name) => client.invalidateQueries({ queryKey: [name] })));

  return {
    busy,
    problem,
    /** @param fits as the preview counted it, to be said */
    publish: (more: readonly string[], fits: number | undefined, onDone: () => void) =>
      trying(
        async () => {
          const { published } = await write.mutateAsync({
            assetIds: [asset.id, ...more],
            guidance: tidy(guidance),
            basedOn: keeper.basedOn(),
          });
          keeper.goOnFrom(null);
          await readAgain();
          // Each fits others: whoever has it already is kept out. The list says how many.
          const whom = fits === undefined ? "" : ` Fits ${peopleWords(fits)} today.`;
          notice({ text: published > 1 ? `Published for ${published}.` : `Published.${whom}` });
          onDone();
        },
        () => keeper.write(guidance),
      ),
    /** @param back what stands there then */
    discard: (back: Guidance) =>
      trying(
        async () => {
          await callHub("discardDraft", { assetId: asset.id });
          keeper.goOnFrom(null);
          show(back);
          await readAgain();
          notice({
            text: "Draft discarded.",
            undo: () => {
              show(guidance);
              keeper.write(guidance);
            },
          });
        },
        () => keeper.write(guidance),
      ),
  };
}
