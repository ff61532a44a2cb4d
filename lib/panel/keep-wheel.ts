/**
 * Keeps the wheel inside this frame: at the panel's ends it would go on scrolling the page around it.
 * Where style alone does not stop that, a listener that may say no does.
 * @returns stops it
 */
export function keepWheel(page: Window): () => void {
  const stop = (event: WheelEvent) => {
    if (event.ctrlKey || event.defaultPrevented) return;
    const { deltaX, deltaY } = event;
    if (Math.abs(deltaX) > Math.abs(deltaY) || !canScroll(event.target, deltaY, page)) event.preventDefault();
  };
  page.addEventListener("wheel", stop, { passive: false });
  return () => page.removeEventListener("wheel", stop);
}

/** Whether anything from the element up to the page still has room in this direction. */
function canScroll(from: EventTarget | null, deltaY: number, page: Window): boolean {
  for (let element = from instanceof Element ? from : null; element; element = element.parentElement) {
    const root = element === page.document.documentElement;
    if (!root && !/auto|scroll/.test(page.getComputedStyle(element).overflowY)) continue;
    const room = element.scrollHeight - element.clientHeight - element.scrollTop;
    if (deltaY < 0 ? element.scrollTop > 0 : room > 1) return true;
  }
  return false;
}
