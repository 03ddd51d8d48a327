import { describe, expect, it } from 'vitest';
import { findCheck, isInTurn, OF_ALL, TURNS } from '../emitted/checks.js';
import { readEvidence } from '../emitted/evidence.js';

describe('the checks that a change is asked', () => {
  const names = Object.keys(readEvidence()['everything']?.checks ?? {}).filter(
    (name) => name !== 'it is emitted' && !name.startsWith('its requirements'),
  );
  const askedIn = (name: string) => TURNS.filter((turn) => isInTurn(findCheck(name), turn));

  it('are all of them in two turns but for what looks at what all have left, and each of them in one at least', () => {
    expect(names.length).toBeGreaterThan(100);
    expect(names.filter((name) => askedIn(name).length === 0)).toEqual(OF_ALL.map(({ name }) => name));
  });

  it('are about half of what is not asked each time', () => {
    const once = names.map(askedIn).filter((turns) => turns.length === 1);
    const [first = 0, second = 0] = TURNS.map((turn) => once.filter(([only]) => only === turn).length);
    expect(Math.min(first, second) / (first + second)).toBeGreaterThan(0.35);
  });

  it('hold the installation, the tests and a training in both', () => {
    expect(names.filter((name) => askedIn(name).length === 2).length).toBeGreaterThan(10);
  });
});
