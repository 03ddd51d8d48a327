import { expect, test } from 'vitest';
import { sourceOf, sourceWords } from '../../../../generators/pipeline/pack/library/source.js';

const DIGEST = 'a'.repeat(64);

test.each<[reference: string, recorded: string | undefined]>([
  ['mine', 'mine'],
  ['../packs/mine.pack', '../packs/mine.pack'],
  ['/home/ada/mine', undefined],
  ['C:\\packs\\mine', undefined],
  ['\\\\server\\mine', undefined],
  [`https://host.example/mine.pack#sha256-${DIGEST.toUpperCase()}`, `https://host.example/mine.pack#sha256-${DIGEST}`],
  [`https://host.example/mine.pack?token=secret#sha256-${DIGEST}`, `https://host.example/mine.pack?…#sha256-${DIGEST}`],
])('of %s a project records %s', (reference, recorded) => {
  expect(sourceOf(reference)).toBe(recorded);
});

test('it is shown as one line, and where nothing is known as nothing', () => {
  expect(sourceWords('npm:mine@1.2.0')).toBe(', from npm:mine@1.2.0');
  expect(sourceWords('mine\n\u001B[31m')).toBe(', from mine??[31m');
  expect(sourceWords(undefined)).toBe('');
});
