/** A file of one shape, and what it must come to. */
export type Fixture = { readonly name: string; readonly body: Buffer; readonly expected: object };

type Records = readonly object[];

export const orders = (mapping: object, records: Records, refused = 0): object => ({
  ...{ kind: "orders", mapping, records, refused },
});
