import { Refusal, repeated } from '../../errors.js';
import { holdsControl } from '../control.js';
import { RESTORE } from './trusted.js';

/** How many values a pack holds at most, each key and each item of a list counted; ours has a tenth of it. */
const MOST_VALUES = 200_000;

/** A value that is still to be looked at; what leads to it is written out only where it is told. */
interface Place {
  readonly value: unknown;
  readonly key: string;
  readonly above?: Place;
}

/**
 * Looks at everything that a packed pack says, however deep it lies: before its form is known it could be anything.
 *
 * @throws Refusal where it says more than can be looked through, or what a terminal would act on. Contents of files are left alone.
 */
export function verifyValues(value: unknown): void {
  const open: Place[] = [{ value, key: '' }];
  let seen = 0;
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    seen += 1;
    if (seen > MOST_VALUES) throw new Refusal(`The packed pack says more than ${MOST_VALUES} things`, RESTORE);
    if (holdsControl(at.key) || (typeof at.value === 'string' && at.key !== 'content' && holdsControl(at.value)))
      throw new Refusal(`The packed pack has a control character at "${repeated(pathOf(at), 200)}"`, RESTORE);
    if (typeof at.value !== 'object' || at.value === null) continue;
    for (const key in at.value) {
      if (open.length > MOST_VALUES) break;
      open.push({ value: Reflect.get(at.value, key), key, above: at });
    }
  }
}

function pathOf({ key, above }: Place): string {
  const keys = [key];
  for (let at = above; at !== undefined && keys.length < 20; at = at.above) if (at.key !== '') keys.unshift(at.key);
  return keys.join('.');
}
