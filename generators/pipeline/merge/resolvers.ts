import type { AdditiveFormat } from '../pack/pack.js';
import { additiveSettlement } from './additive/additive.js';
import type { Settled, Settlement } from './lines/text.js';
import { pythonSettlement } from './python/resolver.js';

/** What can settle conflicts in a file: by what it is, and by what the pack says about it. */
export function settlementsOf(path: string, additive: AdditiveFormat | undefined): Settlement {
  const settlements = [
    ...(path.endsWith('.py') ? [pythonSettlement] : []),
    ...(additive === undefined ? [] : [additiveSettlement(additive)]),
  ];
  return async (pieces, lineEnd) => {
    let all: Settled | undefined;
    for (const settlement of settlements) {
      const settled = await settlement(all?.pieces ?? pieces, lineEnd);
      if (settled !== undefined) all = { ...all, ...settled };
    }
    return all;
  };
}
