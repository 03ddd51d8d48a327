import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { type Finished, mlops, run } from './doors.js';
import { commandLine } from './faulty.js';
import { snapshot } from './snapshot.js';
import { giveToUser } from './user.js';
import { makeFolder, minimalProject, QUICK, refused, succeeded } from './workspace.js';

// Real disks: full, read-only, closed to the person.

const mounted: string[] = [];

afterEach(() => {
  for (const folder of mounted.splice(0)) spawnSync('umount', [folder]);
});

/** Mounts something in a new folder of the person; false where this machine does not let us. */
function mount(folder: string, ...words: readonly string[]): boolean {
  mkdirSync(folder, { recursive: true });
  if (spawnSync('mount', [...words, folder]).status !== 0) return false;
  mounted.unshift(folder);
  return true;
}

const CAN_MOUNT = ((): boolean => {
  const { status } = spawnSync('unshare', ['--mount', 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt']);
  return status === 0;
})();

const ADD = ['add', 'quality', ...QUICK];

/** Where no disk can be mounted, a limit on the size of a file is met as a full disk is. */
function withLimit(blocks: number, args: readonly string[], cwd: string): Promise<Finished> {
  return run('bash', ['-c', `ulimit -f ${blocks}; exec ${commandLine(...args)}`], { cwd });
}

describe('a disk that is full', { timeout: 120_000 }, () => {
  test('takes no part of a new project, and says so', async () => {
    const cwd = makeFolder();
    for (const size of ['16k', '64k', '160k', '256k']) {
      const disk = join(cwd, size);
      const isSmall = CAN_MOUNT && mount(disk, '-t', 'tmpfs', '-o', `size=${size},mode=777`, 'tmpfs');
      const words = ['new', join(disk, 'demo'), ...QUICK];
      if (!isSmall) mkdirSync(disk, { recursive: true });
      giveToUser(disk);
      refused(isSmall ? await mlops(words, { cwd }) : await withLimit(16, words, cwd), isSmall ? /the disk is full/ : /larger than/);
      expect(snapshot(disk)).toEqual({});
    }
  });

  test('has no room for another file name either', async () => {
    const cwd = makeFolder();
    for (const names of [8, 30, 70]) {
      const disk = join(cwd, String(names));
      if (!CAN_MOUNT || !mount(disk, '-t', 'tmpfs', '-o', `nr_inodes=${names},mode=777`, 'tmpfs')) {
        mkdirSync(disk);
        giveToUser(disk);
        chmodSync(disk, 0o555);
      }
      refused(await mlops(['new', join(disk, 'demo'), ...QUICK], { cwd }), /disk is full|permission is denied/);
      expect(snapshot(disk)).toEqual({});
    }
  });

  test('leaves a project as it was, however little is free; with room, the same command succeeds', async () => {
    const [cwd, project] = [makeFolder(), await minimalProject()];
    succeeded(await mlops(ADD, { cwd: await minimalProject() }));
    for (const free of [0, 4, 12, 24, 40, 56]) {
      const disk = join(cwd, String(free));
      const isSmall = CAN_MOUNT && mount(disk, '-t', 'tmpfs', '-o', 'size=2m,mode=777', 'tmpfs');
      const copy = join(disk, 'demo');
      cpSync(project, copy, { recursive: true, preserveTimestamps: true });
      if (isSmall) leaveFree(disk, free * 1024);
      giveToUser(copy);
      const before = snapshot(copy);
      const full = isSmall ? await mlops(ADD, { cwd: copy }) : await withLimit(0, ADD, copy);
      if (full.code !== 0) {
        refused(full, isSmall ? /the disk is full/ : /larger than/);
        expect(snapshot(copy), `${free} KiB free`).toEqual(before);
      }
      expect(full.code, `${free} KiB free`).toBe(free < 24 || !isSmall ? 1 : full.code);
      rmSync(join(disk, 'ballast'), { force: true });
      succeeded(await mlops(ADD, { cwd: copy }));
    }
  });
});

/** Fills a disk until so many bytes are free. */
function leaveFree(disk: string, bytes: number): void {
  const { bavail, bsize } = statfsSync(disk);
  writeFileSync(join(disk, 'ballast'), Buffer.alloc(Math.max(0, bavail * bsize - bytes)));
}

describe('a folder that may be read only', () => {
  test.each(['.', '.mlops', 'docs', '.mlops/rendered'])('%s, by its permissions: the project stays as it was', async (folder) => {
    const project = await minimalProject();
    const before = snapshot(project);
    chmodSync(join(project, folder), 0o555);
    const finished = await mlops(ADD, { cwd: project });
    chmodSync(join(project, folder), 0o755);
    refused(finished, /permission is denied/);
    expect(snapshot(project)).toEqual(before);
    succeeded(await mlops(ADD, { cwd: project }));
  });

  test('by its disk: the project stays as it was', async () => {
    const [project, place] = [await minimalProject(), join(makeFolder(), 'place')];
    const before = snapshot(project);
    const isMounted = CAN_MOUNT && mount(place, '--bind', project) && spawnSync('mount', ['-o', 'remount,ro,bind', place]).status === 0;
    if (!isMounted) {
      mkdirSync(place, { recursive: true });
      cpSync(project, place, { recursive: true, preserveTimestamps: true });
      giveToUser(place);
      await run('chmod', ['-R', 'a-w', place], { cwd: '/' });
    }
    refused(await mlops(ADD, { cwd: place }), isMounted ? /the disk is read-only/ : /permission is denied/);
    succeeded(await mlops([...ADD, '--plan'], { cwd: place }));
    if (!isMounted) await run('chmod', ['-R', 'u+w', place], { cwd: '/' });
    expect(snapshot(place)).toEqual(before);
  });

  test('a part of the project on another disk is named, and the project stays as it was', async () => {
    const project = await minimalProject();
    const isMounted = CAN_MOUNT && mount(join(project, 'docs'), '-t', 'tmpfs', '-o', 'size=1m,mode=777', 'tmpfs');
    const before = snapshot(project);
    const finished = await mlops(ADD, { cwd: project });
    if (isMounted) {
      refused(finished, /on another disk than the project/);
      expect(snapshot(project)).toEqual(before);
    } else succeeded(finished);
  });
});

test('a limit on the size of a file is named, and nothing is written', async () => {
  const cwd = makeFolder();
  refused(await withLimit(16, ['new', 'demo', ...QUICK], cwd), /larger than this disk or your limit allows/);
  expect(existsSync(join(cwd, 'demo'))).toBe(false);
});
