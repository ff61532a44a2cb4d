import {
  type UseMutationResult,
  type UseQueryResult,
  useMutation,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import { useRef } from "react";
import type { EndpointName, ReplyOf, RequestOf } from "../contract/endpoints.ts";
import { callHub, type HubError } from "./call-hub.ts";

interface ReadOptions {
  /** False: not asked yet, such as while a field is empty. */
  enabled?: boolean;
  /** Asked again so often, in milliseconds, while it is on the screen. */
  every?: number | false;
  /** Asked once and not again by itself, such as what is logged with each asking. */
  once?: boolean;
  /** Shows what was there while another request is answered. */
  keep?: boolean;
}

/** Reads from the hub; the same request is asked once, whoever shows it. */
export function useHub<Name extends EndpointName>(
  name: Name,
  request: RequestOf<Name>,
  { enabled = true, every = false, once = false, keep = false }: ReadOptions = {},
): UseQueryResult<ReplyOf<Name>, HubError> {
  return useQuery<ReplyOf<Name>, HubError>({
    queryKey: [name, request],
    queryFn: ({ signal }) => callHub(name, request, { signal }),
    enabled,
    refetchInterval: every,
    ...(once ? { staleTime: Number.POSITIVE_INFINITY } : {}),
    ...(keep ? { placeholderData: (before: ReplyOf<Name> | undefined) => before as never } : {}),
  });
}

/**
 * Changes something at the hub. The same request again after a failure carries the same key, so that it counts
 * once, whether or not the answer before was only lost.
 * @param stale endpoints whose answers are read again after it
 */
export function useHubWrite<Name extends EndpointName>(
  name: Name,
  stale: readonly EndpointName[] = [],
): UseMutationResult<ReplyOf<Name>, HubError, RequestOf<Name>> {
  const client = useQueryClient();
  const tried = useRef<{ text: string; key: string } | undefined>(undefined);
  return useMutation<ReplyOf<Name>, HubError, RequestOf<Name>>({
    mutationFn: (request) => {
      const text = JSON.stringify(request ?? {});
      if (tried.current?.text !== text) tried.current = { text, key: crypto.randomUUID() };
      return callHub(name, request, { key: tried.current.key });
    },
    onSuccess: () => {
      tried.current = undefined;
      return Promise.all(stale.map((other) => client.invalidateQueries({ queryKey: [other] })));
    },
  });
}
