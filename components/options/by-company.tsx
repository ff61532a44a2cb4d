/** Beside what an IT department decided, so that nobody looks for the switch. */
export function ByCompany() {
  return <span className="by-company">Set by your company</span>;
}
