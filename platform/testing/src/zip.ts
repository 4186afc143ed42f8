import { crc32, deflateRawSync } from "node:zlib";

type Part = { readonly local: Buffer; readonly central: Buffer };

/** One packed file as the format of archives has it, written by hand: no writer vouches for our reader. */
function part(name: string, held: string | Uint8Array, at: number): Part {
  const [title, body] = [Buffer.from(name), typeof held === "string" ? Buffer.from(held) : held];
  const packed = deflateRawSync(body);
  const common = Buffer.alloc(26);
  common.writeUInt16LE(20, 0);
  common.writeUInt16LE(0x0800, 2);
  common.writeUInt16LE(8, 4);
  common.writeUInt32LE(crc32(body), 10);
  common.writeUInt32LE(packed.length, 14);
  common.writeUInt32LE(body.length, 18);
  common.writeUInt16LE(title.length, 22);
  const rest = Buffer.alloc(14);
  rest.writeUInt32LE(at, 10);
  return {
    local: Buffer.concat([Buffer.from("504b0304", "hex"), common, title, packed]),
    central: Buffer.concat([Buffer.from("504b01021400", "hex"), common, rest, title]),
  };
}

/** Files packed as an archive. */
export function zip(files: Readonly<Record<string, string | Uint8Array>>): Buffer {
  const parts: Part[] = [];
  let at = 0;
  for (const [name, held] of Object.entries(files)) {
    const one = part(name, held, at);
    parts.push(one);
    at += one.local.length;
  }
  const central = Buffer.concat(parts.map((one) => one.central));
  const end = Buffer.alloc(22);
  end.write("504b0506", "hex");
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...parts.map((one) => one.local), central, end]);
}
