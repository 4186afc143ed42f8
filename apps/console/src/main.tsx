import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import "@fontsource-variable/noto-sans-sc/wght.css";
import { App } from "./app.tsx";
import "./style.css";
import "./runs/runs.css";
import "./people/people.css";
import "./cards/cards.css";

const place = document.getElementById("root");
if (place === null) throw new Error("index.html has no #root");
createRoot(place).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
