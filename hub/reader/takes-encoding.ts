/** Whether an `Accept-Encoding` names an encoding, other than to refuse it. */
export function takesEncoding(accepted: string | undefined, encoding: "br" | "gzip"): boolean {
  const named = (accepted ?? "")
    .split(",")
    .map((part) => part.toLowerCase().replaceAll(/\s/g, "").split(";"));
  return named.some(([name, weight]) => name === encoding && !/^q=0(\.0*)?$/.test(weight ?? ""));
}
