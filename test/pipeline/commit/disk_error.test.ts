import { describe, expect, it } from 'vitest';
import { explainDiskError, explained } from '../../../generators/pipeline/commit/disk_error.js';
import { Refusal } from '../../../generators/pipeline/errors.js';

const failing = (code: string) => Object.assign(new Error('raw words'), { code });

describe('an error of the operating system', () => {
  it('is told as one fact and one remedy, with the path that it was about', () => {
    expect(() =>
      explained('Cannot read a.py', () => {
        throw failing('EACCES');
      }),
    ).toThrow(new Refusal('Cannot read a.py: permission is denied', 'Give yourself permission for it, then run the command again'));
  });

  it('that nobody knows is told by its code', () => {
    expect(explainDiskError(failing('EWEIRD'), 'Cannot read a.py')).toMatchObject({ name: 'Refusal', fact: 'Cannot read a.py: EWEIRD' });
  });

  it.each([new Refusal('a', 'b'), new TypeError('bug'), 'text'])('is none where it is something else: %s', (error) => {
    expect(explainDiskError(error, 'Cannot read a.py')).toBe(error);
  });

  it('is not there where the work succeeds', () => {
    expect(explained('Cannot', () => 3)).toBe(3);
  });
});
