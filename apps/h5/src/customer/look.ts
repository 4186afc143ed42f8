import { type RefObject, useEffect, useRef, useState, useSyncExternalStore } from "react";

const subscribe = (told: () => void) => {
  document.addEventListener("visibilitychange", told);
  return () => document.removeEventListener("visibilitychange", told);
};

/** Is the page before somebody's eyes? A preview, or a tab that was opened in the background, is not. */
export const useVisible = (): boolean =>
  useSyncExternalStore(subscribe, () => document.visibilityState === "visible");

/** Calls `act` once, when the page has been looked at for `dwellMs` while `here`; a failure is tried once more. */
export function useLooked(here: boolean, dwellMs: number, act: () => Promise<unknown>): void {
  const visible = useVisible();
  const done = useRef(false);
  const doing = useRef(act);
  doing.current = act;
  useEffect(() => {
    if (!here || !visible || done.current) return;
    const timer = setTimeout(() => {
      done.current = true;
      doing.current().catch(() => setTimeout(() => doing.current().catch(() => undefined), 5_000));
    }, dwellMs);
    return () => clearTimeout(timer);
  }, [here, visible, dwellMs]);
}

/** Is a good part of the element inside the window? */
export function useInView(element: RefObject<Element | null>): boolean {
  const [inside, setInside] = useState(false);
  useEffect(() => {
    const target = element.current;
    if (target === null) return;
    const observer = new IntersectionObserver(
      (entries) => setInside(entries.at(-1)?.isIntersecting === true),
      { threshold: 0.3 },
    );
    observer.observe(target);
    return () => observer.disconnect();
  }, [element]);
  return inside;
}
