import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs';

/** No file of git that is read here is larger. */
const LARGEST = 64_000_000;

/** The bytes of a file; nothing of a pipe that would keep its reader waiting, a device, a folder, or what cannot be read or held. */
export function readPlainFile(path: string): Buffer | undefined {
  try {
    const file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    try {
      const facts = fstatSync(file);
      return facts.isFile() && facts.size <= LARGEST ? readFileSync(file) : undefined;
    } finally {
      closeSync(file);
    }
  } catch {
    return undefined;
  }
}
