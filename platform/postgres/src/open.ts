import { withClient } from "./client.ts";
import { type EmbeddedOptions, openEmbedded } from "./embedded/open.ts";
import { openGiven } from "./given.ts";
import { ensureRoles, ROLES } from "./roles/roles.ts";
import { rolePassword } from "./roles/scram.ts";
import { asRole, passwordOf } from "./url.ts";

export type PostgresUrls = {
  readonly ownerUrl: string;
  readonly appUrl: string;
  readonly authUrl: string;
  readonly jobsUrl: string;
};

export type Postgres = PostgresUrls & {
  /** Process id of our own postmaster; null when the database is not ours to run. */
  readonly postmaster: () => number | null;
  stop(): Promise<void>;
  /** Stops our own Postgres and throws its data away; a given one is left alone. */
  remove(): Promise<void>;
};

export type PostgresOptions = EmbeddedOptions & {
  /** Use this Postgres instead of our own. */
  readonly databaseUrl?: string | undefined;
};

/** The addresses of the roles, which follow from the owner's. */
export function urlsOf(ownerUrl: string): PostgresUrls {
  const password = passwordOf(ownerUrl);
  const of = (role: string) => asRole(ownerUrl, role, rolePassword(password, role));
  return { ownerUrl, appUrl: of(ROLES.app), authUrl: of(ROLES.auth), jobsUrl: of(ROLES.jobs) };
}

/** The product's database, ready for `migrate`: the one of DATABASE_URL, else our own in `dataDir`. */
export async function openPostgres({
  databaseUrl,
  ...options
}: PostgresOptions): Promise<Postgres> {
  if (databaseUrl !== undefined && databaseUrl !== "") {
    await openGiven(databaseUrl);
    const nothing = async () => undefined;
    return { ...urlsOf(databaseUrl), postmaster: () => null, stop: nothing, remove: nothing };
  }
  const embedded = await openEmbedded(options);
  try {
    await withClient(embedded.ownerUrl, (owner) =>
      ensureRoles(owner, passwordOf(embedded.ownerUrl)),
    );
  } catch (error) {
    await embedded.stop();
    throw error;
  }
  return { ...embedded, ...urlsOf(embedded.ownerUrl) };
}
