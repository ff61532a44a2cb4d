import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import type { ReplyOf } from "../../contract/endpoints.ts";
import { callHub, type HubError } from "../call-hub.ts";

/** What is said of a report beside its lines; empty: not said. */
export interface ReportSettings {
  org: string;
  /** Of amounts without one: three letters. */
  currency: string;
}

/** How a report would be understood; keeps nothing. */
export function useOpportunityPreview(file: File | undefined, settings: ReportSettings) {
  return useQuery<ReplyOf<"importOpportunities"> | null, HubError>({
    queryKey: ["opportunityPreview", file?.name, file?.size, file?.lastModified, settings],
    queryFn: ({ signal }) =>
      file ? callHub("importOpportunities", { preview: "1", ...said(settings) }, { file, signal }) : null,
    enabled: file !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
    placeholderData: (before) => before,
  });
}

/** Sends the report. Tried again after a failure it counts once. */
export function useImportOpportunities(file: File | undefined, settings: ReportSettings) {
  const client = useQueryClient();
  const key = useRef({ of: "", uuid: "" });
  return useMutation<ReplyOf<"importOpportunities">, HubError, void>({
    mutationFn: () => {
      if (!file) throw new Error("There is no file to import");
      const of = JSON.stringify([file.name, file.size, file.lastModified, settings]);
      if (key.current.of !== of) key.current = { of, uuid: crypto.randomUUID() };
      return callHub("importOpportunities", said(settings), { file, key: key.current.uuid });
    },
    onSuccess: () =>
      Promise.all(["opportunities", "themes"].map((name) => client.invalidateQueries({ queryKey: [name] }))),
  });
}

const said = ({ org, currency }: ReportSettings) => ({
  ...(org === "" ? {} : { org }),
  ...(currency === "" ? {} : { currency }),
});
