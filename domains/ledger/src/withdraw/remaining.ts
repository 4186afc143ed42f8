import type { Instant, ProfileId, ShopId, Sql } from "@zhongshu/kernel";
import type { DocumentKey, LedgerEvent, Remaining } from "../contract.ts";

const EVENT = `e.tenant, e.shop, e.message_id as "messageId", e.type, e.version, e.anonymous_id as "anonymousId",
  e.user_id as "userId", e.profile, e.at, e.received_at as "receivedAt", e.properties`;

const PAGE = 2_000;

/** Events of these documents. "offset 0" keeps it at one look into the index for each of them. */
const ofDocuments = (sql: Sql, keys: readonly DocumentKey[]): Promise<readonly LedgerEvent[]> =>
  sql.rows<LedgerEvent>(
    `select ${EVENT}
       from (select distinct * from unnest($1::uuid[], $2::text[], $3::text[]) as k (shop, source, number)) k
      cross join lateral (
            select * from ledger.event stored
             where stored.document = ledger.document(jsonb_build_object('source', k.source, 'number', k.number))
            offset 0) e
      where e.shop = k.shop and e.properties ->> 'source' = k.source and e.properties ->> 'number' = k.number
      order by e.seq`,
    [keys.map((key) => key.shop), keys.map((key) => key.source), keys.map((key) => key.number)],
  );

const ofProfiles = (
  sql: Sql,
  profiles: readonly ProfileId[],
): AsyncIterable<readonly LedgerEvent[]> =>
  sql.stream<LedgerEvent>(
    `select ${EVENT} from unnest($1::uuid[]) as k (profile)
      cross join lateral (select * from ledger.event stored where stored.profile = k.profile offset 0) e
      order by e.seq`,
    [profiles],
    PAGE,
  );

type Stretch = {
  readonly shop: ShopId;
  readonly types: readonly string[];
  readonly from: Instant;
  readonly to: Instant | null;
};

const between = (
  sql: Sql,
  { shop, types, from, to }: Stretch,
): AsyncIterable<readonly LedgerEvent[]> =>
  sql.stream<LedgerEvent>(
    `select ${EVENT} from ledger.event e
      where e.shop = $1 and e.type = any($2::text[]) and e.at >= to_timestamp($3 / 1000.0)
        and ($4::float8 is null or e.at < to_timestamp($4 / 1000.0))
      order by e.at, e.seq`,
    [shop, types, from, to],
    PAGE,
  );

/** The ledger as it is in this transaction. */
export const remainingIn = (sql: Sql): Remaining => ({
  ofDocuments: (keys) => ofDocuments(sql, keys),
  ofProfiles: (profiles) => ofProfiles(sql, profiles),
  between: (stretch) => between(sql, stretch),
});

/** These events as they are stored, in the order of storing. */
export const eventsNamed = (
  sql: Sql,
  shop: ShopId,
  messageIds: readonly string[],
): Promise<readonly LedgerEvent[]> =>
  sql.rows<LedgerEvent>(
    `select ${EVENT} from ledger.event e where e.shop = $1 and e.message_id = any($2::text[]) order by e.seq`,
    [shop, messageIds],
  );
