import { useEffect, useState } from "react";

/** Whether a menu is open: it closes too when the rep goes on outside of this frame, where no click is heard. */
export function useMenuOpen() {
  const [open, onOpenChange] = useState(false);
  useEffect(() => {
    if (!open) return;
    const leave = () => onOpenChange(false);
    window.addEventListener("blur", leave);
    return () => window.removeEventListener("blur", leave);
  }, [open]);
  return { open, onOpenChange: (next: boolean) => onOpenChange(next) };
}
