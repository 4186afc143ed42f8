// biome-ignore lint/suspicious/noDeprecatedImports: the one way antd-mobile offers for React 19.
import { unstableSetRender } from "antd-mobile";
import { StrictMode } from "react";
import { createRoot, type Root } from "react-dom/client";
import { App } from "./app.tsx";
import "./style.css";
import "./card/card.css";
import "./frame/figures.css";
import "./run/progress.css";
import "./run/report.css";
import "./run/run.css";
import "./ask/ask.css";
import "./session/session.css";
import "./states/states.css";
import "./today/today.css";

// antd-mobile opens toasts and dialogs outside the tree, and looks for the renderer of React 18 to do so.
const roots = new WeakMap<Element | DocumentFragment, Root>();
unstableSetRender((node, container) => {
  const root = roots.get(container) ?? createRoot(container);
  roots.set(container, root);
  root.render(node);
  return async () => {
    roots.delete(container);
    root.unmount();
  };
});

const place = document.getElementById("root");
if (place === null) throw new Error("index.html has no #root");
createRoot(place).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
// After the first paint: phones have a Chinese face of their own and load nothing more than this style sheet.
void import("@fontsource-variable/noto-sans-sc/wght.css");
