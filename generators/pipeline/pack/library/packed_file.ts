import { readFileSync, statSync } from 'node:fs';
import { explained } from '../../commit/disk_error.js';
import { Refusal, repeated } from '../../errors.js';
import { LARGEST_PACK } from '../size.js';
import { isPacked } from './unpack.js';

/**
 * Reads the file of a packed pack.
 *
 * @param named what the person called it.
 * @throws Refusal where it can be none; a pipe is not waited for, and what is too large is not read.
 */
export function readPackedFile(path: string, named: string): Buffer {
  return explained(`Cannot read ${repeated(named)}`, () => {
    const found = statSync(path);
    if (!found.isFile()) throw notPacked(named);
    if (found.size > LARGEST_PACK)
      throw new Refusal(
        `${repeated(named)} is larger than ${LARGEST_PACK / 1024 / 1024} MB, and no packed pack is`,
        'Name a file that mlops pack freeze wrote',
      );
    const bytes = readFileSync(path);
    if (!isPacked(bytes)) throw notPacked(named);
    return bytes;
  });
}

function notPacked(named: string): Refusal {
  return new Refusal(`${repeated(named)} is no packed pack`, 'Name the folder of a pack, or a file like .mlops/pack of a project');
}
