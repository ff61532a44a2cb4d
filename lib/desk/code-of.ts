/** The code in what somebody pasted: a whole link, its part after the #, or the code alone. */
export function codeOf(pasted: string): string {
  const text = pasted.trim();
  return text.slice(text.lastIndexOf("#") + 1).trim();
}
