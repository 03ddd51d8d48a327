import { describe, expect, it } from 'vitest';
import { newestPack } from '../../generators/pipeline/pack/library/shipped.js';
import { closeOverNeeds } from '../../generators/pipeline/pack/needs.js';
import { answersFor, claimedTasks, renderChoice } from '../support/emitted.js';

const { pack } = newestPack();

/** The paths that are emitted with some tasks on, and with what these need. */
function emitted(asked: readonly string[]): readonly string[] {
  return [...renderChoice(pack, { name: 'claims', answers: answersFor(pack, closeOverNeeds(asked, pack).on) }).keys()];
}

describe('what the newest pack says of a task', () => {
  it('names as artifacts only what is emitted when the task is on', () => {
    const claims = pack.tasks.filter(({ stage }) => stage !== undefined);
    const missing = claims.flatMap(({ slug, artifacts }) => {
      const paths = emitted([slug]);
      const isThere = (artifact: string): boolean =>
        paths.some((path) => path === artifact || path.startsWith(artifact.replace(/\/?$/, '/')));
      const named = artifacts.map((artifact) => artifact.replaceAll('pkgname', 'demo'));
      return named.filter((artifact) => !isThere(artifact)).map((artifact) => `${slug}: emit ${artifact}, or take it out of its artifacts`);
    });
    expect(missing).toEqual([]);
  });
});

it('every stage has the page that the README links to', () => {
  const paths = emitted(claimedTasks(pack));
  const readme =
    renderChoice(pack, { name: 'claims', answers: answersFor(pack, claimedTasks(pack)) })
      .get('README.md')
      ?.bytes.toString() ?? '';
  const links = [...readme.matchAll(/\]\(((?!https?:|#)[^)#]+)/g)].map(([, path = '']) => path);
  expect(links.length).toBeGreaterThan(5);
  const dead = links.filter((link) => !paths.some((path) => path === link || path.startsWith(link.replace(/\/?$/, '/'))));
  expect(dead.map((link) => `The README links to ${link}, which no stage emits: add it to the files of its stage`)).toEqual([]);
});
