import { Client } from "pg";

/**
 * One connection outside the pool, for `work`. When Postgres dies between two statements the next one
 * fails; without a listener the connection's own word of it would end the process.
 */
export async function withClient<T>(
  connectionString: string,
  work: (client: Client) => Promise<T>,
): Promise<T> {
  const client = new Client({ connectionString });
  client.on("error", () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}
