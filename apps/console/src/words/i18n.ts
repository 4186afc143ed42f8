import { languageOf } from "@zhongshu/browser";
import type { Language } from "@zhongshu/kernel";
import i18next from "i18next";
import { initReactI18next, useTranslation } from "react-i18next";
import { en } from "./en.ts";
import { zh } from "./zh.ts";

const KEPT = "zhongshu.language";

function kept(): string {
  try {
    return localStorage.getItem(KEPT) ?? "zh-CN";
  } catch {
    return "zh-CN";
  }
}

export const i18n = i18next.createInstance();
void i18n.use(initReactI18next).init({
  lng: kept(),
  fallbackLng: "zh-CN",
  resources: {
    "zh-CN": { translation: zh },
    en: { translation: en },
  },
  interpolation: { escapeValue: false },
});
const mark = (language: string): void => {
  document.documentElement.lang = language;
};
mark(i18n.language);
i18n.on("languageChanged", (language) => {
  mark(language);
  try {
    localStorage.setItem(KEPT, language);
  } catch {
    // A web view without storage: the choice lasts as long as the page.
  }
});

/** The reader's language, as `Text` spells it. */
export function useLanguage(): Language {
  const { i18n: current } = useTranslation();
  return languageOf(current.language);
}
