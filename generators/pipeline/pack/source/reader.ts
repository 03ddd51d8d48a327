import { isUtf8 } from 'node:buffer';
import { lstatSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Problem } from '../../template/nodes.js';
import { BrokenPack } from '../problem.js';
import { inMb, LARGEST_DOCUMENT, LARGEST_DOCUMENTS, LARGEST_PACK, MOST_FILES, tooLarge } from '../size.js';

/** A file of a pack, as it lies in the folder. */
export interface SourceFile {
  /** From the folder of the pack. */
  readonly origin: string;
  readonly content: string;
  readonly binary: boolean;
  readonly executable: boolean;
}

/** A NUL among the first bytes makes a file binary. */
const EXAMINED = 8000;

/**
 * Reads the files of a layer, within the bounds of a pack: what is too large, or too much, ends it at once and is not read. Nothing is
 * followed, and nothing is waited for.
 */
export class SourceReader {
  readonly #sizes = new Map<string, number>();
  #total = 0;
  #documents = 0;
  #entries = 0;

  constructor(readonly folder: string) {}

  /** Counts what a folder of the pack lists. */
  count(origin: string): void {
    this.#entries += 1;
    if (this.#entries <= MOST_FILES) return;
    throw this.#broken(
      origin,
      `The pack has more than ${MOST_FILES} files and folders`,
      'Leave some out, and let the project download them',
    );
  }

  read(origin: string): SourceFile {
    const path = join(this.folder, origin);
    const { mode, size } = statSync(path);
    this.#sizes.set(origin, size);
    this.#total += size;
    if (this.#total > LARGEST_PACK) throw tooLarge(this.#total, this.#sizes);
    const text = readUtf8(path);
    return { origin, content: text ?? readFileSync(path, 'base64'), binary: text === undefined, executable: (mode & 0o111) !== 0 };
  }

  /** A document of the pack itself: it says the same, however the pack was checked out. Empty where there is no such file. */
  document(name: string): string {
    const path = join(this.folder, name);
    const found = lstatSync(path, { throwIfNoEntry: false });
    if (found?.isDirectory() === true)
      throw this.#broken(name, `${name} is a folder, and what a pack says of itself is a file`, 'Give the folder another name');
    if (found?.isFile() !== true) return '';
    this.#documents += found.size;
    const most = found.size > LARGEST_DOCUMENT ? LARGEST_DOCUMENT : LARGEST_DOCUMENTS;
    if (found.size > LARGEST_DOCUMENT || this.#documents > LARGEST_DOCUMENTS)
      throw this.#broken(
        name,
        `What a pack says of itself takes ${inMb(Math.max(found.size, this.#documents))} here, and it may take ${inMb(most)} at most`,
        'Say less, or put what is emitted into files/',
      );
    return readFileSync(path, 'utf8').replaceAll('\r\n', '\n');
  }

  #broken(file: string, fact: string, remedy: string): BrokenPack {
    return new BrokenPack(this.folder, [{ file, line: 1, fact, remedy }]);
  }
}

/** What stands in a pack and is neither a file nor a folder. */
export function linkProblem(file: string): Problem {
  return {
    file,
    line: 1,
    fact: 'This is not a plain file: a link in a pack could lead out of it',
    remedy: 'Put the file itself there',
  };
}

/** The text of a file; nothing where it is binary. */
function readUtf8(path: string): string | undefined {
  const text = readFileSync(path, 'utf8');
  // Almost every file is seen to be text here; what may be binary is looked at byte by byte.
  if (!text.includes('\ufffd') && !text.slice(0, EXAMINED).includes('\0')) return text;
  const bytes = readFileSync(path);
  return bytes.subarray(0, EXAMINED).includes(0) || !isUtf8(bytes) ? undefined : text;
}
