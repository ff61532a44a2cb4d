import { createRoot } from "react-dom/client";

createRoot(document.getElementById("desk") as HTMLElement).render(null);
