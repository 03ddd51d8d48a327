import { describe, expect, test } from 'vitest';
import {
  holdsPackages,
  keyOfRequirement,
  namesPackageTwice,
  normalName,
  normalRequirement,
} from '../../../../generators/pipeline/merge/keyed/packages.js';

describe('a package', () => {
  test('is known by its name as indexes compare it, and by its marker', () => {
    expect(['Scikit_Learn==1.9', 'scikit-learn>=1 # why', 'a.b'].map(keyOfRequirement)).toEqual(['scikit-learn', 'scikit-learn', 'a-b']);
    expect(keyOfRequirement('torch==2; sys_platform == "linux"')).toBe('torch; sys_platform == "linux"');
    expect(keyOfRequirement('--extra-index-url https://x')).toBe('--extra-index-url https://x');
    expect(normalName('API__tests.x')).toBe('api-tests-x');
  });
  test.each([
    ['torch>=2.13.0,<3', 'torch<3,>=2.13', true],
    ['torch>=2.13.0', 'Torch >= 2.13', true],
    ['scikit_learn==1.9.0', 'scikit-learn==1.9', true],
    ['uvicorn[standard] (>=0.5.0)', 'uvicorn[standard]>=0.5', true],
    ['torch>=2; sys_platform == "linux"', 'torch>=2.0; sys_platform == "linux"', true],
    ['torch>=2.10', 'torch>=2.1', false],
    ['torch~=2.0', 'torch~=2', false],
    ['torch==2.0.*', 'torch==2.*', false],
    ['torch>=2', 'torch>2', false],
    ['torch>=2', 'torch>=2 # ours', false],
    ['torch @ https://example.org/torch-2.0.0.whl', 'torch @ https://example.org/torch-2.0.whl', false],
  ])('%s and %s say the same: %s', (one, other, isSame) => {
    expect(normalRequirement(one) === normalRequirement(other)).toBe(isSame);
  });
  test('stands in some lists of pyproject.toml', () => {
    const lists = [
      ['project', 'dependencies'],
      ['project', 'optional-dependencies', 'api'],
      ['dependency-groups', 'tests'],
      ['build-system', 'requires'],
    ];
    expect(lists.every(holdsPackages)).toBe(true);
    expect([['tool', 'x'], ['project', 'keywords'], ['dependency-groups']].some(holdsPackages)).toBe(false);
  });
  test('is not named twice in one list, and no group in two spellings', () => {
    expect(namesPackageTwice({ project: { dependencies: ['torch', 'Torch>=2'] } })).toBe(true);
    expect(namesPackageTwice({ project: { dependencies: ['torch'] }, 'dependency-groups': { dev: ['torch'] } })).toBe(false);
    expect(namesPackageTwice({ 'dependency-groups': { tests: [], Tests: [] } })).toBe(true);
  });
});
