/** Whose answer is asked for by a key, before the item is there. */
let asked: string | undefined;

/** The answer field of this item takes the focus as soon as it is there. */
export function askForAnswer(itemId: string): void {
  asked = itemId;
  document.querySelector<HTMLElement>(`[data-answer="${itemId}"]`)?.focus();
}

/** Whether the field that now appears is the one asked for; said once. */
export function takeAnswerFocus(itemId: string): boolean {
  const is = asked === itemId;
  asked = undefined;
  return is;
}
