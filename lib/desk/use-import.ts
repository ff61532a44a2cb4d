import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import type { z } from "zod";
import type { ReplyOf } from "../contract/endpoints.ts";
import type { ImportPreview } from "../contract/import.ts";
import { callHub, type HubError } from "./call-hub.ts";
import { type Mapping, mapText } from "./import-mapping.ts";

/** How a file would be understood with these columns; keeps nothing. */
export function useImportPreview(file: File | undefined, mapping: Mapping, org: string) {
  return useQuery<z.infer<typeof ImportPreview> | undefined, HubError>({
    queryKey: ["importPreview", file?.name, file?.size, file?.lastModified, mapping, org],
    queryFn: async ({ signal }) => {
      if (!file) return undefined;
      return (await callHub("importPeople", { preview: "1", ...said(mapping, org) }, { file, signal }))
        .preview;
    },
    enabled: file !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
    placeholderData: (before) => before,
  });
}

/** Sends the file. Tried again after a failure it counts once. */
export function useStartImport(file: File | undefined, mapping: Mapping, org: string) {
  const client = useQueryClient();
  const key = useRef({ of: "", uuid: "" });
  return useMutation<ReplyOf<"importPeople">, HubError, void>({
    mutationFn: () => {
      if (!file) throw new Error("There is no file to import");
      const of = `${file.name} ${file.size} ${file.lastModified} ${mapText(mapping)} ${org}`;
      if (key.current.of !== of) key.current = { of, uuid: crypto.randomUUID() };
      return callHub("importPeople", said(mapping, org), { file, key: key.current.uuid });
    },
    onSuccess: () => client.invalidateQueries({ queryKey: ["imports"] }),
  });
}

function said(mapping: Mapping, org: string) {
  const map = mapText(mapping);
  return { ...(map === "" ? {} : { map }), ...(org === "" ? {} : { org }) };
}
