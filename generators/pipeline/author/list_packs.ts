import { DONE } from '../errors.js';
import { findPack, type LoadedPack, newestPack, shippedPacks } from '../pack/library/shipped.js';
import { sourceWords } from '../pack/library/source.js';
import { isListed } from '../pack/needs.js';
import { PACK_FILE } from '../paths.js';
import type { Request, Workspace } from '../states.js';
import { fold, twoColumns } from '../terminal/columns.js';
import { paint, type Terminal } from '../terminal/terminal.js';

/** A pack, as a person chooses one. */
interface ListedPack {
  readonly id: string;
  readonly title: string;
  readonly revision: number;
  readonly digest: string;
  /** How many tasks stand on its checklist. */
  readonly tasks: number;
}

/** The packs that there are. The document that `mlops pack list --json` prints; its schema is schemas/pack_list.schema.json. */
interface PackList {
  /** Those that came with the generator, the newest last. */
  readonly packs: readonly ListedPack[];
  /** What the project carries, where there is one. */
  readonly project?: ListedPack & { readonly folder: string; readonly shipped: boolean; readonly source?: string };
}

/** `mlops pack list`: the packs that came with the generator, and the one of the project around. */
export async function listPacks({ cwd, options }: Request, workspace: Workspace, terminal: Terminal): Promise<number> {
  const packs = await Promise.all(shippedPacks().map(async ({ id }) => listed(await findPack(id, cwd))));
  const { carried, root } = workspace;
  const list: PackList = {
    packs,
    ...(carried === undefined ? {} : { project: { ...listed(carried), folder: root, ...originOf(carried) } }),
  };
  terminal.out(options.json ? `${JSON.stringify(list, undefined, 2)}\n` : listText(list, terminal));
  return DONE;
}

function originOf({ shipped, source }: LoadedPack): Pick<NonNullable<PackList['project']>, 'shipped' | 'source'> {
  return { shipped, ...(source === undefined ? {} : { source }) };
}

function listed({ pack, digest }: LoadedPack): ListedPack {
  const { id, title, revision, tasks } = pack;
  return { id, title, revision, digest, tasks: tasks.filter(isListed).length };
}

function listText({ packs, project }: PackList, terminal: Terminal): string {
  const newest = newestPack().pack.id;
  const row = (pack: ListedPack, more: string): string[] => [
    pack.id,
    `${pack.title}, revision ${pack.revision}, ${pack.tasks} tasks${more === '' ? '' : `; ${more}`}`,
  ];
  const from =
    project?.shipped === true ? 'it came with the generator' : `it did not come with this generator${sourceWords(project?.source)}`;
  const carried = project === undefined ? [] : [row(project, from)];
  return [
    paint(terminal, 'bold', 'Came with the generator'),
    ...twoColumns(
      packs.map((pack) => row(pack, pack.id === newest ? 'a new project gets it' : '')),
      terminal.columns,
    ),
    ...(project === undefined ? [] : ['', paint(terminal, 'bold', `Carried by this project (${PACK_FILE})`)]),
    ...twoColumns(carried, terminal.columns),
    '',
    ...fold(`A pack of your own: mlops pack new my-pack --from ${newest}`, terminal),
    '',
  ].join('\n');
}
