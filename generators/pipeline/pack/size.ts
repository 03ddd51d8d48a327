import { Refusal } from '../errors.js';
import type { Pack } from './pack.js';

const MB = 1024 * 1024;

/**
 * What a pack may be at most when it is unpacked: ours is far below, and an attack on the memory far above. It holds for every form
 * of a pack, so that no command makes a project that the next one cannot read.
 */
export const LARGEST_PACK = 64 * MB;
/** What one document of a pack may be at most, and all of them together: to read a megabyte of YAML takes a second. */
export const LARGEST_DOCUMENT = MB / 4;
export const LARGEST_DOCUMENTS = MB;
/** How many files and folders a pack may have at most; ours has a few hundred. */
export const MOST_FILES = 5000;

/** The files of a pack by their origins, with their sizes on the disk. */
export type FileSizes = ReadonlyMap<string, number>;

/** The sizes of the files of a pack. */
export function fileSizes({ stages }: Pack): FileSizes {
  const files = stages.flatMap(({ files, parts }) => [...files, ...parts]);
  return new Map(files.map((file) => [file.origin, Buffer.byteLength(file.content, 'binary' in file && file.binary ? 'base64' : 'utf8')]));
}

/**
 * Refuses a pack that no project could carry.
 *
 * @param size what it takes unpacked, files that are no text as base64; as far as it was read.
 */
export function tooLarge(size: number, files: FileSizes): Refusal {
  const [origin = '', most = 0] = [...files].reduce((one, other) => (other[1] > one[1] ? other : one), ['', 0]);
  return new Refusal(
    `The pack takes ${inMb(size)} when it is unpacked, and a pack may take ${inMb(LARGEST_PACK)} at most`,
    `Leave out its largest file, ${origin} (${inMb(most)}), and let the project download it`,
  );
}

/** A size in a sentence. */
export function inMb(size: number): string {
  return size < MB ? `${Math.round(size / 1024)} kB` : `${Math.round(size / MB)} MB`;
}
