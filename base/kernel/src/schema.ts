/** A domain's own Postgres schema, as a value: its name, and the folder of its numbered migrations. */
export type DomainSchema = { readonly name: string; readonly migrations: URL };
