import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app.tsx";
import "../style.css";
import "../states/states.css";
import "./customer.css";
import "./privacy.css";

const place = document.getElementById("root");
if (place === null) throw new Error("customer.html has no #root");
createRoot(place).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
// After the first paint: phones have a Chinese face of their own and load nothing more than this style sheet.
void import("@fontsource-variable/noto-sans-sc/wght.css");
