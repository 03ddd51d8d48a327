import { describe, expect, it } from 'vitest';
import { seen, unseen } from '../../../generators/pipeline/evidence/evidence.js';

describe('what was found for a sign', () => {
  it('is where it is and what it is', () => {
    expect(seen([{ path: 'a.py', line: 2 }], 'imports torch')).toEqual({
      seen: true,
      places: [{ path: 'a.py', line: 2 }],
      what: 'imports torch',
    });
  });

  it('is why it is not there, as errors', () => {
    expect(unseen({ code: 'no-git', values: {} })).toEqual({ seen: false, findings: [{ code: 'no-git', severity: 'error', values: {} }] });
  });
});
