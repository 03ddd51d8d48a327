/** Bytes of an entry before its flags: times, ids, size; then the object's id. */
const FIXED = 40;
const EXTENDED = 0x4000;
const NAME_LENGTH = 0xfff;

/**
 * The paths in git's index, versions 2 to 4.
 *
 * @param bytes the file `index`; format: https://git-scm.com/docs/index-format
 * @returns nothing where it is no index that can be read, as of a repository with longer object ids.
 */
export function readIndexPaths(bytes: Buffer): string[] | undefined {
  if (bytes.length < 12 || bytes.toString('latin1', 0, 4) !== 'DIRC') return undefined;
  const version = bytes.readUInt32BE(4);
  const count = bytes.readUInt32BE(8);
  if (version < 2 || version > 4) return undefined;
  const paths: string[] = [];
  let at = 12;
  let last = Buffer.alloc(0);
  for (let index = 0; index < count; index++) {
    const entry = readEntry(bytes, at, version, last);
    if (entry === undefined) return undefined;
    at = entry.end;
    last = entry.name;
    paths.push(entry.name.toString('utf8'));
  }
  return [...new Set(paths)];
}

function readEntry(bytes: Buffer, at: number, version: number, last: Buffer): { name: Buffer<ArrayBuffer>; end: number } | undefined {
  const flagsAt = at + FIXED + 20;
  if (flagsAt + 2 > bytes.length) return undefined;
  const flags = bytes.readUInt16BE(flagsAt);
  let start = flagsAt + ((flags & EXTENDED) !== 0 ? 4 : 2);
  let kept = 0;
  if (version === 4) {
    const removed = readOffset(bytes, start);
    if (removed === undefined || removed.value > last.length) return undefined;
    kept = last.length - removed.value;
    start = removed.end;
  }
  const end = bytes.indexOf(0, start);
  if (end < 0) return undefined;
  const name = Buffer.concat([last.subarray(0, kept), bytes.subarray(start, end)]);
  const isWhole = (flags & NAME_LENGTH) === NAME_LENGTH || (flags & NAME_LENGTH) === name.length;
  if (!isWhole) return undefined;
  // Up to version 3 an entry is filled with zeros to a multiple of eight bytes, at least one.
  return { name, end: version === 4 ? end + 1 : at + Math.ceil((end + 1 - at) / 8) * 8 };
}

/** A number in groups of seven bits, each but the last with its high bit set, one added for each that follows. */
function readOffset(bytes: Buffer, at: number): { value: number; end: number } | undefined {
  let value = 0;
  for (let end = at; end < bytes.length && end < at + 5; end++) {
    const byte = bytes[end] ?? 0;
    value = (value << 7) | (byte & 0x7f);
    if ((byte & 0x80) === 0) return { value, end: end + 1 };
    value += 1;
  }
  return undefined;
}
