import { useRef, useState } from "react";
import type { ReplyOf } from "../../contract/endpoints.ts";
import { callHub, HubError } from "../call-hub.ts";

export type AddressReport = ReplyOf<"importAddresses">;

/** A CSV of addresses: looked at first, taken when one agrees. */
export function useAddressImport(onTaken: () => void) {
  const [file, setFile] = useState<File>();
  const [preview, setPreview] = useState<AddressReport>();
  const [done, setDone] = useState<AddressReport>();
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);
  /** Of the taking: the same when it is tried again, so that it counts once. */
  const key = useRef("");

  const trying = async (act: () => Promise<void>) => {
    setBusy(true);
    setProblem(undefined);
    try {
      await act();
    } catch (error) {
      setProblem(
        error instanceof HubError ? error.message : "This browser could not read the file. Choose it again.",
      );
    } finally {
      setBusy(false);
    }
  };
  return {
    file,
    preview,
    done,
    problem,
    busy,
    choose: (chosen: File) => {
      setFile(chosen);
      setPreview(undefined);
      setDone(undefined);
      key.current = crypto.randomUUID();
      return trying(async () =>
        setPreview(await callHub("importAddresses", { preview: "1" }, { file: chosen })),
      );
    },
    take: () =>
      trying(async () => {
        if (!file) return;
        setDone(await callHub("importAddresses", {}, { file, key: key.current }));
        onTaken();
      }),
  };
}
