import type { Role } from "@zhongshu/tenancy/contract";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import "../forms/forms.css";

/** The roles of people who work here, widest first; a customer is nobody's colleague. */
export const ROLES = [
  "admin",
  "operator",
  "owner",
  "agent",
  "analyst",
  "reviewer",
  "merchant",
] as const satisfies readonly Role[];

/** What each role may do, in words. */
export function Roles(): ReactElement {
  const { t } = useTranslation();
  return (
    <section className="panel-box">
      <h2>{t("members.roles")}</h2>
      <dl className="roles">
        {ROLES.map((role) => (
          <RoleLine key={role} role={role} />
        ))}
      </dl>
    </section>
  );
}

function RoleLine({ role }: { readonly role: Role }): ReactElement {
  const { t } = useTranslation();
  return (
    <>
      <dt>{t(`audit.roleOf.${role}`)}</dt>
      <dd>{t(`members.does.${role}`)}</dd>
    </>
  );
}
