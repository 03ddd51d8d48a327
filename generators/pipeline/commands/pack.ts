import type { CommandFamily, ReadingCommand } from '../states.js';

const EXIT_CODES = [
  ['0', 'done'],
  ['1', 'refused, failed, or the pack is broken: nothing was written'],
  ['130, 143', 'interrupted before anything was written'],
] as const;

const listCommand: ReadingCommand = {
  name: 'pack list',
  usage: 'pack list [folder]',
  summary: 'show the packs that came with the generator, and the one that the project carries',
  examples: ['mlops pack list', 'mlops pack list --json'],
  words: 'folder',
  options: [],
  exitCodes: EXIT_CODES,
  async read(request, workspace, terminal) {
    return (await import('../author/list_packs.js')).listPacks(request, workspace, terminal);
  },
};

const newCommand: ReadingCommand = {
  name: 'pack new',
  usage: 'pack new <folder>',
  summary: 'start a pack of your own, which extends another one, with an example of each kind of change',
  examples: ['mlops pack new my-pack', 'mlops pack new my-pack --from ../their-pack --plan'],
  words: 'places',
  places: ['the folder of the new pack'],
  options: ['from', 'plan', 'dry-run'],
  exitCodes: EXIT_CODES,
  writes: true,
  async read(request, _, terminal) {
    return (await import('../author/new_pack.js')).startPack(request, terminal);
  },
};

const testCommand: ReadingCommand = {
  name: 'pack test',
  usage: 'pack test <folder>',
  summary:
    'check a pack, render it with each preset and each task, and list what is different from the pack that it extends; write nothing',
  examples: ['mlops pack test my-pack', 'mlops pack test my-pack --json'],
  words: 'places',
  places: ['the folder of the pack'],
  options: [],
  exitCodes: EXIT_CODES,
  async read(request, _, terminal) {
    return (await import('../author/test_pack.js')).testPack(request, terminal);
  },
};

const freezeCommand: ReadingCommand = {
  name: 'pack freeze',
  usage: 'pack freeze <folder> <file>',
  summary: 'write a pack, with all that it extends, as one file for --pack',
  examples: ['mlops pack freeze my-pack my-pack.pack', 'mlops pack freeze my-pack ../out/my-pack.pack --plan'],
  words: 'places',
  places: ['the folder of the pack', 'the file to write'],
  options: ['plan', 'dry-run'],
  exitCodes: EXIT_CODES,
  writes: true,
  async read(request, _, terminal) {
    return (await import('../author/freeze_pack.js')).freezePack(request, terminal);
  },
};

export const packCommand: CommandFamily = {
  name: 'pack',
  usage: 'pack list|new|test|freeze',
  summary: 'packs: list them, start one of your own, test it, write it as one file',
  examples: ['mlops pack new my-pack', 'mlops pack test my-pack', 'mlops pack freeze my-pack my-pack.pack'],
  words: 'command',
  options: [],
  exitCodes: EXIT_CODES,
  members: [listCommand, newCommand, testCommand, freezeCommand],
};
