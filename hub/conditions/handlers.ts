import type { Handlers } from "../http/handler.ts";
import type { Hub } from "../hub.ts";
import { libraryOf } from "../library/read-library.ts";
import { chooseFrom } from "./choices.ts";
import { named, pageOfPeople } from "./judged-people.ts";
import { populationOf } from "./population/keep-population.ts";
import { asked, countPreview } from "./preview.ts";

/** Whom conditions fit. */
export function conditionHandlers(
  hub: Hub,
): Pick<Handlers, "choices" | "previewConditions" | "judgedPeople"> {
  const { store, settings } = hub;
  const everybody = () => Promise.all([populationOf(hub), libraryOf(hub)]);
  return {
    async choices(request) {
      const [population, library] = await everybody();
      return chooseFrom(population, library, request);
    },

    async previewConditions(request) {
      const [population, library] = await everybody();
      const question = asked(population, library, request);
      const { reply, some } = await countPreview(question);
      const shown = { which: "fits", timeZone: settings.timeZone } as const;
      return {
        ...reply,
        fits: { ...reply.fits, some: await named(store, question, some, shown) },
      };
    },

    async judgedPeople({ which, cursor, ...request }) {
      const [population, library] = await everybody();
      const question = asked(population, library, request);
      return pageOfPeople(store, question, { which, cursor, timeZone: settings.timeZone });
    },
  };
}
