import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { notesOf, type Release } from '../../scripts/release/notes.js';

const CHANGELOG = `# Changelog

## [Unreleased]

- Not yet.

## [1.2.0] - 2026-11-28

### Added

- One thing.

## [1.1.0] - 2026-11-01

- Another.

[1.2.0]: somewhere
`;

function release(changes: Partial<Release> = {}): ReturnType<typeof notesOf> {
  const manifest = { version: '1.2.0', repository: { url: 'git+https://example.org/owner/name.git' } };
  return notesOf({ tag: 'v1.2.0', manifest, changelog: CHANGELOG, repository: 'owner/name', ...changes });
}

describe('a release', () => {
  it('has the section of its version as notes', () => {
    expect(release()).toEqual({ notes: '### Added\n\n- One thing.' });
    expect(release({ changelog: CHANGELOG.replace(/## \[1\.1\.0\].*\n\n- Another\.\n\n/, '') })).toEqual({
      notes: '### Added\n\n- One thing.',
    });
  });

  it.each([
    ['another tag', { tag: 'v1.2.1' }, 'The tag is v1.2.1 and package.json says 1.2.0. Tag v1.2.0, or change the version.'],
    [
      'no section',
      { changelog: '## [Unreleased]\n\n- Not yet.\n' },
      'CHANGELOG.md says nothing of 1.2.0. Write a section "## [1.2.0] - year-month-day".',
    ],
    ['an empty section', { changelog: '## [1.2.0] - 2026-11-28\n\n## [1.1.0] - 2026-11-01\n' }, 'CHANGELOG.md says nothing of 1.2.0.'],
    [
      'no repository',
      { manifest: { version: '1.2.0' } },
      'package.json names no repository. npm takes a provenance only from the repository named there',
    ],
    ['another repository', { repository: 'somebody/name' }, 'package.json names git+https://example.org/owner/name.git. npm takes'],
  ])('is refused with %s', (_, changes, problem) => {
    expect(release(changes)).toEqual({ problems: [expect.stringContaining(problem)] });
  });

  it('is told of every reason at once', () => {
    expect(release({ tag: 'v2', manifest: { version: '3.0.0' } })).toHaveProperty('problems.length', 3);
  });
});

it('our changelog begins with what is not released yet, or with the version of the package', () => {
  const read = (name: string) => readFileSync(join(import.meta.dirname, '../..', name), 'utf8');
  const { version } = JSON.parse(read('package.json')) as { version: string };
  const [, first] = /^## \[([^\]]+)\]/m.exec(read('CHANGELOG.md')) ?? [];
  expect(['Unreleased', version]).toContain(first);
});
