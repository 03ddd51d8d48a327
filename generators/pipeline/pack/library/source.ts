import { win32 } from 'node:path';
import { repeated } from '../../errors.js';
import { isAddress, readAddress, recordedAddress } from '../remote/address.js';

/**
 * Where a pack came from, as a project records it: an address with its digest, without what may be secret in it; a folder or a file as it
 * was given, where that says nothing of the machine.
 *
 * @param reference what `--pack` named.
 */
export function sourceOf(reference: string): string | undefined {
  if (isAddress(reference)) return recordedAddress(readAddress(reference));
  // What is absolute here is absolute on other systems, too.
  return win32.isAbsolute(reference) ? undefined : reference;
}

/** Long enough for an address with its digest. */
const LONGEST_SHOWN = 400;

/** Where a pack came from, behind a sentence: one line, whatever a file of the project says. */
export function sourceWords(source: string | undefined): string {
  return source === undefined ? '' : `, from ${repeated(source, LONGEST_SHOWN)}`;
}
