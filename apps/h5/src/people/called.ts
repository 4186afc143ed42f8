import { masked } from "@zhongshu/browser";
import type { Profile } from "@zhongshu/people/contract";
import { useTranslation } from "react-i18next";

/** What a customer is called: the name, else the shop's number for them, a phone never whole. */
export function useCalled() {
  const { t } = useTranslation();
  return ({ name, userId }: Pick<Profile, "name" | "userId">): string =>
    name ?? (userId === null ? t("people.unnamed") : masked(userId));
}
