/** Writes zip archives for tests: deflated entries, a central directory, its end. */

import { crc32, deflateRawSync } from 'node:zlib';

function header(signature: number, name: Buffer, content: Buffer, packed: Buffer, extra: Buffer): Buffer {
  const fields = Buffer.alloc(22);
  fields.writeUInt16LE(0x0800, 0);
  fields.writeUInt16LE(8, 2);
  fields.writeUInt16LE(0x21, 6);
  fields.writeUInt32LE(crc32(content), 8);
  fields.writeUInt32LE(packed.length, 12);
  fields.writeUInt32LE(content.length, 16);
  fields.writeUInt16LE(name.length, 20);
  const start = Buffer.alloc(signature === 0x02014b50 ? 8 : 6);
  start.writeUInt32LE(signature, 0);
  start.writeUInt16LE(20, start.length - 2);
  return Buffer.concat([start, fields, extra, name]);
}

/** An archive of these files. */
export function makeZip(files: Readonly<Record<string, string>>): Buffer {
  const [bodies, directory]: [Buffer[], Buffer[]] = [[], []];
  let offset = 0;
  for (const [path, text] of Object.entries(files)) {
    const [name, content] = [Buffer.from(path), Buffer.from(text)];
    const packed = deflateRawSync(content);
    const body = Buffer.concat([header(0x04034b50, name, content, packed, Buffer.alloc(2)), packed]);
    const extra = Buffer.alloc(16);
    extra.writeUInt32LE(offset, 12);
    directory.push(header(0x02014b50, name, content, packed, extra));
    bodies.push(body);
    offset += body.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(directory.length, 8);
  end.writeUInt16LE(directory.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...bodies, central, end]);
}
