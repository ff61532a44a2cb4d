import { type UseQueryResult, useQuery } from "@tanstack/react-query";
import { createContext, useContext } from "react";
import type { Member } from "../contract/member.ts";
import { may, type Permission } from "../contract/permissions.ts";
import { callHub, HubError } from "./call-hub.ts";

/** Who is signed in; null: nobody. */
export function useMe(): UseQueryResult<Member | null, HubError> {
  return useQuery<Member | null, HubError>({
    queryKey: ["me", undefined],
    queryFn: async ({ signal }) => {
      try {
        return (await callHub("me", undefined, { signal })).member;
      } catch (error) {
        if (error instanceof HubError && error.code === "unauthorized") return null;
        throw error;
      }
    },
    staleTime: 60_000,
  });
}

const MemberContext = createContext<Member | null>(null);
export const MemberProvider = MemberContext.Provider;

/** The member who is signed in; everything inside the shell has one. */
export function useMember(): Member {
  const member = useContext(MemberContext);
  if (!member) throw new Error("Only what the shell shows has a member");
  return member;
}

/** Whether the signed-in member may do this. A role of a newer hub may nothing that is not everybody's. */
export function useMay(permission: Permission): boolean {
  const { role } = useMember();
  return may(role === "unknown" ? "rep" : role, permission);
}
